"""Looks into zipped documents before anything else opens them."""

import io
import zipfile
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from editorial.manuscripts import limits
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.readers.docx_package import main_part

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DEEPEST = 300
MAIN_PARTS = {"odt": "content.xml"}
# What holds no text and is not read: damage there loses nothing.
UNREAD_PARTS = ("word/theme/", "word/fontTable", "word/webSettings", "docProps/thumbnail", "Thumbnails/")


def check_zip(data: bytes) -> None:
    """Refuse archives that are broken, locked or oversized."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive.infolist(), len(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(_("the file is damaged")) from error


def check_archive(data: bytes, kind: str) -> None:
    """Refuse archives that are broken, locked, oversized or that carry entities."""
    if data.startswith(OLE):
        raise UnreadableFileError(
            _("the file is password-protected or in the old .doc format; save it as .docx without a password")
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(_("the file is not a valid .%(kind)s document") % {"kind": kind}) from error
    with archive:
        entries = archive.infolist()
        _check_sizes(entries, len(data))
        names = {entry.filename for entry in entries}
        for entry in entries:
            if entry.filename.endswith(".rels"):
                _check_part(archive, entry, main=False)
        main = main_part(archive) if kind == "docx" else MAIN_PARTS[kind]
        if main not in names:
            raise UnreadableFileError(_("the archive contains no text"), place=main)
        for entry in entries:
            if entry.filename.endswith(".xml") or entry.filename == main:
                _check_part(archive, entry, main=entry.filename == main, may_name_dtd=kind == "odt")


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if len(entries) > limits.MAX_ARCHIVE_ENTRIES:
        raise UnreadableFileError(_("the archive contains too many files"))
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.MAX_UNPACKED_BYTES or unpacked > packed * limits.MAX_UNPACK_RATIO:
        raise UnreadableFileError(_("the unpacked archive exceeds the size limit"))
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableFileError(_("the file is password-protected"), place=entry.filename)


def _check_part(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, main: bool, may_name_dtd: bool = False
) -> None:
    """Read a part through a parser that allows no entities, watching its real size and depth.

    The first OpenDocument programs name a DTD, which is never loaded.
    """
    try:
        with archive.open(entry) as part:
            data = part.read(limits.MAX_UNPACKED_BYTES // 2 + 1)
    except Exception as error:  # zipfile raises several, zlib one of its own
        if entry.filename.startswith(UNREAD_PARTS):
            return
        raise UnreadableFileError(_("the file is damaged"), place=entry.filename) from error
    if len(data) > limits.MAX_UNPACKED_BYTES // 2:
        raise UnreadableFileError(_("the unpacked file exceeds the size limit"), place=entry.filename)
    depth = 0
    try:
        for event, element in iterparse(
            io.BytesIO(data), events=("start", "end"), forbid_dtd=not may_name_dtd
        ):
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise UnreadableFileError(_("the file has too many nested elements"), place=entry.filename)
            if event == "end":
                element.clear()
    except DefusedXmlException as error:
        raise UnreadableFileError(
            _("the file contains XML entity declarations, which are not allowed"), place=entry.filename
        ) from error
    except ParseError as error:
        if main or _is_text_of_word(entry.filename) or entry.filename.endswith(".rels"):
            line = error.position[0]
            place = _("%(part)s, line %(line)s") % {"part": entry.filename, "line": line}
            raise UnreadableFileError(_("the file is not well-formed XML"), place=place) from error


def _is_text_of_word(name: str) -> bool:
    return name.startswith("word/") and not name.startswith(UNREAD_PARTS)
