"""What does a person see of an answer? Documents with their pages and passages, and facets."""
