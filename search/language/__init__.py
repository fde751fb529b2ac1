"""How is a query written? From what was typed to a query, and back."""
