"""The fingerprint of an index: does it hold what this program would write?

It is computed from the fields, from how words are made (tried on a probe) and
from the layout of the engine, so that nobody has to remember to raise a number.
"""

import hashlib
import json

from corpus.fields import FIELDS
from corpus.words import LANGUAGES, clean, fold, terms

_PROBE = (
    "The city’s co-operation on Wrocław’s houses, EF/09/176/EN; ﬁve İzmir Straßen 2008–2012. "
    "Integration, intégration, Wohnungen, viviendas, abitazioni, huisvesting, bostäder, asunnot, "
    "responsible response, 1,234 U.N. tenants12 住房政策 ۱۲ ی; "
    "mieszkania, жильё, مساكن, konutlar, lakások, habitações, boliger, locuințe, κατοικίες."
)


def fingerprint(layout: str) -> str:
    """16 hexadecimal digits for an engine that lays out its index so.

    >>> fingerprint("a") == fingerprint("a"), fingerprint("a") == fingerprint("b")
    (True, False)
    """
    made = {
        "layout": layout,
        "sources": "as they are called below the folder that was ingested",
        "fields": [(f.name, f.type, f.many, f.facet, f.searched) for f in FIELDS],
        "words": [
            [terms(clean(_PROBE), language).stems for language in LANGUAGES],
            terms(_PROBE, "").exact,
            terms(_PROBE, "").codes,
            fold(_PROBE),
        ],
    }
    text = json.dumps(made, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
