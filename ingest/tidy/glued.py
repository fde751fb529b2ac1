"""Page numbers glued to the head or foot beside them: "12Housing policy"."""

from ingest.tidy.edges import Edges

_SHORTEST = 3
"""Letters of a word that a number is taken off: "CO2" and "m2" hold theirs."""


def without_glue(text: str, edges: Edges, number: str) -> str:
    """The page with a space between its number and a word at the end of an outer line.

    >>> from ingest.tidy.edges import edges_of
    >>> without_glue("12Housing policy\\nRents", edges_of("12Housing policy\\nRents"), "12")
    '12 Housing policy\\nRents'
    """
    if not number.isdigit():
        return text
    for line in edges.lines:
        if line.is_long or number not in line.text:
            continue
        at = text.find(line.text, line.start)
        if line.text.startswith(number) and _is_a_word(line.text[len(number) :][:_SHORTEST]):
            if line.text[len(number)].isupper():
                return f"{text[: at + len(number)]} {text[at + len(number) :]}"
        elif line.text.endswith(number):
            end = at + len(line.text) - len(number)
            if _is_a_word(text[max(at, end - _SHORTEST) : end]) and text[end - 1].islower():
                return f"{text[:end]} {text[end:]}"
    return text


def _is_a_word(letters: str) -> bool:
    return len(letters) == _SHORTEST and letters.isalpha()
