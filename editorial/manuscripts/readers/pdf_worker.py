"""Reads the words of a PDF in a process of its own, so that a hostile file can take down nothing else.

    python -m editorial.manuscripts.readers.pdf_worker FILE MOST_PAGES [PAGE DPI [X0 X1 TOP BOTTOM]]

Writes a line of JSON for the document, then one for each page: words as [text, x0, x1, top, baseline, size, bold, tight],
the words of other directions, ruled lines, pictures, links, comments. The text of a page is taken
from pdfium as a whole and looked at word by word; only a word of several text objects is looked at by the glyph.
With a page and a resolution, writes that page as a grey picture; with a region, in tenths of a point, that in colour.
"""

import ctypes
import gc
import json
import math
import re
import resource
import sys
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pypdfium2 import raw

from editorial.manuscripts.readers.pdf_objects import Frame, annotations, has_words_of_its_own, objects
from editorial.manuscripts.readers.pdf_runs import (
    DOUBLED,
    Run,
    drop_doubled,
    join_letters,
    join_tight,
    may_join,
    parts,
)

ADDRESS_SPACE = 1400 * 1024 * 1024
TOO_MANY_PAGES, LOCKED, TOO_MUCH_MEMORY = 3, 4, 5
BOLD = 600
MAX_PICTURE_SIDE = 6_000
UNKNOWN = "\ufffd"
SOFT_HYPHEN = "\u00ad"
UNPRINTED = re.compile(
    "[\x00-\x1f\x7f-\xa0\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\uf8ff\ufeff\U000f0000-\U0010ffff]"
)
TOKEN = re.compile(r"\S+")
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
SECOND_HALF = "\ufdd0"  # stands for the second glyph of pdfium's two for one character
DIGIT = re.compile(r"[0-9]")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Hyphens of line ends, and the pictures of bullets in the private area where fonts of symbols keep them.
CHARACTERS = {
    0x02: SOFT_HYPHEN,
    0xFFFE: "-",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF02D: "-",
    0x0: UNKNOWN,
}


@dataclass(slots=True)
class Style:
    """Style of the glyphs of a text object; `turn` counts quarter turns against the clock."""

    size: float
    bold: bool
    turn: int


@dataclass(slots=True)
class PageReader:
    """The glyphs of one page, by the places that pdfium gives them."""

    text: Any
    handle: Any
    left: float
    top: float
    width: float
    height: float
    styles: dict[int | None, Style] = field(default_factory=dict)
    unknown: int = 0
    characters: str = ""
    box: Any = field(default_factory=raw.FS_RECTF)
    x: Any = field(default_factory=ctypes.c_double)
    y: Any = field(default_factory=ctypes.c_double)
    sides: tuple[Any, ...] = field(default_factory=lambda: tuple(ctypes.c_double() for _ in range(4)))

    def words(self) -> list[Run]:
        """Return the runs of glyphs between spaces, line ends and changes of style."""
        self.characters = characters = self._characters()
        handle, object_of = self.handle, raw.FPDFText_GetTextObject
        tokens = [(found.start(), found.end(), found.group()) for found in TOKEN.finditer(characters)]
        pointers = [object_of(handle, token[0]) for token in tokens]
        runs: list[Run] = []
        known = style = None  # of the text object of the word before
        end = 0
        for (start, stop, text), pointer, following in zip(
            tokens, pointers, [*pointers[1:], None], strict=False
        ):
            if not pointer or (pointer != following and pointer != object_of(handle, stop - 1)):
                token = self._token(text, start, stop - 1)
                known = None
            else:
                if pointer != known or style is None:
                    known, style = pointer, self._style(start)
                    across = self._across(start, style)
                token = [self._run(text, start, stop - 1, style, across)]
            if runs and may_join(runs[-1], token[0]):
                token[0].real_space = not self._guessed(end, start)
            runs += token
            end = stop
        return join_letters(join_tight(drop_doubled(runs)))

    def _characters(self) -> str:
        """Return one character for each of pdfium's glyphs."""
        count = raw.FPDFText_CountChars(self.handle)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self.handle, 0, count, buffer)
        text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "replace")
        if len(text) != count or "\x00" in text or UNKNOWN in text:
            codes = [raw.FPDFText_GetUnicode(self.handle, at) for at in range(count)]
            text = "".join(chr(code) if 0 <= code < 0x110000 else UNKNOWN for code in codes)
            text = PAIR.sub(_whole, text)
        text = text.replace("\r\n", "  ")
        if text.isprintable():
            return text
        text = text.translate(self._characters_here(text))
        text = UNPRINTED.sub(lambda each: UNKNOWN if is_private(each.group()) else " ", text)
        self.unknown = text.count(UNKNOWN)
        return text

    def _characters_here(self, text: str) -> dict[int, str]:
        """Return what characters mean: a control character may be a hyphen, or the number of a glyph with no name."""
        nameless = {
            code: UNKNOWN
            for code in {ord(each) for each in text if each < " "}
            if raw.FPDFText_HasUnicodeMapError(self.handle, text.index(chr(code))) == 1
        }
        return {**CHARACTERS, **nameless}

    def _guessed(self, start: int, stop: int) -> bool:
        """Return whether the spaces between two words are only pdfium's own."""
        return all(raw.FPDFText_IsGenerated(self.handle, at) == 1 for at in range(start, stop))

    def _token(self, text: str, first: int, last: int) -> list[Run]:
        style = self._style(first)
        if last == first:
            return [self._run(text, first, last, style)]
        other = self._style(last)
        if text[::2] == text[1::2] and self._is_doubled(first):
            text = text[::2]
            return [self._run(text, first, last, style)]
        if style is other or (style == other and text.isalpha() and self._level(first, last, style)):
            return [self._run(text, first, last, style)]
        runs: list[Run] = []
        start = first
        handle, object_of = self.handle, raw.FPDFText_GetTextObject
        pointer = object_of(handle, first)
        for at in range(first + 1, last + 2):
            before, pointer = pointer, object_of(handle, at) if at <= last else None
            if pointer and pointer == before:
                continue
            following = self._style(at) if at <= last else None
            if following is style:
                continue  # of one text object
            run = self._run(text[start - first : at - first], start, at - 1, style)
            if runs and not parts(runs[-1], run):
                runs[-1].text += run.text
                runs[-1].x1 = max(runs[-1].x1, run.x1)
            else:
                run.real_space = False
                runs.append(run)
            start, style = at, following or style
        return runs

    def _is_doubled(self, first: int) -> bool:
        """Return whether the glyph after this one is printed on it."""
        box, other = self.box, raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self.handle, first, box)
        raw.FPDFText_GetLooseCharBox(self.handle, first + 1, other)
        limit = DOUBLED * max(1.0, abs(box.top - box.bottom))
        return bool(abs(box.left - other.left) < limit and abs(box.bottom - other.bottom) < limit)

    def _level(self, first: int, last: int, style: Style) -> bool:
        """Return whether two glyphs stand on one line: then letters between them do."""
        x, y, (end_x, end_y) = self.x, self.y, self.sides[:2]
        raw.FPDFText_GetCharOrigin(self.handle, first, x, y)
        raw.FPDFText_GetCharOrigin(self.handle, last, end_x, end_y)
        moved = end_x.value - x.value if style.turn % 2 else end_y.value - y.value
        return bool(abs(moved) <= style.size * 0.1)

    def _style(self, at: int) -> Style:
        pointer = raw.FPDFText_GetTextObject(self.handle, at)
        style = self.styles.get(pointer)
        if style is None or not pointer:
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(self.handle, at, matrix)
            size = raw.FPDFText_GetFontSize(self.handle, at) * (math.hypot(matrix.c, matrix.d) or 1.0)
            bold = raw.FPDFText_GetFontWeight(self.handle, at) >= BOLD
            turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
            style = self.styles[pointer] = Style(size, bold, turn)
        return style

    def _across(self, at: int, style: Style) -> float:
        """Return the baseline of a glyph, from the top of the page as its text is turned."""
        raw.FPDFText_GetCharOrigin(self.handle, at, self.x, self.y)
        if style.turn == 0:
            return float(self.top - self.y.value)
        if style.turn == 1:
            return float(self.x.value - self.left)
        return float(self.y.value) if style.turn == 2 else self.width - self.x.value + self.left

    def _run(self, text: str, first: int, last: int, style: Style, across: float | None = None) -> Run:
        if across is None:
            across = self._across(first, style)
        box = self.box
        raw.FPDFText_GetLooseCharBox(self.handle, first, box)
        if style.turn == 0:
            start = box.left - self.left
            if last != first:
                raw.FPDFText_GetLooseCharBox(self.handle, last, box)
            stop = box.right - self.left
            if not text.isalpha() and DIGIT.search(text):
                text = self._raise_digits(text, first, across, style.size)
        else:
            start = self._turned(box, style.turn)[0]
            if last != first:
                raw.FPDFText_GetLooseCharBox(self.handle, last, box)
            stop = self._turned(box, style.turn)[1]
        if SOFT_HYPHEN in text:
            text = self._show_hyphens(text, first, style.size)
        if SECOND_HALF in text:
            text = text.replace(SECOND_HALF, "")
        return Run(text, start, stop, across, style.size, style.bold, style.turn)

    def _raise_digits(self, text: str, first: int, baseline: float, size: float) -> str:
        """Write figures as raised whose ink stands above the baseline: fonts have glyphs of their own for them."""
        raised = list(text)
        sides = self.sides
        for found in DIGIT.finditer(text):
            raw.FPDFText_GetCharBox(self.handle, first + found.start(), *sides)
            _left, _right, bottom, top = (side.value for side in sides)
            if bottom - (self.top - baseline) > size * 0.2 and top - bottom < size * 0.62:
                raised[found.start()] = found.group().translate(RAISED)
        return "".join(raised)

    def _ends(self, at: int) -> bool:
        """Return whether a word ends before a glyph."""
        return not self.characters[at : at + 1].strip()

    def _show_hyphens(self, text: str, first: int, size: float) -> str:
        """Leave out soft hyphens that have no ink; one that is drawn is a hyphen."""
        shown = list(text)
        sides = self.sides
        for found in re.finditer(SOFT_HYPHEN, text):
            raw.FPDFText_GetCharBox(self.handle, first + found.start(), *sides)
            wide, high = sides[1].value - sides[0].value > 0.3, sides[3].value - sides[2].value > 0.25 * size
            shown[found.start()] = "-" if (wide and not high) or self._ends(first + found.end()) else ""
        return "".join(shown)

    def _turned(self, box: Any, turn: int) -> tuple[float, float]:
        """Return where a box begins and ends in the direction of its text."""
        if turn == 1:
            return box.bottom, box.top
        if turn == 2:
            return self.width - box.right, self.width - box.left
        return self.top - box.top, self.top - box.bottom


def _whole(pair: re.Match[str]) -> str:
    """Return the one character of two halves, such as the letters of formulas are, and what keeps the count."""
    high, low = (ord(half) for half in pair.group())
    return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00) + SECOND_HALF


def is_private(character: str) -> bool:
    """Return whether a character means something only to its font."""
    return "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"


def main(path: str, most_pages: int, picture_of: int = 0, dpi: int = 0, *region: int) -> int:
    """Write out the pages of a file, or the picture of one."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    gc.disable()  # pages leave no cycles behind, and looking for some takes a tenth of the time
    raw.FPDFText_GetTextObject.restype = ctypes.c_void_p  # an address to compare by
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        sys.stderr.write(str(error)[:300])
        return LOCKED if "assword" in str(error) else 1
    total = len(document)
    if picture_of:
        return _draw(document, picture_of, dpi, [value / 10 for value in region])
    _write({"pages": total})
    if total > most_pages:
        return TOO_MANY_PAGES
    for number in range(total):
        page = document[number]
        noted = annotations(document, page, _frame(page)) if raw.FPDFPage_GetAnnotCount(page.raw) > 0 else {}
        if noted and has_words_of_its_own(page):
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = document[number]
        text = page.get_textpage()
        _write({**_page(page, text), **noted})
        text.close()
        page.close()
    return 0


def _draw(document: Any, number: int, dpi: int, region: list[float]) -> int:
    """Write a page in grey, or a region of it, [x0, x1, top, bottom], in colour."""
    page = document[number - 1]
    width, height = page.get_size()
    x0, x1, top, bottom = region or (0.0, width, 0.0, height)
    scale = min(dpi / 72, MAX_PICTURE_SIDE / max(x1 - x0, bottom - top, 1.0))
    crop = (max(0.0, x0), max(0.0, height - bottom), max(0.0, width - x1), max(0.0, top))
    bitmap = page.render(scale=scale, grayscale=not region, rev_byteorder=True, crop=crop)
    depth = 3 if region else 1
    sys.stdout.buffer.write(b"P%d %d %d 255\n" % (6 if region else 5, bitmap.width, bitmap.height))
    rows = memoryview(bitmap.buffer).cast("B")
    for at in range(bitmap.height):
        sys.stdout.buffer.write(rows[at * bitmap.stride : at * bitmap.stride + bitmap.width * depth])
    return 0


def _frame(page: Any) -> Frame:
    left, bottom, right, top = page.get_cropbox()
    return Frame(left, top, right - left, top - bottom)


def _page(page: Any, text: Any) -> dict[str, Any]:
    frame = _frame(page)
    reader = PageReader(text, text.raw, frame.left, frame.top, frame.width, frame.height)
    runs = reader.words()
    turns = [run.turn for run in runs]
    main_turn = max(set(turns), key=turns.count) if turns else 0
    return {
        "words": _words([run for run in runs if run.turn == main_turn]),
        "asides": _words([run for run in runs if run.turn != main_turn]),
        "width": frame.height if main_turn % 2 else frame.width,
        "height": frame.width if main_turn % 2 else frame.height,
        "unknown": reader.unknown,
        **(objects(page, frame) if main_turn == 0 else {}),
    }


def _words(runs: list[Run]) -> list[list[Any]]:
    """Return runs as the words of a page; those on one line share their height."""
    words: list[list[Any]] = []
    y = size = None
    for run in runs:
        if run.y != y or run.size != size:
            y, size = run.y, run.size
            height = [round(y - size * 0.8, 1), round(y, 1), round(size, 1)]
        words.append([run.text, round(run.x0, 1), round(run.x1, 1), *height, run.bold, not run.real_space])
    return words


def _write(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], *(int(number) for number in sys.argv[2:])))
    except MemoryError:
        sys.exit(TOO_MUCH_MEMORY)
