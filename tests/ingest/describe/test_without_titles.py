"""The words of a case study tell its module where its title is withheld."""

from benchmarks.corpora import SAMPLES
from benchmarks.describing import Rightness, without_their_titles
from corpus.vocabulary import read_vocabulary


def test_the_module_of_a_sample_is_right_or_unknown_without_its_title() -> None:
    modules = without_their_titles(SAMPLES, read_vocabulary())

    assert modules.asked >= 30
    assert modules.share(modules.right + len(modules.unknown)) >= 0.98, modules
    assert modules.share(modules.right) >= 0.75, modules


def test_a_wrong_answer_is_neither_right_nor_unknown() -> None:
    told = Rightness()
    for found in ("Housing", "", "Education"):
        told.add("a.pdf", "Housing", found)

    assert (told.right, told.unknown, told.wrong) == (
        1, ["a.pdf"], [("a.pdf", "Housing", "Education")],
    )  # fmt: skip
