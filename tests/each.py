"""One test for all cases of a rule: a test for each of thousands costs more than the rule."""

import functools
import inspect
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Any

Test = Callable[..., None]


def each(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Hold a test with every case, as one test, which fails with all the cases that break it.

    It stands where `pytest.mark.parametrize` may stand. The cases share what fixtures
    make, so the test may not write to it.
    """
    named = (names,) if isinstance(names, str) else names
    given = [(case,) if isinstance(names, str) else case for case in cases]

    def made(test: Test) -> Test:
        @functools.wraps(test)
        def every(**fixtures: Any) -> None:
            assert given, "There is no case."
            broken: list[Exception] = []
            for values in given:
                try:
                    test(**dict(zip(named, values, strict=True)), **fixtures)
                except Exception as error:
                    error.add_note(f"The case: {', '.join(map(_shown, values))}")
                    broken.append(error)
            if broken:
                ones = "\n".join(error.__notes__[-1] for error in broken)
                raise ExceptionGroup(f"{len(broken)} of {len(given)} cases\n{ones}\n", broken)

        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in named]
        every.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return every

    return made


def _shown(value: object) -> str:
    if isinstance(value, PurePath):
        return str(value)
    name = getattr(value, "name", None)
    return name if isinstance(name, str) else repr(value)[:200]
