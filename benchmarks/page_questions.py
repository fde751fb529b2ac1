"""Does the page that answers come first? Measured on judged questions about real reports.

    python -m benchmarks.page_questions [QUESTIONS] [REPORTS …] [--without]

QUESTIONS is a file of lines of JSON: `id`, `text`, `lang`, `page_lang`, `document` (the
name of a file), `page`, `answer` (its words), `answer_pages` ([file, page] pairs that hold
it) and `also` ([file, page, grade] triples; grade 2 answers fully, 1 in part). REPORTS are
ingested into a library of their own. With `--without`, each rule of the order is switched
off in turn, with what that changes and a 95 % interval of a paired bootstrap.
"""

import argparse
import json
import math
import random
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from unittest.mock import patch

from benchmarks.commands import POLISEARCH, ROOT, run
from benchmarks.tables import Cell, Table, progress
from search.question import Ask
from search.results import Hit
from search.searcher import Searcher
from ui.wiring import open_library

DATA = ROOT.parent / "shared" / "data"
BESIDE = DATA / "page_questions" / "open.jsonl"
REPORTS = (DATA / "reports", ROOT.parent / "shared" / "seeds")

SHOWN = 10
"""Documents, and pages, that are looked at."""

RUN = 3
"""Words in a row by which a passage is compared with an answer."""

DRAWN = 2000
"""Samples of the bootstrap."""

Place = tuple[str, int]
"""The name of a file and the number of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, the pages that answer it with their grades, and the words of the answer."""

    text: str
    grades: Mapping[Place, int]
    answer: str
    answer_pages: frozenset[Place]
    is_across: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one question reached, each between 0 and 1.

    `document` is 1 / the rank of the first document with a page of grade 2; `ndcg` is of
    the first ten pages as they are shown; `first` is 1 if the very first page answers,
    `answer` if a passage of the page shown holds the answer, or half of its words in a row.
    """

    document: float
    ndcg: float
    first: float
    answer: float
    found: float


FIGURES = ("document", "ndcg", "first", "answer", "found")


def questions_in(path: Path) -> list[Question]:
    """The questions of a file."""
    return [_question(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]


def _question(line: Mapping[str, object]) -> Question:
    grades = {(str(line["document"]), int(str(line["page"]))): 2}
    for name, page, grade in line["also"]:  # type: ignore[attr-defined]
        grades[name, page] = max(grade, grades.get((name, page), 0))
    return Question(
        text=str(line["text"]),
        grades=grades,
        answer=str(line["answer"]),
        answer_pages=frozenset((n, p) for n, p in line["answer_pages"]),  # type: ignore[attr-defined]
        is_across=line["lang"] != line["page_lang"],
    )


def score(question: Question, hits: Sequence[Hit]) -> Score:
    """How well some documents, with the pages shown of each, answer a question."""
    shown = [(_file(hit), page) for hit in hits for page in hit.pages]
    right = {name for (name, _), grade in question.grades.items() if grade == 2}
    rank = next((n for n, hit in enumerate(hits, start=1) if _file(hit) in right), None)
    gains = [question.grades.get((name, page.number), 0) for name, page in shown[:SHOWN]]
    best = _discounted(_ideal(question.grades))
    held = (
        _holds(page.passage.text, question.answer)
        for name, page in shown
        if (name, page.number) in question.answer_pages
    )
    return Score(
        document=1 / rank if rank else 0.0,
        ndcg=_discounted(gains) / best if best else 0.0,
        first=float(gains[:1] == [2]),
        answer=float(any(held)),
        found=float(bool(hits)),
    )


def _file(hit: Hit) -> str:
    # A record within a document has page numbers of its own.
    return f"part of {hit.id}" if hit.part_of else Path(hit.values["source"][0]).name


def _ideal(grades: Mapping[Place, int]) -> list[int]:
    """The best order there can be: of one work in two formats, only one is shown."""
    versions: dict[str, dict[str, list[int]]] = {}
    for (name, _), grade in grades.items():
        versions.setdefault(Path(name).stem, {}).setdefault(name, []).append(grade)
    best = (max(of_work.values(), key=sum) for of_work in versions.values())
    return sorted((grade for some in best for grade in some), reverse=True)[:SHOWN]


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _holds(passage: str, answer: str) -> bool:
    there, wanted = _runs(passage), _runs(answer)
    return 2 * len(there & wanted) >= len(wanted)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    size = min(RUN, len(words))
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def scores(searcher: Searcher, questions: Sequence[Question]) -> list[Score]:
    """What each question reaches."""
    asked = (Ask(text=one.text, per_page=SHOWN) for one in questions)
    found = (searcher.search(ask).hits for ask in asked)
    return [score(one, hits) for one, hits in zip(questions, found, strict=True)]


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """Between which means 95 % of the samples lie that are drawn of some differences."""
    drawn = random.Random(1)
    means = sorted(mean(drawn.choices(differences, k=len(differences))) for _ in range(DRAWN))
    return means[int(0.025 * DRAWN)], means[int(0.975 * DRAWN)]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the order, and what is put in place of a constant to switch it off."""

    name: str
    places: tuple[str, ...]
    value: object

    @contextmanager
    def off(self) -> Iterator[None]:
        """Without the rule."""
        with ExitStack() as patched:
            for place in self.places:
                patched.enter_context(patch(place, self.value))
            yield


RULES = (
    Rule("words of the title", ("index.scoring.HEAD",), 0.0),
    Rule("values named", ("index.scoring.ABOUT",), 0.0),
    Rule("second best page", ("index.scoring.SECOND_PAGE",), 0.0),
    Rule("less outside the body", ("index.engines.tantivy.by_pages.OUTSIDE_BODY",), 1.0),
    Rule("the very form typed", ("index.engines.tantivy.translate.EXACT_FORM",), 0.0),
    Rule("feedback", ("search.answering.FEWEST",), 1 << 60),
    Rule("other words", ("search.understanding.widening.MOST_TRIED",), 0),
    Rule("one order for questions", ("search.understanding.questions.LONG",), 1 << 60),
)


def measure(
    opened: Callable[[], Searcher], questions: Sequence[Question], rules: Sequence[Rule]
) -> Table:
    """All questions, then without each rule.

    The library is `opened` anew each time: an engine keeps what it made of words.
    """
    progress(f"asking {len(questions)} questions")
    whole = scores(opened(), questions)
    within = [n for n, one in enumerate(questions) if not one.is_across]
    across = [n for n, one in enumerate(questions) if one.is_across]
    rows: list[tuple[Cell, ...]] = [
        ("all", len(whole), *_means(whole), ""),
        ("within one language", len(within), *_means([whole[n] for n in within]), ""),
        ("across languages", len(across), *_means([whole[n] for n in across]), ""),
    ]
    for rule in rules:
        progress(f"asking without {rule.name}")
        with rule.off():
            less = scores(opened(), questions)
        lost = [one.ndcg - other.ndcg for one, other in zip(less, whole, strict=True)]
        low, high = interval(lost)
        said = f"{mean(lost):+.3f} [{low:+.3f}, {high:+.3f}]"
        rows.append((f"without {rule.name}", len(less), *_means(less), said))
    return Table(
        title="The page that answers",
        columns=("", "n", "doc MRR", "nDCG@10", "first page", "answer", "found", "change of nDCG"),
        rows=rows,
    )


def _means(some: Sequence[Score]) -> tuple[str, ...]:
    return tuple(
        f"{mean(getattr(one, name) for one in some):.3f}" if some else "–" for name in FIGURES
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page_questions",
                                     description=__doc__)  # fmt: skip
    parser.add_argument("questions", type=Path, nargs="?", default=BESIDE, metavar="QUESTIONS")
    parser.add_argument("reports", type=Path, nargs="*", default=REPORTS, metavar="REPORTS")
    parser.add_argument("--library", type=Path, help="a library that holds the reports already")
    parser.add_argument("--without", action="store_true", help="switch each rule off in turn")
    given = parser.parse_args(arguments)
    if not given.questions.is_file():
        parser.error(f"{given.questions} is no file")
    with tempfile.TemporaryDirectory(prefix="polisearch-questions-") as scratch:
        library = given.library or Path(scratch) / "library"
        if not given.library:
            progress("ingesting the reports")
            run(*POLISEARCH, "init", str(library))
            run(*POLISEARCH, "ingest", *map(str, given.reports), "--library", str(library))
        rules = RULES if given.without else ()
        questions = questions_in(given.questions)
        with ExitStack() as closed:
            print(measure(_opening(library, closed), questions, rules).text())


def _opening(library: Path, closed: ExitStack) -> Callable[[], Searcher]:
    def opened() -> Searcher:
        one = open_library(library)
        closed.callback(one.close)
        return one.searcher

    return opened


if __name__ == "__main__":
    main()
