"""What is counted while a run goes on takes no more room for a million records."""

from collections.abc import Callable
from pathlib import Path

from corpus.catalogue import open_catalogue
from corpus.document import Described, Document
from ingest.ocr.recognised import MEDIA_TYPE
from ingest.tally import Tally

Builder = Callable[..., Document]


def test_records_without_text_are_counted_and_only_perhaps_scans_are_looked_at_again(
    tmp_path: Path, a_document: Builder
) -> None:
    catalogue = open_catalogue(tmp_path / "catalogue.db")
    asked: list[list[str]] = []

    def documents(ids: list[str], **_: bool) -> dict[str, Document]:
        asked.append(list(ids))
        return {id_: a_document(id_, "What OCR read.") for id_ in ids if id_ == "read"}

    catalogue.documents = documents  # type: ignore[method-assign, assignment]
    tally = Tally()
    tally.documents([Described(a_document(f"{n}", " "), media_type="text/csv") for n in range(900)])
    tally.documents([Described(a_document("read", ""), media_type=MEDIA_TYPE)])

    assert tally.without_text(catalogue) == 900
    assert asked == [["read"]]
