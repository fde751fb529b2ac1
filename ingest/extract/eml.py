"""EML: an e-mail message is a document, and each of its attachments that can be read is another.

The policy is the older one of Python's library, made safe: the newer one takes
every header apart as it comes, raises on many that are in use, and needs the
square of the time for some that are long.
"""

import binascii
import codecs
import contextlib
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime
from mimetypes import guess_extension
from pathlib import Path, PurePosixPath

from corpus.document import Claim
from corpus.failures import CannotRead, Reason
from ingest.extract import metadata
from ingest.extract.encoding import decoded
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.html import HtmlReader
from ingest.extract.limits import limited
from ingest.extract.pagination import LONGEST_PLAIN_PAGE, sections_as_pages
from ingest.extract.readers import reader_for
from ingest.media_type import MAIL, media_type_of

DEEPEST = 3
"""Messages within one another that are read."""

MOST_ATTACHMENTS = 100
"""Attachments of a message that are read, those of the messages in it included."""

LONGEST_HEADER = 2_000
"""Characters of a header that are looked at."""

ALMOST_NOTHING = 40
"""Characters: a text beside a web page that is as short says only that there is one."""

# What the library ends in for headers and parts that nobody foresaw.
_GIVES_UP = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    HeaderParseError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
_ANSWER = re.compile(
    r"(?:(?:re|fwd?|aw|wg|tr|rv|sv|vb|antw|odp)(?:\[\d{1,3}\])?\s?:\s*+)++", re.IGNORECASE
)
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/=]+")
_NAMED_BY = ("from", "subject", "date", "to", "message-id", "received", "mime-version")
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature")
_PICTURES = ("image", "audio", "video")


class EmlReader:
    """Reads messages as mail programs save them; attachments are parts of the first document."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        found = documents_of(path.read_bytes(), allowed)
        if not found:
            raise CannotRead(
                Reason.NOT_THIS_FORMAT, "The file is named as an e-mail message and is none."
            )
        return found


def documents_of(content: bytes, allowed: Allowed) -> list[Extracted]:
    """The message in some bytes and what is attached to it; none where they are no message."""
    message = _parsed(content)
    if not any(name in message for name in _NAMED_BY):
        return []
    return list(_Letter(allowed).documents(message, depth=1))


class _Policy(Compat32):
    """Headers as text, none of them longer than anybody would read."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        written = value[:LONGEST_HEADER].encode("utf-8", "surrogateescape")
        return name, " ".join(decoded(written).split())

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


def _parsed(content: bytes) -> Message:
    try:
        return BytesParser(policy=_Policy()).parsebytes(content)
    except _GIVES_UP as error:
        raise CannotRead(
            Reason.NOT_THIS_FORMAT, "The parts of the message cannot be told apart."
        ) from error


@dataclass(slots=True)
class _Parts:
    """What a message consists of: texts to read, in order, and things attached to it."""

    texts: list[Message]
    attached: list[Message]

    @property
    def is_web_page(self) -> bool:
        return any(text.get_content_type() == "text/html" for text in self.texts)


class _Letter:
    """A message with all that is in it, and how much of that may still be read."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        self._left = MOST_ATTACHMENTS

    def documents(self, message: Message, depth: int) -> Iterator[Extracted]:
        """The message, then what is attached to it."""
        parts = _parts_of(message)
        found, warnings = list[Extracted](), list[str]()
        for number, part in enumerate(parts.attached, start=1):
            name = _name_of(part) or f"attachment {number}"
            self._left -= 1
            if self._left < 0:
                warnings.append(f"The message has more than {MOST_ATTACHMENTS} attachments.")
                break
            try:
                found += self._attached(part, name, depth)
            except CannotRead as error:
                warnings.append(f"The attachment {name!r} is not read: {error.message}")
        subject = _subject(message)
        yield Extracted(
            pages=limited(
                sections_as_pages(self._sections(parts), LONGEST_PLAIN_PAGE), self._allowed
            ),
            claims=tuple(_claims(message, subject)),
            heading=subject,
            warnings=tuple(warnings),
        )
        yield from found

    def _sections(self, parts: _Parts) -> Iterator[tuple[str, str]]:
        for part in parts.texts:
            text = decoded(_content(part), part.get_content_charset() or "")
            if part.get_content_type() == "text/html":
                yield from self._sections_of_web_page(text)
            else:
                yield "", text

    def _sections_of_web_page(self, text: str) -> Iterator[tuple[str, str]]:
        with _as_file(codecs.BOM_UTF8 + text.encode("utf-8", "replace"), ".html") as path:
            whole = HtmlReader().read(path, self._allowed)[0]
        yield from ((page.label, page.text) for page in whole.pages)

    def _attached(self, part: Message, name: str, depth: int) -> Iterator[Extracted]:
        """The documents of an attachment, called by its name where it has no heading."""
        called = PurePosixPath(name).stem
        for one in self._read(part, name, depth):
            yield replace(
                one,
                is_part=True,
                heading=one.heading or called,
                warnings=tuple(f"In the attachment {name!r}: {said}" for said in one.warnings),
            )

    def _read(self, part: Message, name: str, depth: int) -> list[Extracted]:
        if part.get_content_type() in ("message/rfc822", "message/global"):
            return self._inner(part.get_payload(0), depth)  # type: ignore[arg-type]
        content = _content(part)
        with _as_file(content, _ending(part, name)) as path:
            media_type = media_type_of(path)
            if media_type == MAIL:
                return self._inner(_parsed(content), depth)
            return reader_for(media_type).read(path, self._allowed)

    def _inner(self, message: Message, depth: int) -> list[Extracted]:
        if depth >= DEEPEST:
            raise CannotRead(Reason.UNSUPPORTED, f"Only {DEEPEST} messages in a row are opened.")
        return list(self.documents(message, depth + 1))


def _parts_of(part: Message) -> _Parts:
    """Recursion is bounded: the parser of messages is recursive itself, and gives up before."""
    kind = part.get_content_type()
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        inner = [_parts_of(one) for one in part.get_payload()]  # type: ignore[arg-type]
        texts = _best(inner) if kind == "multipart/alternative" else inner
        attached = [thing for one in inner for thing in one.attached]
        if kind == "multipart/related":  # what a web page shows within itself
            attached = [one for one in attached if one.get_content_maintype() not in _PICTURES]
        return _Parts([text for one in texts for text in one.texts], attached)
    if _is_attached(part):
        return _Parts([], [part])
    return _Parts([part] if kind in ("text/plain", "text/html") else [], [])


def _best(alternatives: list[_Parts]) -> list[_Parts]:
    """The same text in several forms: the plain one, unless it only points to the web page."""
    plain = [one for one in alternatives if one.texts and not one.is_web_page]
    pages = [one for one in alternatives if one.is_web_page]
    says_something = any(
        len(_content(text)) > ALMOST_NOTHING for one in plain[:1] for text in one.texts
    )
    return plain[:1] if plain and (says_something or not pages) else pages[:1]


def _is_attached(part: Message) -> bool:
    """Whether a part is something to read of its own: no picture within the text, no signature."""
    if part.get_content_type() in _SIGNATURES:
        return False
    if part.get_content_type() in ("message/rfc822", "message/global"):
        return part.is_multipart()
    said = part.get_content_disposition()
    if part.get_content_maintype() in _PICTURES and said != "attachment":
        return False
    return said == "attachment" or bool(_name_of(part))


def _name_of(part: Message) -> str:
    """The file name of an attachment, or the subject of an attached message."""
    try:
        name = _unfolded(part.get_filename() or "")
        if not name and part.get_content_type() == "message/rfc822":
            name = _subject(part.get_payload(0))  # type: ignore[arg-type]
    except _GIVES_UP:
        return ""
    return metadata.one_line(name)[:120]


def _ending(part: Message, name: str) -> str:
    """The ending of a name, of which nothing else is used: it may be any path."""
    ending = PurePosixPath(name).suffix or guess_extension(part.get_content_type()) or ""
    return "".join(c for c in ending if c.isalnum() or c == ".")[:16]


def _content(part: Message) -> bytes:
    try:
        if str(part.get("content-transfer-encoding", "")).lower() == "base64":
            return _from_base64(str(part.get_payload()))
        content = part.get_payload(decode=True)
    except _GIVES_UP:
        return b""
    return content if isinstance(content, bytes) else b""


def _from_base64(written: str) -> bytes:
    """As much as there is: the library gives the writing itself where its end is missing."""
    signs = _NOT_BASE64.sub("", written)
    return binascii.a2b_base64(signs[: len(signs) // 4 * 4])


@contextlib.contextmanager
def _as_file(content: bytes, ending: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="polisearch-") as folder:
        path = Path(folder) / f"attachment{ending}"
        path.write_bytes(content)
        yield path


def _subject(message: Message) -> str:
    subject = metadata.one_line(_unfolded(message.get("subject", "")))
    return _ANSWER.sub("", subject, count=1) if _ANSWER.match(subject) else subject


def _claims(message: Message, subject: str) -> Iterator[Claim]:
    yield from metadata.title("Subject", subject)
    for name, address in _addresses(message.get("from", "")):
        yield from metadata.authors("From", _unfolded(name) or address)
    yield from metadata.published("Date", _date(message.get("date", "")))
    yield from metadata.keywords("Keywords", _unfolded(message.get("keywords", "")))


def _addresses(written: str) -> list[tuple[str, str]]:
    try:
        return getaddresses([written])[:5]
    except _GIVES_UP:
        return []


def _date(written: str) -> str:
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except _GIVES_UP:
        return ""


def _unfolded(written: str) -> str:
    """A header with its encoded words decoded; as it stands, where that fails."""
    try:
        return str(make_header(decode_header(written)))
    except _GIVES_UP:
        return written
