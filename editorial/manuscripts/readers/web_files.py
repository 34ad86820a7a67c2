"""Web pages as files: a page, a page with its pictures in one file, a zipped page."""

import email
import email.policy
import io
import posixpath
import re
import zipfile

from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.readers.archives import check_zip
from editorial.manuscripts.readers.encodings import decode_text
from editorial.manuscripts.readers.html_reader import read_html
from editorial.manuscripts.readers.reading import AS_SENT, Choices
from editorial.manuscripts.styled_blocks import StyledBlocks

CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
ENTITIES = re.compile(r"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
SNIFFED = 8192


def page_text(data: bytes) -> str:
    """Return the text of a page in its declared encoding, or in the one that gives words."""
    declared = CHARSET.search(data[:SNIFFED])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            pass
    return decode_text(data).text


def mhtml_page(data: bytes) -> str:
    """Return the page of a file in which a browser saved it with all its pictures."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            raw = part.get_payload(decode=True)
            charset = part.get_content_charset()
            if isinstance(raw, bytes):
                try:
                    return raw.decode(charset) if charset else page_text(raw)
                except (UnicodeDecodeError, LookupError):
                    return page_text(raw)
    raise UnreadableFileError(_("the file contains no text"))


def zipped_page(data: bytes) -> str:
    """Return the page of an archive, the largest one."""
    check_zip(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pages = [each for each in archive.infolist() if each.filename.lower().endswith((".html", ".htm"))]
        return page_text(archive.read(max(pages, key=lambda each: each.file_size)))


def read_page(text: str, choices: Choices) -> StyledBlocks:
    """Return the blocks of a page."""
    if ENTITIES.search(text[:SNIFFED]):
        raise UnreadableFileError(_("the file contains XML entity declarations, which are not allowed"))
    tree = StyledBlocks()
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    if not text.strip():
        raise UnreadableFileError(_("the file contains no text"))
    try:
        tree.blocks = read_html(text, tree, choices)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableFileError(_("the file contains no text")) from error
    return tree


def page_pictures(data: bytes) -> dict[str, bytes]:
    """Return the pictures of a page that is saved in one file, by their addresses."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    found: dict[str, bytes] = {}
    for part in message.walk():
        raw = part.get_payload(decode=True)
        if part.get_content_maintype() == "image" and isinstance(raw, bytes):
            for name in (part.get("Content-Location"), f"cid:{(part.get('Content-ID') or '').strip('<>')}"):
                if name and name != "cid:":
                    found[str(name)[:300]] = raw
                    found.setdefault(posixpath.basename(str(name)), raw)
    return found


def embedded_pictures(text: str) -> list[str]:
    """Return the pictures that a page holds as data, in the order in which the reader names them."""
    return read_page(text, AS_SENT).embedded
