"""The tables of the catalogue."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = "3"
"""Version of these tables; a catalogue of another version is not opened."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("revision", Integer, nullable=False, index=True),
    Column("sha256", String, nullable=False, index=True),
    Column("described_by", String, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("characters", BigInteger, nullable=False),
    Column("values", JSON, nullable=False),
    Column("heading", Text, nullable=False),
    Column("media_type", String, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
    Column("repeated_share", Float, nullable=False),  # of its words, in sentences that many say
)

pages = Table(
    "pages",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("label", String, nullable=False),
    Column("language", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("section", String, nullable=False),
    Column("part", String, nullable=False),
    Column("left_out", String, nullable=False),  # by the file itself, and
    Column("repeated", String, nullable=False),  # because many documents say it
    Column("is_ocr", Boolean, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", String, nullable=False),
    Column("value", Text, nullable=False),
    Column("origin", String, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("follows_from", String, nullable=False),
)

# Kept by the id of the document for ever: a file that comes back is still corrected.
corrections = Table(
    "corrections",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("value", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", String, nullable=False),
)

# What documents are compared by: parts of their sketches, and the sentences of their ends. A
# sentence of the document "" was given up by one that changed or went, and is to be looked at.
bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, nullable=False, index=True),
    Column("document_id", String, nullable=False, index=True),
)

sentences = Table(
    "sentences",
    metadata,
    Column("sentence", BigInteger, nullable=False, index=True),
    Column("document_id", String, nullable=False, index=True),
    Column("is_left_out", Boolean, nullable=False),
)

# Sentences that many works say, and the document that keeps one all the others leave out.
repeated = Table(
    "repeated",
    metadata,
    Column("sentence", BigInteger, primary_key=True, autoincrement=False),
    Column("keeper", String, nullable=False),
)

# What documents are to each other, as it was found out when they were last compared:
# the work, series or whole they belong to, the document they translate.
relations = Table(
    "relations",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("other", String, nullable=False),
    Index("relations_other", "other", "kind"),
)

sources = Table(
    "sources",
    metadata,
    Column("path", String, primary_key=True),
    Column("root", String, nullable=False),
    Column("name", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("modified", BigInteger, nullable=False),
    Column("sidecar", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("run", Integer, nullable=False),
)

source_documents = Table(
    "source_documents",
    metadata,
    Column("path", String, primary_key=True),
    Column("document_id", String, primary_key=True, index=True),
)

failures = Table(
    "failures",
    metadata,
    Column("path", String, primary_key=True),
    Column("reason", String, nullable=False, index=True),
    Column("message", Text, nullable=False),
    Column("traceback", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("run", Integer, nullable=False),
)

# Records of collections that are no documents; a file that failed as a whole is in `failures`.
record_failures = Table(
    "record_failures",
    metadata,
    Column("path", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("place", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("traceback", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("run", Integer, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("started_at", String, nullable=False),
    Column("ended_at", String, nullable=False),
    Column("report", JSON, nullable=False),
)

removed = Table(
    "removed",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("revision", Integer, nullable=False, index=True),
)

former_ids = Table(
    "former_ids",
    metadata,
    Column("former_id", String, primary_key=True),
    Column("document_id", String, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
