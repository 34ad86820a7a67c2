"""Reads the words of a PDF in a process of its own, so that a hostile file can take down nothing else.

    python -m editorial.manuscripts.readers.pdf_worker FILE MOST_PAGES

Writes a line of JSON for the document, then one for each page: words as [text, x0, x1, top, baseline, size, bold].
"""

import ctypes
import json
import math
import resource
import sys
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

ADDRESS_SPACE = 1400 * 1024 * 1024
TOO_MANY_PAGES, LOCKED, TOO_MUCH_MEMORY = 3, 4, 5
HYPHENS = {"\x02": "-", "\ufffe": "-", "\u00ad": "-"}
BOLD = 600
WORD_GAP = 0.2


@dataclass(slots=True)
class Glyph:
    """A character with its place: `y` is the baseline, from the top of the page."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


def main(path: str, most_pages: int) -> int:
    """Write out the pages of a file."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        sys.stderr.write(str(error)[:300])
        return LOCKED if "assword" in str(error) else 1
    total = len(document)
    _write({"pages": total})
    if total > most_pages:
        return TOO_MANY_PAGES
    for number in range(total):
        page = document[number]
        width, height = page.get_size()
        text = page.get_textpage()
        _write({"words": _words(_glyphs(text, height)), "width": width, "height": height})
        text.close()
        page.close()
    return 0


def _write(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _glyphs(page: Any, height: float) -> list[Glyph]:
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix = raw.FS_MATRIX()
    glyphs: list[Glyph] = []
    for place in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, place)
        raw.FPDFText_GetCharBox(page, place, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(page, place, x, y)
        raw.FPDFText_GetMatrix(page, place, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        glyphs.append(
            Glyph(
                text=HYPHENS.get(chr(code), chr(code)),
                x0=left.value,
                x1=right.value,
                y=height - y.value,
                size=raw.FPDFText_GetFontSize(page, place) * scale,
                bold=raw.FPDFText_GetFontWeight(page, place) >= BOLD,
            )
        )
    return glyphs


def _words(glyphs: list[Glyph]) -> list[list[Any]]:
    words: list[list[Any]] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace() or not glyph.text.isprintable():
            _close(run, words)
            continue
        if run and _parts(run[-1], glyph):
            _close(run, words)
        run.append(glyph)
    _close(run, words)
    return words


def _parts(before: Glyph, after: Glyph) -> bool:
    """Whether a new word begins: after a gap, on another line or in another size."""
    size = max(before.size, after.size, 1.0)
    moved = abs(after.y - before.y) > size * 0.1 or abs(after.size - before.size) > size * 0.1
    return moved or after.x0 - before.x1 > size * WORD_GAP or after.x0 < before.x0 - size


def _close(run: list[Glyph], words: list[list[Any]]) -> None:
    if run:
        size = run[0].size
        words.append(
            [
                "".join(glyph.text for glyph in run),
                round(run[0].x0, 1),
                round(max(glyph.x1 for glyph in run), 1),
                round(run[0].y - size * 0.8, 1),
                round(run[0].y, 1),
                round(size, 1),
                sum(glyph.bold for glyph in run) * 2 > len(run),
            ]
        )
        run.clear()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], int(sys.argv[2])))
    except MemoryError:
        sys.exit(TOO_MUCH_MEMORY)
