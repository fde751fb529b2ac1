"""A library in one file, and the library made of it again."""
