"""One JSON object a line, for other programs."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping

from search.export.cells import valid

# JSON allows them as they are; readers take some for the end of a line, terminals obey others.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029]")


def json_lines(objects: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Each object on a line of its own. Numbers that JSON has not become null.

    >>> list(json_lines([{"city": "Liège", "score": float("nan")}]))
    ['{"city": "Liège", "score": null}\\n']
    """
    for one in objects:
        yield as_json(one) + "\n"


def as_json(value: object) -> str:
    """A value as JSON on one line, in letters that UTF-8 has."""
    text = json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: object) -> object:
    """What JSON has of a value; what it has not, in words."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {valid(str(name)): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return valid(str(value))
