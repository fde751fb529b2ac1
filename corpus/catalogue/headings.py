"""What stands over the pages of a document, without their texts?"""

import sqlalchemy as sql

import corpus.catalogue.schema as schema
from corpus.catalogue import Catalogue


def headings_of(catalogue: Catalogue, document_id: str) -> list[tuple[int, str, str]]:
    """Number, label and section of every page, in order."""
    pages = schema.pages.c
    query = (
        sql.select(pages.number, pages.label, pages.section)
        .where(pages.document_id == document_id)
        .order_by(pages.number)
    )
    with catalogue._engine.connect() as connection:
        return [(row.number, row.label, row.section) for row in connection.execute(query)]
