"""Records of collections that failed have a table of their own."""

import sqlalchemy as sql
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """A file of which records failed counts as read; what failed of it is kept beside it."""
    op.create_table(
        "record_failures",
        sql.Column("path", sql.String, primary_key=True),
        sql.Column("number", sql.Integer, primary_key=True, autoincrement=False),
        sql.Column("place", sql.String, nullable=False),
        sql.Column("reason", sql.String, nullable=False),
        sql.Column("message", sql.Text, nullable=False),
        sql.Column("traceback", sql.Text, nullable=False),
        sql.Column("at", sql.String, nullable=False),
        sql.Column("run", sql.Integer, nullable=False),
    )
