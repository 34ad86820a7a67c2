"""Broken and hostile files: each is refused with its name or read as far as it goes; none crashes or hangs."""

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest

from editorial.manuscripts import limits
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.parse import read_manuscript
from tests.manuscripts.test_word_files import document

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, *, head: str = '<?xml version="1.0"?>', more: dict[str, str] | None = None) -> bytes:
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": f"{head}<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**parts, **(more or {})}.items():
            archive.writestr(name, text)
    return packed.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    return packed.getvalue()


def false_size() -> bytes:
    """An archive that says a part is small and unpacks to more."""
    data = docx(paragraph("Текст " * 2000))
    real = struct.pack("<I", zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml").file_size)
    return data.replace(real, struct.pack("<I", 10))


def many_parts() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(limits.MAX_ARCHIVE_ENTRIES + 1):
            archive.writestr(f"word/{number}.xml", "<a/>")
    return packed.getvalue()


def locked() -> bytes:
    data = bytearray(docx(paragraph("Тайна")))
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    return bytes(data)


def pdf(objects: list[bytes], *, root: int = 1) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer <</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        root,
        start,
    )


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(data), extra, data)


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<<>>>>"
CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
BILLION = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(8))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LINKED = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://127.0.0.1:9/x.png" TargetMode="External"/></Relationships>'  # fmt: skip

REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("a.txt", lambda: b""),
    "spaces only": ("a.txt", lambda: b" \n\n \f\n"),
    "unknown kind": ("a.exe", lambda: b"MZ"),
    "no kind at all": ("manuscript", lambda: b"Text"),
    "binary called text": ("a.txt", lambda: bytes(range(256)) * 50),
    "zeros called text": ("a.txt", lambda: b"\x00" * 5000),
    "half a UTF-16 pair": ("a.txt", lambda: "\ufeffТекст".encode("utf-16-le") + b"\x00"),
    "neither encoding": ("a.txt", lambda: b"\xff\xfa\x81 plain \xc3\x28 words" * 30),
    "a line without end": ("a.txt", lambda: b"a" * (limits.MAX_LINE_CHARACTERS + 1)),
    "too long a text": ("a.txt", ("слово слово\n" * (limits.MAX_TEXT_CHARACTERS // 12 + 1)).encode),
    "docx that is no zip": ("a.docx", lambda: b"PK\x03\x04 nothing more"),
    "docx that is text": ("a.docx", "Просто текст".encode),
    "docx cut in half": ("a.docx", lambda: (whole := docx(paragraph("Текст " * 500)))[: len(whole) // 2]),
    "docx with bad XML": ("a.docx", lambda: docx("<w:p><w:r>")),
    "docx with a bad relation": ("a.docx", lambda: docx(paragraph("Текст"), more={"word/_rels/document.xml.rels": "<oops"})),
    "old doc": ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    "locked docx": ("a.docx", locked),
    "zip bomb": ("a.docx", bomb),
    "the archive contains too many files": ("a.docx", many_parts),
    "billion laughs": ("a.docx", lambda: docx(paragraph("&i;"), head=BILLION)),
    "external entity": ("a.docx", lambda: docx(paragraph("&x;"), head=OUTSIDE)),
    "external entity in odt": ("a.odt", lambda: docx("", more={"content.xml": OUTSIDE + "<a>&x;</a>"})),
    "nested a thousand deep": ("a.docx", lambda: docx("<w:p>" * 1000 + "</w:p>" * 1000)),
    "rtf that is text": ("a.rtf", lambda: b"hello"),
    "pdf that is text": ("a.pdf", lambda: b"hello"),
    "pdf head only": ("a.pdf", lambda: b"%PDF-1.7\n"),
    "pdf of noise": ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40),
    "pdf without pages": ("a.pdf", lambda: pdf([CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"])),
    "pdf whose pages hold each other": ("a.pdf", lambda: pdf([CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])),
    "pdf with an empty page": ("a.pdf", lambda: pdf([CATALOG, PAGES, PAGE, stream(b"")])),
    "pdf with a broken stream": ("a.pdf", lambda: pdf([CATALOG, PAGES, PAGE, stream(b"\x00\xff" * 50, b"/Filter/FlateDecode")])),
    "pdf stream bomb": ("a.pdf", lambda: pdf([CATALOG, PAGES, PAGE, stream(zlib.compress(b" " * 50_000_000), b"/Filter/FlateDecode")])),
    "scan": ("a.pdf", lambda: pdf([CATALOG, PAGES, PAGE, stream(b"0 0 300 300 re f")])),
}  # fmt: skip
READ: dict[str, tuple[str, Callable[[], bytes]]] = {
    "odt called docx": ("a.docx", lambda: document("odt")),
    "a false size": ("a.docx", false_size),
    "an outside picture": ("a.docx", lambda: docx(paragraph("Текст о портах и реках"), more={"word/_rels/document.xml.rels": LINKED})),
    "a macro": ("a.docx", lambda: docx(paragraph("Текст о портах и реках"), more={"word/vbaProject.bin": "Sub AutoOpen()"})),
    "a path out of the archive": ("a.docx", lambda: docx(paragraph("Текст о портах и реках"), more={"../../etc/cron": "x"})),
    "rtf of open braces": ("a.rtf", lambda: b"{\\rtf1 " + b"{" * 3000 + b"text"),
    "Windows-1251": ("a.txt", lambda: "Текст о портах и реках, набранный давно.".encode("cp1251")),
    "numbers only": ("a.txt", lambda: "\n".join(str(number) for number in range(3000)).encode()),
    "hyphens only": ("a.txt", lambda: b"-\n" * 3000),
    "brackets only": ("a.txt", lambda: b"[[[[(((" * 3000),
    "dots and figures": ("a.txt", lambda: ("Глава" + "." * 60 + "5\n") .encode() * 800),
    "notes without a text": ("a.txt", lambda: "\n".join(f"{number} https://a.example/{number}" for number in range(1, 900)).encode()),
    "marks of our own": ("a.txt", "Текст\ue000 с чужими\uf8ff знаками \u202eнаоборот".encode),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_cannot_be_read_is_refused_by_name(case: tuple[str, Callable[[], bytes]]) -> None:
    name, make = case
    data = make()
    with pytest.raises(UnreadableFileError) as refusal:
        read_manuscript(data, name)
    assert str(refusal.value).startswith(name)


@pytest.mark.parametrize("case", READ.values(), ids=READ.keys())
def test_an_odd_file_is_read_or_refused_and_harms_nothing(case: tuple[str, Callable[[], bytes]]) -> None:
    name, make = case
    data = make()
    with contextlib.suppress(UnreadableFileError):
        read_manuscript(data, name)


def test_a_refusal_names_the_part_and_line() -> None:
    with pytest.raises(UnreadableFileError, match=r"word/document\.xml"):
        read_manuscript(docx("<w:p><w:r>"), "статья.docx")
