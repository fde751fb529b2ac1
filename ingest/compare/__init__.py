"""Which documents say the same: versions of a work, translations, words that many repeat."""

COMPARED = "compared"
"""Name of the catalogue's fact that holds the revision up to which documents were compared."""
