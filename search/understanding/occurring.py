"""Does a library hold a word at all? Asked many times a search, so it is remembered."""

from collections.abc import Callable
from threading import Lock

from index.contract import Engine
from index.looking import leaves
from index.query import All, Either, Is, Pattern, Phrase, Query, Widened, Word
from index.request import Request

MOST = 50_000
"""Words and values that are remembered."""


class Occurring:
    """Which words occur, as of one revision of one index. Safe in several threads."""

    def __init__(self) -> None:
        self._of: tuple[object, int] = (None, -1)
        self._known: dict[Query, bool] = {}
        self._lock = Lock()

    def knows(self, engine: Engine) -> Callable[[Query], bool]:
        """Whether a query may find anything: False only where one of its words occurs nowhere."""
        state = (engine, engine.revision())
        with self._lock:
            if state != self._of or len(self._known) > MOST:
                self._of, self._known = state, {}
            known = self._known

        def occurs(query: Query) -> bool:
            answer = known.get(query)
            if answer is None:
                request = Request(query=query, limit=0)
                answer = known[query] = engine.answer(request).total > 0
            return answer

        def knows(query: Query) -> bool:
            match query:
                case Pattern():
                    return True
                case Is():
                    return occurs(query)
                case Word(word):
                    return occurs(Word(word))
                case Phrase(words):
                    return all(occurs(Word(word)) for word in words)
                case All(parts):
                    return all(map(knows, parts))
                case Either(parts):
                    return any(map(knows, parts))
                case Widened():
                    return any(map(knows, query.ways))
                case _:
                    return any(map(knows, leaves(query)))

        return knows
