"""What does a file of this format say?

One module a format, each a `Reader` (see `extracted`). `readers` knows which
media type has which reader.
"""
