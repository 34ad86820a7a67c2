"""Detection of the kind of a file by its bytes; the name only decides where the bytes do not."""

import io
import re
import zipfile
from pathlib import PurePath

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|h[1-6]|span|table)\b",
    re.IGNORECASE | re.DOTALL,
)
MHTML = re.compile(
    rb"(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
JATS = re.compile(rb"<article\b[^>]*(?:article-type|dtd-version)|<!DOCTYPE article PUBLIC", re.IGNORECASE)
SNIFFED = 4096
SUFFIXES = (
    ".docx",
    ".odt",
    ".rtf",
    ".pdf",
    ".txt",
    ".doc",
    ".docm",
    ".html",
    ".htm",
    ".mht",
    ".zip",
    ".epub",
    ".xml",
    ".md",
)
# What the bytes leave open: a text under the name of a Word file is a text.
BY_SUFFIX = {
    "htm": "html", "html": "html", "xhtml": "html", "docx": "docx", "docm": "docx", "odt": "odt", "rtf": "rtf",
    "pdf": "pdf", "md": "md", "markdown": "md", "txt": "txt", "text": "txt", "doc": "txt",
}  # fmt: skip


def kind_of(data: bytes, name: str) -> str:
    """Return `docx`, `odt`, `rtf`, `pdf`, `doc`, `html`, `mhtml`, `webzip`, `epub`, `jats`, `md`, `txt`, or an empty string."""
    start = data[:SNIFFED].lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zipped(data, name)
    signs = ((b"{\\rtf", "rtf"), (OLE, "doc"))
    signed = next((kind for sign, kind in signs if start.startswith(sign)), "")
    return signed or _written(data, start) or _named(name)


def _written(data: bytes, start: bytes) -> str:
    """Tell whether a text is a web page."""
    if JATS.search(data[:SNIFFED]):
        return "jats"
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = data[:SNIFFED].decode("utf-16", "ignore").encode() if wide else start
    if MHTML.match(text):
        return "mhtml"
    return "html" if HTML.match(text) else ""


def _named(name: str) -> str:
    suffix = PurePath(name).suffix.lower().lstrip(".")
    return BY_SUFFIX.get(suffix, "")


def _zipped(data: bytes, name: str) -> str:
    suffix = PurePath(name).suffix.lower().lstrip(".")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "META-INF/container.xml" in names and any(each.endswith(".opf") for each in names):
                return "epub"
            if "content.xml" in names:
                return "odt"
            if "[Content_Types].xml" in names and any(
                "/document" in each or each.startswith("word/") for each in names
            ):
                return "docx"
            if any(each.lower().endswith((".html", ".htm")) for each in names):
                return "webzip"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        pass
    return "odt" if suffix == "odt" else "docx"
