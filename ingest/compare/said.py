"""What is to be said of documents: claims of one field, by the id of the document."""

from collections.abc import Collection

from corpus.document import Claim, Origin
from ingest.compare.aside import Aside, marks


class Said:
    """One claim of each document, at most: the first that was put."""

    def __init__(self, aside: Aside, field: str) -> None:
        self.field = field
        self._aside = aside
        self._table = aside.table("id TEXT PRIMARY KEY, value TEXT, evidence TEXT, confidence REAL")

    def put(self, id_: str, value: str, evidence: str, confidence: float) -> None:
        """Have this be said of a document of which nothing is said yet."""
        statement = f"INSERT OR IGNORE INTO {self._table} VALUES (?, ?, ?, ?)"
        self._aside.run(statement, id_, value, evidence, confidence)

    def of(self, ids: Collection[str]) -> dict[str, Claim]:
        """What is said of a few documents."""
        query = f"SELECT * FROM {self._table} WHERE id IN ({marks(ids)})"
        return {
            id_: Claim(
                field=self.field,
                value=value,
                origin=Origin.TEXT,
                evidence=evidence,
                confidence=confidence,
            )
            for id_, value, evidence, confidence in self._aside.run(query, *ids)
        }
