"""What goes wrong through no fault of the program, said so that a person can act on it."""


class PolisearchError(Exception):
    """A mistake a person can put right.

    `message` names the thing and the place; `hint` is the next step. Both are
    safe to show to a reader: they hold no password and no traceback.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class LibraryNotFound(PolisearchError):
    """The folder named is not a library."""


class BadSetting(PolisearchError):
    """A settings file, an environment variable or an option holds a value that cannot be used."""


class BadVocabulary(PolisearchError):
    """A vocabulary file cannot be read; the message names the file and the row."""


class SourceNotFound(PolisearchError):
    """A path to ingest does not exist or cannot be listed."""


class UnknownField(PolisearchError):
    """No field has this name."""


class UnknownDocument(PolisearchError):
    """No document has this id, code or former id."""


class LibraryBusy(PolisearchError):
    """Another process is writing to this library; the message names it."""


class CatalogueError(PolisearchError):
    """The catalogue cannot be opened, or was written by a newer version."""


class CatalogueLost(CatalogueError):
    """The catalogue is damaged or missing: trying again does not help."""


class EngineError(PolisearchError):
    """The index cannot be opened, read or written."""
