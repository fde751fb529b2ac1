"""What every worker needs, loaded once before the first is forked."""

import contextlib
import importlib

import ingest.ocr.tasks
import ingest.workers  # noqa: F401 -- with all that describes a document
from corpus.gazetteer import cities_called
from corpus.names import country_code, language_code
from ingest.compare.letters import Letters
from ingest.describe.language import language_of
from ingest.extract.readers import BUILT_IN, reader_for
from ingest.media_type import DOCX, HTML, JSON_LINES, MARKDOWN, PDF, PLAIN_TEXT

# The libraries of the other formats would add a quarter to the time before the first file; a
# worker loads them when its first such file comes.
COMMON = (PDF, HTML, DOCX, MARKDOWN, PLAIN_TEXT, JSON_LINES)

for _place in map(BUILT_IN.__getitem__, COMMON):
    # A library that is missing fails the files that need it, not all of them.
    with contextlib.suppress(ImportError):
        importlib.import_module(_place.partition(":")[0])

country_code("Austria")
cities_called("Vienna")
language_code("German")
language_of("The model of languages takes half a second to load.")
reader_for(PDF)
Letters(["So do the tables by which documents are compared."])
