"""A map with a circle for every city, each a link: of Europe where all lie there, else of as
much of the world as they lie in.

The outlines are a picture, made of `europe.json` or `world.json` beside this package:
Natural Earth, in the public domain, 1:50m simplified to 5 km, and 1:110m. The circles are
links laid over it, because HTML of the front may hold no SVG: the browser's cleaning of it
takes that out.
"""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import quote

from ui.web.markup import Html, joined, tag

_EUROPE = Path(__file__).parent.parent / "europe.json"
_WORLD = Path(__file__).parent.parent / "world.json"

_RADIUS = 6371.0
_CENTRE = (math.radians(52), math.radians(10))

LARGEST = 4.8
"""Width of the largest circle, in hundredths of the map's width."""

SMALLEST = 1.4
"""A circle is never smaller than this, so that it can be seen and pointed at."""

_LETTER, _LINE = 1.02, 2.3
"""Width of a letter and height of a line of a label, in hundredths of the map's width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A city on the map: where it is in degrees, how many documents, and where it leads."""

    name: str
    latitude: float
    longitude: float
    count: int
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A spot on the map, in hundredths of its width from the left and the top."""

    spot: Spot
    x: float
    y: float
    size: float

    @property
    def box(self) -> _Box:
        half = self.size / 2
        return _Box(self.x - half, self.y - half, self.x + half, self.y + half)


Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a map is drawn on: its frame (left, bottom, right, top), the outlines of land, how
    degrees become places on it, and the width of its lines."""

    frame: tuple[float, float, float, float]
    rings: tuple[Ring, ...]
    project: Callable[[float, float], tuple[float, float]]
    line: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a place is within the frame."""
        x, y = self.project(latitude, longitude)
        left, bottom, right, top = self.frame
        return left < x < right and bottom < y < top

    def is_land(self, latitude: float, longitude: float) -> bool:
        """Whether a place is within an outline, as precise as the map is."""
        x, y = self.project(latitude, longitude)
        return any(_is_inside(x, y, ring) for ring in self.rings)


def place_map(spots: Iterable[Spot]) -> Html:
    """The map. Areas of circles are as numbers of documents; those without are hollow."""
    every = list(spots)
    ground = ground_of(every)
    placed = _placed(every, ground)
    sides = _sides(placed)
    items = (tag("li", _circle(one, sides.get(one.spot.name, ""), ground)) for one in placed)
    left, bottom, right, top = ground.frame
    return tag(
        "div",
        tag("img", src=_picture(ground), alt="", class_="land"),
        tag("ul", joined(*items), aria_label="Cities on the map"),
        class_="map",
        style=f"aspect-ratio:{right - left:g}/{top - bottom:g}",
    )


def ground_of(spots: Sequence[Spot]) -> Ground:
    """Europe where every spot lies in it, else the part of the world that they lie in."""
    if all(europe().holds(spot.latitude, spot.longitude) for spot in spots):
        return europe()
    return world(tuple((spot.latitude, spot.longitude) for spot in spots))


@cache
def europe() -> Ground:
    """Europe, in kilometres."""
    read = json.loads(_EUROPE.read_text(encoding="utf-8"))
    left, bottom, right, top = read["frame"]
    rings = tuple(map(_pairs, read["outlines"]))
    return Ground(frame=(left, bottom, right, top), rings=rings, project=_project, line=5)


MARGIN, NARROWEST = 8.0, 50.0
"""Degrees around the outermost places of a map of the world, and that it shows at least."""

_SHAPES = 1.0, 2.0
"""How much wider than high a map of the world may be."""


@lru_cache(maxsize=8)
def world(places: tuple[tuple[float, float], ...]) -> Ground:
    """The part of the world that holds all of these places, in degrees that are as long to the
    east as to the north in its middle."""
    south, north = _span([latitude for latitude, _ in places], -60.0, 85.0)
    west, east = _span([longitude for _, longitude in places], -180.0, 180.0)
    shrunk = math.cos(math.radians((south + north) / 2))
    width, height = (east - west) * shrunk, north - south
    higher = max(width / _SHAPES[1] - height, 0) / 2
    wider = max(height * _SHAPES[0] - width, 0) / 2
    frame = (
        west * shrunk - wider, max(south - higher, -90), east * shrunk + wider,
        min(north + higher, 90),
    )  # fmt: skip
    rings = tuple(tuple((x * shrunk, y) for x, y in ring) for ring in _world_outlines())
    return Ground(
        frame=frame,
        rings=tuple(ring for ring in rings if _touches(ring, frame)),
        project=lambda latitude, longitude: (longitude * shrunk, latitude),
        line=(frame[2] - frame[0]) / 800,
    )


def _span(values: Sequence[float], least: float, most: float) -> tuple[float, float]:
    low, high = min(values) - MARGIN, max(values) + MARGIN
    more = max(NARROWEST - (high - low), 0) / 2
    return max(low - more, least), min(high + more, most)


def _touches(ring: Ring, frame: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = frame
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs) < right and max(xs) > left and min(ys) < top and max(ys) > bottom


@cache
def _world_outlines() -> tuple[Ring, ...]:
    """Rings of places in degrees east and north."""
    read = json.loads(_WORLD.read_text(encoding="utf-8"))
    return tuple(tuple((x / 10, y / 10) for x, y in _pairs(ring)) for ring in read["outlines"])


def _pairs(ring: Sequence[float]) -> Ring:
    return tuple(zip(ring[::2], ring[1::2], strict=True))


def _project(latitude: float, longitude: float) -> tuple[float, float]:
    """Kilometres east and north of 52 N 10 E, in the azimuthal projection of equal areas."""
    a, b = math.radians(latitude), math.radians(longitude) - _CENTRE[1]
    north = _CENTRE[0]
    cosine = math.sin(north) * math.sin(a) + math.cos(north) * math.cos(a) * math.cos(b)
    scale = _RADIUS * math.sqrt(2 / max(1 + cosine, 1e-9))
    x = math.cos(a) * math.sin(b)
    y = math.cos(north) * math.sin(a) - math.sin(north) * math.cos(a) * math.cos(b)
    return scale * x, scale * y


@lru_cache(maxsize=8)
def _picture(ground: Ground) -> str:
    """The land as a picture that stands in the address of itself; grey on any ground."""
    left, bottom, right, top = ground.frame
    path = "".join(
        f"M{'L'.join(f'{round(x, 1):g} {round(-y, 1):g}' for x, y in ring)}Z"
        for ring in ground.rings
    )
    look = 'fill="#8a9a9a" fill-opacity=".2" stroke="#8a9a9a" stroke-opacity=".7"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="{left:g} {-top:g} {right - left:g} {top - bottom:g}">'
        f'<path d="{path}" {look} stroke-width="{ground.line:g}" stroke-linejoin="round"/></svg>'
    )
    return "data:image/svg+xml," + quote(svg, safe=" =:/'<>\"").replace('"', "'")


def _placed(spots: Sequence[Spot], ground: Ground) -> list[_Placed]:
    """The spots where they are on the map, large ones first, so that small ones lie over them."""
    left, _, right, top = ground.frame
    width = right - left
    most = max((spot.count for spot in spots), default=0)
    found = []
    for spot in sorted(spots, key=lambda one: (-one.count, one.name)):
        x, y = ground.project(spot.latitude, spot.longitude)
        share = math.sqrt(spot.count / most) if most else 0
        size = max(SMALLEST, LARGEST * share)
        found.append(_Placed(spot, 100 * (x - left) / width, 100 * (top - y) / width, size))
    return found


def _sides(placed: Sequence[_Placed]) -> dict[str, str]:
    """On which side of its circle a name has room; the others are named when pointed at."""
    taken = [one.box for one in placed]
    found: dict[str, str] = {}
    for one in placed:
        for side, box in _labels(one):
            if box.left > 0 and box.right < 100 and not any(box.meets(other) for other in taken):
                taken.append(box)
                found[one.spot.name] = side
                break
    return found


def _labels(one: _Placed) -> list[tuple[str, _Box]]:
    width, circle = _LETTER * len(one.spot.name), one.box
    top, bottom = one.y - _LINE / 2, one.y + _LINE / 2
    left, right = one.x - width / 2, one.x + width / 2
    return [
        ("right", _Box(circle.right + 0.1, top, circle.right + 0.5 + width, bottom)),
        ("left", _Box(circle.left - 0.5 - width, top, circle.left - 0.1, bottom)),
        ("above", _Box(left, circle.top - _LINE, right, circle.top - 0.05)),
        ("below", _Box(left, circle.bottom + 0.05, right, circle.bottom + _LINE)),
    ]


def _circle(one: _Placed, side: str, ground: Ground) -> Html:
    left, bottom, right, top = ground.frame
    down = one.y * (right - left) / (top - bottom)
    kind = " ".join(
        part for part in ("" if one.spot.count else "hollow", side or "unnamed") if part
    )
    return tag(
        "a",
        tag("span", one.spot.name, class_="name", aria_hidden="true"),
        href=one.spot.href,
        title=one.spot.title,
        aria_label=one.spot.title,
        class_=kind,
        style=f"left:{one.x:.2f}%;top:{down:.2f}%;width:{one.size:.2f}%",
    )


def _is_inside(x: float, y: float, ring: Ring) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside
