"""The text of a page, words of which can be taken away with all that leads back to them.

The reader selects; `ui/web/reader.js` copies the words with what stands in `data-cited`.
"""

from search.presenting.flowing import flowing
from search.results import Reading
from ui.web.markup import Html, joined, marked, tag


def text_of_page(reading: Reading, *, cited: str, language: str) -> Html:
    """The text under its heading; `cited` is said after words that are copied from it."""
    if not reading.page_count:
        return tag("p", "Only what is known about this document is here.", class_="aside")
    heading = tag("h2", "Text of this page")
    if not any(segment.text.strip() for segment in reading.text):
        return joined(heading, tag("p", "No text could be read from this page.", class_="aside"))
    text = tag(
        "div",
        marked(flowing(reading.text)),
        class_="page-text",
        dir="auto",
        lang=language or None,
        tabindex="0",
        role="region",
        aria_label=f"Text of page {reading.number}",
        data_page=str(reading.number),
        data_cited=cited,
    )
    said = "Recognised in a picture of the page (OCR): it may hold mistakes."
    warning = tag("p", said, class_="aside") if reading.is_ocr else Html("")
    return joined(heading, warning, _copying(), text)


def _copying() -> Html:
    button = tag(
        "button",
        "Copy quotation with reference",
        type="button",
        class_="copy-quotation",
        aria_disabled="true",
        title="Select words of the text first",
    )
    told = tag("span", class_="copied", role="status", aria_live="polite")
    return tag("div", button, told, class_="copying")
