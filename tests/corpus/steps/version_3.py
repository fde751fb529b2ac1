"""A step that no released version takes: it tries what steps do."""

import os

import sqlalchemy as sql
from alembic.operations import Operations

WAIT = "POLISEARCH_TEST_WAIT_IN_STEP"
FAIL = "POLISEARCH_TEST_FAIL_IN_STEP"


def upgrade(op: Operations) -> None:
    """A column with a value for every row, a column that goes, and a table."""
    with op.batch_alter_table("documents") as table:
        table.add_column(sql.Column("licence", sql.String, nullable=False, server_default="none"))
    with op.batch_alter_table("corrections") as table:
        table.alter_column("note", new_column_name="remark")
    op.create_table("licences", sql.Column("name", sql.String, primary_key=True))
    op.execute("INSERT INTO licences SELECT DISTINCT licence FROM documents")
    if FAIL in os.environ:
        op.execute("INSERT INTO nowhere VALUES (1)")
    if WAIT in os.environ:
        print("in the step", flush=True)  # noqa: T201
        input()
