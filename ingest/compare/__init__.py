"""Which documents say the same: versions of a work, translations, words that many repeat."""
