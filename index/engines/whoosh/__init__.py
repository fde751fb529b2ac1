"""The engine in pure Python: whoosh keeps the lists, and the engine reads them whole."""

import warnings
from importlib import import_module

with warnings.catch_warnings():
    # Whoosh compares numbers with `is` and has stray backslashes. Python says so when it
    # compiles whoosh, once, on the first import after it was installed: that is here.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    for _name in ("index", "searching", "codec.whoosh3", "matching.wrappers", "filedb.compound"):
        import_module(f"whoosh.{_name}")
