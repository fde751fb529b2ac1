"""Which letters do these bytes stand for? As browsers take them, and a little further."""

import codecs

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

FEW = 0.1
"""Share of the bytes above ASCII that may be wrong in what is still of an encoding."""

LOOKED_AT = 1 << 16
"""Bytes from the start by which an encoding is guessed."""

_USUAL = "cp1252"
_GUESSED = (_USUAL, "cp1251", "cp866", "koi8_r", "mac_roman", "mac_cyrillic")
_CHAOS = 0.01
_COHERENCE = 0.5
"""Where the detector is sure: next to nothing strange, and the letters of a language."""

# What browsers mean by a label where Python means less (https://encoding.spec.whatwg.org).
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_LABELS = {
    "x-sjis": "cp932", "windows-31j": "cp932", "ks_c_5601-1987": "cp949", "windows-949": "cp949",
    "x-gbk": "gb18030", "windows-874": "cp874", "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic", "x-mac-ukrainian": "mac_cyrillic", "dos-874": "cp874",
    "koi": "koi8-r", "koi8": "koi8-r", "x-cp1250": "cp1250", "x-cp1251": "cp1251",
    "x-cp1252": "cp1252", "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8",
    "unicode-1-1-utf-8": "utf-8", "x-unicode20utf8": "utf-8", "utf8mb4": "utf-8",
}  # fmt: skip


def decoded(data: bytes, declared: str = "") -> str:
    """The text of some bytes; never fails.

    A byte order mark decides, then the encoding the file declares, then UTF-8; for a few
    bytes that it does not define there is U+FFFD. What is neither is guessed where the
    letters leave no doubt, and else is Windows-1252.

    >>> decoded("Liège".encode("cp1252")), decoded("głos".encode("cp1250"), "windows-1250")
    ('Liège', 'głos')
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    meant = _meant(declared)
    for encoding in (meant, "utf-8"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    for encoding in dict.fromkeys((meant, "utf-8")):
        text = _with_few_wrong(data, encoding)
        if text:
            return text
    return data.decode(guessed(data) or _USUAL, errors="replace")


def is_almost_utf_8(data: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few, such as one cut off at the end."""
    return bool(_with_few_wrong(data, "utf-8"))


def guessed(data: bytes) -> str:
    """The encoding that the letters speak for, empty where they leave a doubt."""
    from charset_normalizer import from_bytes  # for the few files that need it

    found = from_bytes(
        data[:LOOKED_AT], cp_isolation=[*_GUESSED], preemptive_behaviour=False
    ).best()
    if found is None or found.chaos > _CHAOS or found.coherence < _COHERENCE:
        return ""
    return found.encoding


def _with_few_wrong(data: bytes, encoding: str) -> str:
    """The text in an encoding, U+FFFD for bytes that are wrong, empty where they are many."""
    text = data.decode(encoding, errors="replace")
    wrong = text.count("\ufffd") - data.count(b"\xef\xbf\xbd") * (encoding == "utf-8")
    letters = sum(not letter.isascii() for letter in text) - wrong
    return text if wrong <= max(1, FEW * letters) and letters >= 2 * wrong else ""


def _meant(declared: str) -> str:
    """The encoding meant by a declaration.

    A page that could be read far enough to find "utf-16" in it is not UTF-16.
    """
    label = declared.strip().lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
        "".encode(name)  # some codecs, such as rot13, are not between bytes and text
    except (LookupError, ValueError):
        return "utf-8"
    if name.startswith(("utf-16", "utf-32", "utf-7", "unicode", "raw", "idna", "punycode")):
        return "utf-8"
    return _WIDER.get(name, name)
