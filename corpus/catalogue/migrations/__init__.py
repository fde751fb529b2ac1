"""How a catalogue of one version becomes one of the next.

`version_3.py` makes version 3 of version 2, and so on: one function

    def upgrade(op: Operations) -> None:

with the operations of Alembic (`op.batch_alter_table`, `op.create_table`, `op.execute` …). It
says tables and columns by their names and imports nothing of this program, which goes on
changing. `corpus/catalogue/versions.py` runs it in a transaction, after a copy was made.
"""
