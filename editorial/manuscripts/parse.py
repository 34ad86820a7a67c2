"""The front door: bytes and a file name in, a Manuscript out."""

from collections.abc import Callable
from pathlib import PurePath

from django.utils.translation import gettext as _

from editorial.manuscripts import limits
from editorial.manuscripts.draft import Manuscript
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.readers.pdf_text import read_pdf
from editorial.manuscripts.readers.plain_text import read_text
from editorial.manuscripts.readers.word_files import read_docx, read_odt, read_rtf

Progress = Callable[[int, int], None]
READERS: dict[str, Callable[[bytes], Manuscript]] = {
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".txt": read_text,
}
SUFFIXES = (*READERS, ".pdf")


def read_manuscript(data: bytes, name: str, *, progress: Progress | None = None) -> Manuscript:
    """Understand a file; raises UnreadableFileError, which names it, when that cannot be done."""
    try:
        return _read(data, name, progress)
    except UnreadableFileError as error:
        error.file = error.file or name
        raise
    except (RecursionError, MemoryError, OverflowError, ValueError, KeyError, IndexError, TypeError) as error:
        raise UnreadableFileError(_("the file format could not be recognised"), file=name) from error


def _read(data: bytes, name: str, progress: Progress | None) -> Manuscript:
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise UnreadableFileError(
            _("this file type is not supported; supported types: %(known)s") % {"known": known}
        )
    if not data:
        raise UnreadableFileError(_("the file is empty"))
    if len(data) > limits.MAX_FILE_BYTES:
        megabytes = limits.MAX_FILE_BYTES // limits.MEGABYTE
        raise UnreadableFileError(_("the file is larger than %(limit)s MB") % {"limit": megabytes})
    if suffix == ".pdf":
        return read_pdf(data, progress=progress)
    manuscript = READERS[suffix](data)
    if progress:
        progress(1, 1)
    return manuscript
