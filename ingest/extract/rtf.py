"""RTF: a section a page, tables row by row, footnotes, and the information of the file."""

from pathlib import Path

from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.headings import first_heading, sections
from ingest.extract.limits import limited
from ingest.extract.pagination import sections_as_pages
from ingest.extract.properties import claims_of
from ingest.extract.rtf_text import Rtf

START = b"{\\rtf"
CUT = "The RTF file breaks off before its end; what there is of it was read."


class RtfReader:
    """Reads Rich Text Format."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        content = path.read_bytes()
        if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(START):
            raise CannotRead(Reason.NOT_THIS_FORMAT, "The file is named as RTF and is none.")
        rtf = Rtf()
        rtf.go_through(content)
        blocks = rtf.blocks()
        return [
            Extracted(
                pages=limited(sections_as_pages(sections([*blocks, *rtf.notes()])), allowed),
                claims=tuple(claims_of(rtf.information)),
                heading=first_heading(blocks),
                warnings=(CUT,) if rtf.is_cut else (),
            )
        ]
