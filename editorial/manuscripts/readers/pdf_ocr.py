"""The text of scanned pages, by tesseract where it is installed."""

import statistics
import subprocess
import sys
import tempfile
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from editorial.manuscripts import limits, programs
from editorial.manuscripts.rules.language import detect_language

# Kazakh first: its model knows the Russian letters, the Russian one does not know the Kazakh.
LANGUAGES = ("kaz", "rus", "aze", "eng")
WORKER = "editorial.manuscripts.readers.pdf_worker"
POINTS = 72
MIN_CONFIDENCE = 25.0
HEIGHT_TO_SIZE = 1.25


@cache
def languages() -> tuple[str, ...]:
    """Return the languages of the region that tesseract can read here."""
    program = programs.find("tesseract")
    if program is None:
        return ()
    listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)  # noqa: S603
    known = set(listed.stdout.decode("utf-8", "replace").split())
    return tuple(language for language in LANGUAGES if language in known)


def recognise(pdf: Path, number: int) -> list[list[Any]]:
    """Return the words of a page of a PDF as the reader gives those of a text layer; none if they cannot be read."""
    program = programs.find("tesseract")
    if program is None or not languages():
        return []
    with tempfile.TemporaryDirectory() as folder:
        picture, table = Path(folder) / "page.pgm", Path(folder) / "page.tsv"
        drawn = programs.run(
            [sys.executable, "-m", WORKER, str(pdf), str(limits.MAX_PAGES), str(number), str(limits.OCR_DPI)],
            output=picture,
            seconds=limits.OCR_SECONDS,
        )
        if not drawn:
            return []
        words = _read(program, picture, table, "+".join(languages()))
        if "eng" in languages() and detect_language(" ".join(word[0] for word in words)) == "en":
            words = _read(program, picture, table, "eng") or words  # the other models see letters of theirs
    return words


def _read(program: str, picture: Path, table: Path, language: str) -> list[list[Any]]:
    arguments = [program, str(picture), "-", "--dpi", str(limits.OCR_DPI), "-l", language, "tsv"]
    found = programs.run(arguments, output=table, seconds=limits.OCR_SECONDS)
    return _words(found.decode("utf-8", "replace")) if found else []


def _words(table: str) -> list[list[Any]]:
    rows = [row.split("\t") for row in table.splitlines()[1:]]
    words = [row for row in rows if len(row) == 12 and row[11].strip() and float(row[10]) >= MIN_CONFIDENCE]
    found = [
        word for _line, group in groupby(words, key=lambda row: row[1:5]) for word in _line_of(list(group))
    ]
    usual = statistics.median(word[5] for word in found) if found else 0.0
    for word in found:
        if usual * 0.75 < word[5] < usual * 1.3:  # letters without ascenders make a line look small
            word[3], word[5] = round(word[4] - usual * 0.8, 1), usual
    return found


def _line_of(row: list[list[str]]) -> list[list[Any]]:
    """Return the words of a line on one baseline, in one size."""
    scale = POINTS / limits.OCR_DPI
    boxes = [[float(value) * scale for value in word[6:10]] for word in row]
    baseline = round(statistics.median(top + height for _left, top, _width, height in boxes), 1)
    size = round(statistics.median(height for *_place, height in boxes) * HEIGHT_TO_SIZE, 1)
    return [
        [word[11].strip(), round(left, 1), round(left + width, 1), round(baseline - size * 0.8, 1), baseline, size, False]
        for word, (left, _top, width, _height) in zip(row, boxes, strict=True)
    ]  # fmt: skip
