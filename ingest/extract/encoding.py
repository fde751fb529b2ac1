"""Which letters do these bytes stand for?"""

import codecs

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(data: bytes, declared: str = "") -> str:
    """The text of some bytes; never fails.

    A byte order mark decides, then the encoding the file declares, then UTF-8.
    What is none of these is Windows-1252, as browsers take it.

    >>> decoded("Liège".encode("cp1252"))
    'Liège'
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    for encoding in (_meant(declared), "utf-8"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")


def _meant(declared: str) -> str:
    """The encoding meant by a declaration.

    A page that could be read far enough to find "utf-16" in it is not UTF-16, and
    "iso-8859-1" is written where Windows-1252 is meant (https://encoding.spec.whatwg.org).
    """
    try:
        name = codecs.lookup(declared).name
        "".encode(name)  # some codecs, such as rot13, are not between bytes and text
    except (LookupError, ValueError):
        return "utf-8"
    if name.startswith(("utf-16", "utf-32", "utf-7", "unicode", "raw", "idna", "punycode")):
        return "utf-8"
    return "cp1252" if name in ("iso8859-1", "ascii") else name
