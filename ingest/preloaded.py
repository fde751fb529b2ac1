"""What every worker needs, loaded once before the first is forked."""

import contextlib
import importlib

from corpus.names import country_code, language_code
from ingest.describe.language import language_of
from ingest.extract.readers import BUILT_IN

for _place in BUILT_IN.values():
    # A library that is missing fails the files that need it, not all of them.
    with contextlib.suppress(ImportError):
        importlib.import_module(_place.partition(":")[0])

country_code("Austria")
language_code("German")
language_of("The model of languages takes half a second to load.")
