"""DOCX, ODT and RTF."""

import contextlib
import io
import zipfile

from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts.draft import Manuscript, Remark
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.from_blocks import read_blocks
from editorial.manuscripts.names import is_body
from editorial.manuscripts.note_markers import FIRST, LAST
from editorial.manuscripts.readers.archives import check_archive
from editorial.manuscripts.readers.book_files import (
    epub_page,
    markdown_page,
    meta_value,
    meta_values,
    note_labels,
    renumber_notes,
)
from editorial.manuscripts.readers.chunks import read_chunk
from editorial.manuscripts.readers.cited_works import odt_works
from editorial.manuscripts.readers.docx_package import Package, parse_xml
from editorial.manuscripts.readers.docx_reader import DocxReader
from editorial.manuscripts.readers.encodings import score
from editorial.manuscripts.readers.jats_reader import read_jats
from editorial.manuscripts.readers.odt_inlines import OdtInlines
from editorial.manuscripts.readers.odt_reader import OdtReader
from editorial.manuscripts.readers.odt_styles import OFFICE, TEXT, OdtStyles
from editorial.manuscripts.readers.reading import Choices
from editorial.manuscripts.readers.rtf_reader import RtfReader
from editorial.manuscripts.readers.running_heads import printed, remark_on_heads
from editorial.manuscripts.readers.web_files import mhtml_page, page_text, read_page, zipped_page
from editorial.manuscripts.styled_blocks import StyledBlocks

HEADS = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
MIN_UNDECLARED, BETTER = 20, 0.3  # bytes; how much likelier another encoding must be


def read_docx(data: bytes, choices: Choices) -> Manuscript:
    """Understand a Word document."""
    check_archive(data, "docx")
    tree = StyledBlocks()
    try:
        DocxReader(Package.open(data), tree, choices, read_chunk).read()
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(_("the file is damaged")) from error
    tree.genre = _category(data)
    return understand(tree)


def _category(data: bytes) -> str:
    """Return what the properties of a Word file name as its category."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, contextlib.suppress(KeyError, etree.XMLSyntaxError):
        return str(parse_xml(archive.read("docProps/core.xml")).findtext(".//{*}category") or "")
    return ""


def understand(tree: StyledBlocks) -> Manuscript:
    """Understand what a reader found; refuse a file without text."""
    if len(tree.notes) > LAST - FIRST:
        raise UnreadableFileError(_("the file contains too many footnotes"))
    if not tree.blocks and not tree.title and not tree.revisions:
        raise UnreadableFileError(_("the file contains no text"))
    return read_blocks(tree)


def read_rtf(data: bytes, choices: Choices) -> Manuscript:
    """Understand a Rich Text file."""
    if not data.lstrip()[:5] == b"{\\rtf":
        raise UnreadableFileError(_("the file is not Rich Text"))
    return understand(rtf_tree(data, choices).tree)


def rtf_tree(data: bytes, choices: Choices) -> RtfReader:
    """Read Rich Text; where its undeclared letters are Cyrillic by their words, they are read as such."""
    reader = RtfReader(StyledBlocks(), choices)
    reader.read(data)
    if reader.codec == "cp1252" and len(reader.undeclared) > MIN_UNDECLARED:
        sample = bytes(reader.undeclared)
        if score(sample.decode("cp1251", "replace")) > score(sample.decode("cp1252", "replace")) + BETTER:
            reader = RtfReader(StyledBlocks(), choices, forced="cp1251")
            reader.read(data)
            message = _("The file does not declare its encoding; it was read as %(encoding)s.")
            reader.tree.remarks.insert(0, Remark(0, message % {"encoding": "Windows-1251"}))
    return reader


def read_web_page(data: bytes, choices: Choices) -> Manuscript:
    """Understand a web page."""
    return understand(read_page(page_text(data), choices))


def read_mhtml(data: bytes, choices: Choices) -> Manuscript:
    """Understand a web page that was saved in one file."""
    return understand(read_page(mhtml_page(data), choices))


def read_zipped_page(data: bytes, choices: Choices) -> Manuscript:
    """Understand a web page in an archive, as Google Docs exports it."""
    return understand(read_page(zipped_page(data), choices))


def read_epub(data: bytes, choices: Choices) -> Manuscript:
    """Understand an e-book."""
    book = epub_page(data)
    tree = read_page(book.page, choices)
    tree.genre = book.genre
    tree.authors = tree.authors or [name for name in book.creators if is_body(name)]
    manuscript = understand(tree)
    renumber_notes(manuscript, book.labels)
    return manuscript


def read_markdown(data: bytes, choices: Choices) -> Manuscript:
    """Understand a text in Markdown."""
    text = page_text(data)
    tree = read_page(markdown_page(text), choices)
    tree.genre = meta_value(text, "category")
    tree.authors = tree.authors or [name for name in meta_values(text, "author") if is_body(name)]
    manuscript = understand(tree)
    renumber_notes(manuscript, note_labels(text))
    return manuscript


def read_jats_file(data: bytes, _choices: Choices) -> Manuscript:
    """Understand an article in JATS."""
    return read_jats(data)


def read_odt(data: bytes, choices: Choices) -> Manuscript:
    """Understand an OpenDocument text."""
    check_archive(data, "odt")
    tree = StyledBlocks()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            root = parse_xml(archive.read("content.xml"))
        except etree.XMLSyntaxError as error:
            raise UnreadableFileError(_("the file is damaged")) from error
        styles = OdtStyles()
        with contextlib.suppress(KeyError, etree.XMLSyntaxError):
            looks = parse_xml(archive.read("styles.xml"))
            styles.add(looks)
            remark_on_heads(tree, (printed(each) for name in HEADS for each in looks.iter(f"{{*}}{name}")))
        styles.add(root)
        body = next(root.iter(f"{OFFICE}text"), root)
        inlines = OdtInlines(archive, tree, styles, choices)
        inlines.changes = {
            key: each
            for each in body.iter(f"{TEXT}changed-region")
            for key in (each.get(f"{TEXT}id"), each.get("{http://www.w3.org/XML/1998/namespace}id"))
            if key
        }
        tree.works += odt_works(body)
        OdtReader(archive, tree, styles, inlines).read(body)
    return understand(tree)
