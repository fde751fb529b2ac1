"""Sketches agree as much as the texts they were made of."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from corpus.document import Described, Document, Page
from corpus.sketches import bands, sketch_of
from ingest.compare.sketch import END_PAGES, minhash, sketched

Text = Callable[..., str]


def described(*pages: str, title: str = "") -> Described:
    numbered = tuple(Page(number=n, text=text) for n, text in enumerate(pages, start=1))
    return Described(Document(id="1", values={"title": (title,)}, pages=numbered))


@pytest.mark.parametrize("size", [60, 1000, 50_000])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.95])
def test_the_share_of_common_numbers_is_the_share_of_common_passages(
    size: int, share: float
) -> None:
    chance = np.random.default_rng(7)
    common = int(size * 2 * share / (1 + share))
    errors = []
    for _ in range(40):
        both = chance.integers(0, 2**64, 2 * size - common, dtype=np.uint64)
        one, other = both[:size], both[size - common :]
        errors.append(float((minhash(one) == minhash(other)).mean()) - share)

    assert abs(np.mean(errors)) < 0.03
    assert max(map(abs, errors)) < 0.2


def test_every_process_makes_the_same_sketch(text: Text) -> None:
    here = sketched(described(text(1, words=200)))
    program = (
        "import sys; from corpus.document import *; from ingest.compare.sketch import sketched;"
        "page = Page(number=1, text=sys.stdin.read());"
        "made = sketched(Described(Document(id='1', pages=(page,))));"
        "print(made.sketch.hex(), *made.sentences)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        input=text(1, words=200),
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": "99"},
    ).stdout.split()

    assert said == [here.sketch.hex(), *map(str, here.sentences)]


def test_what_is_left_out_is_not_sketched(text: Text) -> None:
    page = Page(number=1, text="Running head " + text(1), left_out=((0, 12),))
    with_head = described("Running head " + text(1))
    bare = replace(with_head, document=replace(with_head.document, pages=(page,)))

    assert sketched(bare).sketch == sketched(described(text(1))).sketch
    assert sketched(with_head).sketch != sketched(bare).sketch


def test_a_document_without_words_has_no_sketch() -> None:
    made = sketched(described("", "…"))

    assert (made.sketch, made.sentences, bands(made.sketch)) == (b"", (), [])


def test_a_short_text_is_compared_with_its_title() -> None:
    one = sketched(described("No abstract available.", title="Housing in Vienna"))
    other = sketched(described("No abstract available.", title="Schools in Turin"))

    assert len(bands(one.sketch)) == 1
    assert bands(one.sketch) != bands(other.sketch)


def test_a_sketch_says_how_many_words_there_are(text: Text) -> None:
    sketch = sketch_of(sketched(described(text(1, words=120), text(2, words=30))).sketch)

    assert sketch is not None
    assert sketch.words == 150


def test_only_sentences_of_the_first_and_last_pages_are_remembered(text: Text) -> None:
    pages = [text(number, words=12) for number in range(20)]
    made = sketched(described(*pages))

    assert len(made.sentences) == 2 * END_PAGES
    assert made.sentences == sketched(described(*pages[:5], *pages[-5:])).sentences


def test_sentences_fit_a_column_of_64_bits(text: Text) -> None:
    said = sketched(described(text(1))).sentences

    assert min(said) < 0 < max(said)
    assert all(-(2**63) <= number < 2**63 for number in said)
