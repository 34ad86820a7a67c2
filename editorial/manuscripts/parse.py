"""The front door: bytes and a file name in, a Manuscript out."""

import logging
from collections.abc import Callable

from django.utils.translation import gettext as _

from editorial.manuscripts import limits
from editorial.manuscripts.conservation import Inventory, check, not_checked
from editorial.manuscripts.counters import docx as docx_counter
from editorial.manuscripts.counters import odt as odt_counter
from editorial.manuscripts.counters import rtf as rtf_counter
from editorial.manuscripts.counters import web as web_counter
from editorial.manuscripts.draft import Manuscript, Remark
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.kinds import SUFFIXES, kind_of
from editorial.manuscripts.readers.doc_files import read_doc
from editorial.manuscripts.readers.pdf_text import read_pdf
from editorial.manuscripts.readers.plain_text import read_text
from editorial.manuscripts.readers.reading import AS_SENT, Choices
from editorial.manuscripts.readers.web_files import mhtml_page, page_text, zipped_page
from editorial.manuscripts.readers.word_files import (
    read_docx,
    read_epub,
    read_jats_file,
    read_markdown,
    read_mhtml,
    read_odt,
    read_rtf,
    read_web_page,
    read_zipped_page,
)

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
READERS: dict[str, Callable[[bytes, Choices], Manuscript]] = {
    "docx": read_docx,
    "odt": read_odt,
    "rtf": read_rtf,
    "html": read_web_page,
    "mhtml": read_mhtml,
    "webzip": read_zipped_page,
    "doc": read_doc,
    "epub": read_epub,
    "jats": read_jats_file,
    "md": read_markdown,
    "txt": read_text,
}
COUNTERS: dict[str, Callable[[bytes], Inventory]] = {
    "docx": docx_counter.count,
    "odt": odt_counter.count,
    "rtf": rtf_counter.count,
    "html": lambda data: web_counter.count(page_text(data)),
    "mhtml": lambda data: web_counter.count(mhtml_page(data)),
    "webzip": lambda data: web_counter.count(zipped_page(data)),
}


def read_manuscript(
    data: bytes, name: str, *, progress: Progress | None = None, choices: Choices = AS_SENT
) -> Manuscript:
    """Understand a file; raises UnreadableFileError, which names it, when that cannot be done."""
    try:
        return _read(data, name, progress, choices)
    except UnreadableFileError as error:
        error.file = error.file or name
        raise
    except (RecursionError, MemoryError, OverflowError, ValueError, KeyError, IndexError, TypeError) as error:
        raise UnreadableFileError(_("the file format could not be recognised"), file=name) from error


def _read(data: bytes, name: str, progress: Progress | None, choices: Choices) -> Manuscript:
    if not data:
        raise UnreadableFileError(_("the file is empty"))
    if len(data) > limits.MAX_FILE_BYTES:
        megabytes = limits.MAX_FILE_BYTES // limits.MEGABYTE
        raise UnreadableFileError(_("the file is larger than %(limit)s MB") % {"limit": megabytes})
    kind = kind_of(data, name)
    if kind == "pdf":
        return _placed(read_pdf(data, progress=progress))
    if kind not in READERS:
        known = ", ".join(SUFFIXES)
        raise UnreadableFileError(
            _("this file type is not supported; supported types: %(known)s") % {"known": known}
        )
    manuscript = READERS[kind](data, choices)
    if kind in COUNTERS:
        _conserve(manuscript, data, COUNTERS[kind])
    if progress:
        progress(1, 1)
    return _placed(manuscript)


def _placed(manuscript: Manuscript) -> Manuscript:
    """Give each remark on the file to the article in which its line is; the first one has those on the whole file."""
    items = manuscript.items
    for remark in manuscript.remarks if items else ():
        begun = [item for item in items if item.line <= remark.line]
        (begun[-1] if begun else items[0]).remarks.append(remark)
    manuscript.remarks = [] if items else manuscript.remarks
    return manuscript


def _conserve(manuscript: Manuscript, data: bytes, count: Callable[[bytes], Inventory]) -> None:
    """Count the source apart, and remark on what is not in the manuscript."""
    try:
        source = count(data)
    except Exception:  # a count that fails must not lose the reading
        log.exception("Counting a manuscript broke off")
        manuscript.remarks.append(Remark(0, not_checked()))
        return
    check(manuscript, source)
