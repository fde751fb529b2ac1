"""Letters as they were meant: ligatures taken apart, and text decoded twice put right."""

import re

_LIGATURES = tuple(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))

_SOFT_HYPHEN = re.compile(r"\u00ad(?:\s(?=[^\W\d_A-Z]))?")

_LEADS = "ÂÃÄÅÎÏÐÑâ"
_LONGEST_LINE = 10_000
_LONGEST_PAGE = 200_000
"""Characters of a line, and of a page, that are put right: it is slow, and pages are short."""

# What UTF-8 read as Windows-1252 is made of: a letter that leads, then a sign that follows.
_MIS_READ = re.compile("[ÂÃÄÅÎÏÐÑ][\xa0-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Ã ")


def without_ligatures(text: str) -> str:
    """The text with letters for every ligature.

    >>> without_ligatures("oﬃce")
    'office'
    """
    # Asking first whether a character is there at all is much cheaper than a substitution,
    # and this is done for every page.
    if text.isascii():
        return text
    for ligature, letters in _LIGATURES:
        if ligature in text:
            text = text.replace(ligature, letters)
    return text


def plainly_lettered(line: str) -> str:
    """A title or a heading as the text is: without ligatures and soft hyphens, well encoded.

    >>> plainly_lettered("e\ufb03cient Wohnungs\u00adpolitik, Woh\u00ad nung")
    'efficient Wohnungspolitik, Wohnung'
    """
    if line.isascii():
        return line
    line = well_encoded(without_ligatures(line))
    return _SOFT_HYPHEN.sub("", line) if "\u00ad" in line else line


def well_encoded(text: str) -> str:
    """The text with every line put right that was written in UTF-8 and read as something else.

    >>> well_encoded("LiÃ¨ge\\nnoël, São, Århus")
    'Liège\\nnoël, São, Århus'
    """
    if text.isascii() or not any(lead in text for lead in _LEADS):
        return text
    if len(text) > _LONGEST_PAGE or not _MIS_READ.search(text):
        return text
    return "\n".join([_line_well_encoded(line) for line in text.split("\n")])


def _line_well_encoded(line: str) -> str:
    if len(line) > _LONGEST_LINE or not _MIS_READ.search(line):
        return line
    import ftfy  # for the few files that need it

    return ftfy.fix_encoding(line)
