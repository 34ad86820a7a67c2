"""DOCX, ODT and RTF."""

import json
import subprocess
from typing import Any

import pypandoc
from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts import limits
from editorial.manuscripts.draft import Manuscript
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.from_blocks import read_blocks
from editorial.manuscripts.note_markers import FIRST, LAST
from editorial.manuscripts.readers.archives import check_archive
from editorial.manuscripts.readers.chunks import read_chunk
from editorial.manuscripts.readers.docx_package import Package
from editorial.manuscripts.readers.docx_reader import DocxReader
from editorial.manuscripts.readers.pandoc_tree import read_tree
from editorial.manuscripts.readers.reading import Choices
from editorial.manuscripts.readers.web_files import mhtml_page, page_text, read_page, zipped_page
from editorial.manuscripts.styled_blocks import StyledBlocks

MEMORY = f"-M{limits.WORKER_MEMORY_BYTES // limits.MEGABYTE}M"


def read_docx(data: bytes, choices: Choices) -> Manuscript:
    """Understand a Word document."""
    check_archive(data, "docx")
    tree = StyledBlocks()
    try:
        DocxReader(Package.open(data), tree, choices, read_chunk).read()
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(_("the file is damaged")) from error
    return understand(tree)


def understand(tree: StyledBlocks) -> Manuscript:
    """Understand what a reader found; refuse a file without text."""
    if len(tree.notes) > LAST - FIRST:
        raise UnreadableFileError(_("the file contains too many footnotes"))
    if not tree.blocks and not tree.title:
        raise UnreadableFileError(_("the file contains no text"))
    return read_blocks(tree)


def read_odt(data: bytes, _choices: Choices) -> Manuscript:
    """Understand an OpenDocument text."""
    check_archive(data, "odt")
    return _read(data, "odt")


def read_rtf(data: bytes, _choices: Choices) -> Manuscript:
    """Understand a Rich Text file."""
    if not data.lstrip()[:5] == b"{\\rtf":
        raise UnreadableFileError(_("the file is not Rich Text"))
    return _read(data, "rtf")


def _read(data: bytes, kind: str) -> Manuscript:
    tree = read_tree(convert(data, kind))
    if len(tree.notes) > LAST - FIRST:
        raise UnreadableFileError(_("the file contains too many footnotes"))
    if not tree.blocks and not tree.title:
        raise UnreadableFileError(_("the file contains no text"))
    return read_blocks(tree)


def convert(data: bytes, kind: str) -> dict[str, Any]:
    """Pandoc's tree; in a sandbox: no network, no other file, no more memory and time than allowed."""
    command = [
        pypandoc.get_pandoc_path(),
        "--sandbox",
        "--from",
        kind,
        "--to",
        "json",
        "--track-changes=accept",
    ]
    command += ["+RTS", MEMORY, "-RTS"]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=limits.CONVERT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(_("processing the file took too long")) from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UnreadableFileError(
            _("the file could not be processed: %(reason)s") % {"reason": reason[0][:200] if reason else "?"}
        )
    try:
        tree: dict[str, Any] = json.loads(done.stdout)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(_("the file has too many nested elements")) from error
    return tree


def read_web_page(data: bytes, choices: Choices) -> Manuscript:
    """Understand a web page."""
    return understand(read_page(page_text(data), choices))


def read_mhtml(data: bytes, choices: Choices) -> Manuscript:
    """Understand a web page that was saved in one file."""
    return understand(read_page(mhtml_page(data), choices))


def read_zipped_page(data: bytes, choices: Choices) -> Manuscript:
    """Understand a web page in an archive, as Google Docs exports it."""
    return understand(read_page(zipped_page(data), choices))
