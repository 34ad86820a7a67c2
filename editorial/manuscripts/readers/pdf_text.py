"""PDF with a text layer."""

import json
import os
import re
import selectors
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast, get_args

from django.utils.translation import gettext as _

from editorial.manuscripts import limits
from editorial.manuscripts.conservation import Thing, missing_things, not_checked
from editorial.manuscripts.counters.pdf import check_pages, counting
from editorial.manuscripts.draft import Genre, Manuscript, Remark, Revision
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.from_lines import read_laid_out, share_remarks
from editorial.manuscripts.lines import Line
from editorial.manuscripts.readers.pdf_layout import PageOfWords, PagesBefore, to_lines, usual_size
from editorial.manuscripts.readers.pdf_links import Linked, linked, set_links
from editorial.manuscripts.readers.pdf_ocr import recognise
from editorial.manuscripts.readers.pdf_pictures import drop_repeated
from editorial.manuscripts.revisions import revision_remarks

Progress = Callable[[int, int], None]
WORKER = "editorial.manuscripts.readers.pdf_worker"
OWN_GENRE = re.compile(rb"<pdf:Keywords>[^<]*\bgenre:([a-z_]+)")
UNKNOWN = "\ufffd"
FEW_WORDS = 12
SCANNED_SHARE = 0.3
DRAWN_SHAPES = 60
ROOT = Path(__file__).resolve().parents[3]


def read_pdf(data: bytes, *, progress: Progress | None = None) -> Manuscript:
    """Understand a PDF, and check that each of its words is in what was understood."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableFileError(_("the file is not a PDF"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manuscript.pdf"
        path.write_bytes(data)
        with counting(path) as counted:
            reading = _Reading(path)
            for page in read_pages(path, progress=progress):
                reading.add(page)
            if not any(line.text for line in reading.lines):
                raise UnreadableFileError(_("the PDF has no text layer; it may be a scan"))
            if reading.nameless():
                raise UnreadableFileError(
                    _("the fonts of the PDF do not name their characters, so the text cannot be read")
                )
            repeated = drop_repeated(reading.lines)
            shown = {line.number: line.picture for line in reading.lines if line.picture}
            manuscript, pages = read_laid_out(reading.lines, reading.feeds)
            _name_genre(manuscript, data)
            share_remarks(manuscript, reading.remarks)
            texts = counted()
            if len(texts) != len(reading.texts):
                manuscript.remarks.append(Remark(0, not_checked()))
            texts += reading.texts[len(texts) :]
            check_pages(manuscript, texts, pages, reading.recognised)
            set_links(manuscript, reading.links, pages)
            _count_pictures(manuscript, reading.images, repeated, shown)
            manuscript.revisions = reading.comments
            manuscript.remarks += revision_remarks(manuscript.revisions)
    return manuscript


def _count_pictures(manuscript: Manuscript, images: int, repeated: int, shown: dict[int, str]) -> None:
    """Count the pictures of the pages and of the draft; a logo on several pages is left out with a remark."""
    placed = {block.picture for item in manuscript.items for block in item.blocks if block.picture}
    gone = [
        Thing("pictures", _page(int(name.split(":")[1])), "", number)
        for number, name in shown.items()
        if name not in placed
    ]
    if gone:
        manuscript.remarks.append(Remark(gone[0].line, missing_things("pictures", gone)))
    if repeated:
        message = _("Images at the same place of several pages are not in the draft: %(count)s.")
        manuscript.remarks.append(Remark(0, message % {"count": repeated}))
    if manuscript.conservation:
        counts = manuscript.conservation
        counts.source.pictures, counts.draft.pictures = images, len(placed)
        counts.lost.pictures = max(0, images - len(placed) - repeated)


def _name_genre(manuscript: Manuscript, data: bytes) -> None:
    """Take the genre that our own prints name among their keywords."""
    found = OWN_GENRE.search(data)
    genre = found.group(1).decode() if found else ""
    if len(manuscript.items) == 1 and genre in get_args(Genre):
        manuscript.items[0].genre = cast("Genre", genre)


@dataclass(slots=True)
class _Reading:
    """The pages of a PDF as they come in."""

    path: Path
    lines: list[Line] = field(default_factory=list)
    feeds: set[int] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    recognised: dict[int, str] = field(default_factory=dict)
    before: PagesBefore = field(default_factory=PagesBefore)
    links: list[Linked] = field(default_factory=list)
    comments: list[Revision] = field(default_factory=list)
    images: int = 0
    glyphs: int = 0
    unknown: int = 0

    def add(self, page: PageOfWords) -> None:
        """Take in the lines of a page."""
        number = len(self.texts) + 1
        page.number = number
        message = self._mend(page, number)
        self.links += linked(page, number - 1)
        words = [word[0] for word in page.words]
        whole = "".join(words)
        self.glyphs += len(whole)
        self.unknown += whole.count(UNKNOWN)
        self.texts.append(" ".join([*words, *(word[0] for word in page.asides)]))
        first = len(self.lines) + 1
        for at, line in enumerate(to_lines(page, self.before)):
            line.number = first + at
            if at == 0 and self.lines:
                self.feeds.add(line.number)
            self.lines.append(line)
        if message:
            self.remarks.append(Remark(first, message))
        shown = sum(1 for line in self.lines[first - 1 :] if line.picture)
        self.images += len(page.images)
        if len(page.images) > shown:
            pictures = _("Page %(number)s: %(count)s images are not in the draft.")
            self.remarks.append(
                Remark(first, pictures % {"number": number, "count": len(page.images) - shown})
            )
        self.comments += [Revision("comment", text, first, who) for text, who in page.comments]

    def nameless(self) -> bool:
        """Return whether most glyphs have no character, so that no text can be read."""
        return self.unknown > limits.MAX_UNKNOWN_SHARE * max(1, self.glyphs)

    def _mend(self, page: PageOfWords, number: int) -> str:
        """Read a page without a readable text layer from its picture, if that can be done; say what was done."""
        whole = "".join([word[0] for word in page.words])
        unknown = whole.count(UNKNOWN)
        nameless = unknown > limits.MAX_UNKNOWN_SHARE * max(1, len(whole))
        page.scanned = _is_scan(page)
        if page.scanned:
            page.images = []
        words = self._recognise(number) if page.scanned or nameless else []
        values = {"number": number, "count": unknown}
        if len(words) > len(page.words) or (words and nameless):
            _set_in_size(words, usual_size(self.before))
            page.words, page.asides, page.rules = words, [], []
            self.recognised[number] = " ".join(word[0] for word in words)
            if nameless:
                return (
                    _(
                        "Page %(number)s: the font does not name its characters. The text was recognised from the image; check it."
                    )
                    % values
                )
            return _("Page %(number)s has no text layer. Its text was recognised from the image; check it.") % values  # fmt: skip
        if page.scanned:
            return _("Page %(number)s has no text layer. Its text is not in the draft.") % values
        if unknown:
            return _("Page %(number)s: %(count)s characters cannot be read, because the font does not name them.") % values  # fmt: skip
        return ""

    def _recognise(self, number: int) -> list[list[Any]]:
        return recognise(self.path, number) if len(self.recognised) < limits.MAX_OCR_PAGES else []


def _set_in_size(words: list[list[Any]], size: float) -> None:
    """Give the words of a picture that are of its usual size the size of the text of other pages."""
    usual = statistics.median(word[5] for word in words)
    for word in words:
        if size and word[5] == usual and size * 0.6 < usual < size * 1.6:
            word[5] = size


def _is_scan(page: PageOfWords) -> bool:
    """Return whether a page shows something but has no text to speak of."""
    few = len(page.words) + len(page.asides) <= FEW_WORDS
    drawn = page.pictures > SCANNED_SHARE or page.shapes > DRAWN_SHAPES
    return (few and page.pictures > SCANNED_SHARE) or (not page.words and not page.asides and drawn)


def read_pages(path: Path, *, progress: Progress | None = None) -> Iterator[PageOfWords]:
    """Return the pages of a PDF as words, read in another process under a time limit for each."""
    command = [sys.executable, "-m", WORKER, str(path), str(limits.MAX_PAGES)]
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as worker:
        try:
            yield from _pages(worker, progress)
        finally:
            worker.kill()


def _pages(worker: "subprocess.Popen[bytes]", progress: Progress | None) -> Iterator[PageOfWords]:
    lines = _PipeLines(cast("IO[bytes]", worker.stdout))
    total = int(_next(worker, lines, 0).get("pages", 0))
    if total > limits.MAX_PAGES:
        raise UnreadableFileError(_("the PDF has more than %(limit)s pages") % {"limit": limits.MAX_PAGES})
    for number in range(1, total + 1):
        page = _next(worker, lines, number)
        if sum([len(word[0]) for word in page.get("words", [])]) > limits.MAX_PAGE_CHARACTERS:
            raise UnreadableFileError(_("the page contains too much text"), place=_page(number))
        yield PageOfWords(**page)
        if progress:
            progress(number, total)


class _PipeLines:
    """The lines of a pipe, each awaited for a limited time."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe.fileno()
        self._rest = b""

    def get(self, *, timeout: float) -> bytes:
        """Return the next line, empty at the end. Raises TimeoutError where it takes more than so many seconds."""
        until = time.monotonic() + timeout
        with selectors.DefaultSelector() as selector:
            selector.register(self._pipe, selectors.EVENT_READ)
            while b"\n" not in self._rest:
                if not selector.select(max(0.0, until - time.monotonic())):
                    raise TimeoutError
                chunk = os.read(self._pipe, 1 << 16)
                if not chunk:
                    return b""
                self._rest += chunk
        line, _end, self._rest = self._rest.partition(b"\n")
        return line


def _next(worker: "subprocess.Popen[bytes]", lines: _PipeLines, number: int) -> dict[str, Any]:
    place = _page(number) if number else ""
    try:
        line = lines.get(timeout=limits.PAGE_SECONDS)
    except TimeoutError as error:
        raise UnreadableFileError(_("processing took too long"), place=place) from error
    if line:
        found: dict[str, Any] = json.loads(line)
        return found
    deadline = time.monotonic() + 2
    while worker.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    if worker.poll() == 4:
        raise UnreadableFileError(_("the PDF is password-protected"))
    if worker.poll() in (5, -9):
        raise UnreadableFileError(_("processing used too much memory"), place=place)
    raise UnreadableFileError(_("the PDF is damaged"), place=place)


def _page(number: int) -> str:
    return _("page %(number)s") % {"number": number}
