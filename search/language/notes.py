"""What the search did with what was typed, said to the person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the query; `position` counts characters of it from 1, 0 for the whole."""

    text: str
    position: int = 0

    def __str__(self) -> str:
        return f"{self.text} (character {self.position})" if self.position else self.text
