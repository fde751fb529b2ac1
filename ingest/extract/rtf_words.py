"""The words of RTF that a reader must know (Rich Text Format Specification 1.9.1)."""

SYMBOLS: dict[str, str] = {
    "bullet": "•",
    "cell": "\t",
    "emdash": "—",
    "emspace": " ",
    "endash": "–",
    "enspace": " ",
    "ldblquote": "“",
    "line": "\n",
    "lquote": "‘",
    "nestcell": " ",
    "nestrow": " ",
    "qmspace": " ",
    "rdblquote": "”",
    "rquote": "’",
    "tab": "\t",
}
"""Words that stand for a character."""

SIGNS: dict[bytes, str] = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
"""Signs that stand for a character after a backslash. A soft hyphen is nothing within a word."""

BREAKS = frozenset({"page", "par", "sect"})
"""What ends a paragraph."""

INFORMATION: dict[str, str] = {
    "author": "author",
    "creatim": "created",
    "keywords": "keywords",
    "subject": "subject",
    "title": "title",
}
"""Groups within the information of the file → the property they hold."""

KEPT = frozenset({"shpinst"})
"""Groups that hold text although they say that they may be passed over."""

_NOTHING_TO_READ = """
    aftnsep annotation atnauthor atndate atnid atnref bkmkend bkmkstart blipuid buptim category
    colortbl comment company datafield doccomm fldinst footer footerf footerl footerr
    ftnsep ftnsepc generator header headerf headerl headerr hlinkbase latentstyles leveltext
    levelnumbers list listlevel listname listoverride listoverridetable listtable manager
    nonesttables objdata operator panose password pict printim private revtbl revtim rxe shprslt
    sn sp sv tc template themedata txe userprops xe
"""
LEFT_OUT = frozenset(_NOTHING_TO_READ.split())
"""Groups that hold nothing to read, are said twice, or stand on every page."""

CHARSETS: dict[int, str] = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""The number of a font's character set → its encoding."""
