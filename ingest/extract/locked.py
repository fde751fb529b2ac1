"""What is said of a file that opens with a password. The passwords themselves are never said."""

from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import Allowed


def locked(what: str, allowed: Allowed) -> CannotRead:
    """The refusal of a file that no password opened; `what` is what to call it: "PDF"."""
    if allowed.passwords:
        return CannotRead(Reason.ENCRYPTED, f"None of the passwords given opens the {what}.")
    return CannotRead(Reason.ENCRYPTED, f"The {what} opens with a password only.")
