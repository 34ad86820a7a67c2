"""PDF with a text layer."""

import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from django.utils.translation import gettext as _

from editorial.manuscripts import limits
from editorial.manuscripts.draft import Manuscript
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.from_lines import read_paper
from editorial.manuscripts.lines import Line
from editorial.manuscripts.readers.pdf_layout import PageOfWords, PagesBefore, to_lines

Progress = Callable[[int, int], None]
WORKER = "editorial.manuscripts.readers.pdf_worker"
ROOT = Path(__file__).resolve().parents[3]


def read_pdf(data: bytes, *, progress: Progress | None = None) -> Manuscript:
    """Understand a PDF."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableFileError(_("the file is not a PDF"))
    lines: list[Line] = []
    feeds: set[int] = set()
    before = PagesBefore()
    for page in read_pages(data, progress=progress):
        for at, line in enumerate(to_lines(page, before)):
            line.number = len(lines) + 1
            if at == 0 and lines:
                feeds.add(line.number)
            lines.append(line)
    if not any(line.text for line in lines):
        raise UnreadableFileError(_("the PDF has no text layer; it may be a scan"))
    return read_paper(lines, feeds)


def read_pages(data: bytes, *, progress: Progress | None = None) -> Iterator[PageOfWords]:
    """Return the pages of a PDF as words, read in another process under a time limit for each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manuscript.pdf"
        path.write_bytes(data)
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
        words = page.get("words", [])
        if sum(len(word[0]) for word in words) > limits.MAX_PAGE_CHARACTERS:
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
