"""Lines to paragraphs.

A justified line is broken where the next word does not fit. A line after which the next word would have fitted
was broken on purpose: there a paragraph, a heading or an item of a list ends. Empty lines are a hint and no proof:
extraction puts them inside sentences too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editorial.manuscripts.dehyphenate import HYPHENS, join
from editorial.manuscripts.lexicon import Vocabulary
from editorial.manuscripts.lines import SOFT_HYPHEN, Line, ends_sentence, starts_lower, starts_upper
from editorial.manuscripts.note_markers import MARK
from editorial.manuscripts.rules.abstracts import ABSTRACT, KEYWORDS
from editorial.manuscripts.rules.dateline import is_date_line
from editorial.manuscripts.rules.footnote_blocks import REFERENCE_LIST
from editorial.manuscripts.rules.headings import KNOWN

BULLET = re.compile(r"(?:[•●▪■◦‣∙·*▶➢✓]|\uf0b7|[-–—](?=\s))\s*")
NUMBERED = re.compile(r"(?:\(?\d{1,2}\)|\(?[a-zа-я]\)|\d{1,2}\.)\s+(?=\S)")
DASH = re.compile(r"[-–—]\s+")
CITED = re.compile(r"\[\d")
FULL = 0.88
FITS = 0.98
MIN_PIECE_LENGTH = 5
SHARE_DIVIDED = 0.08
LONG_LINE = 220
AROUND = 6
NARROW = 0.75


@dataclass(slots=True)
class Chunk:
    """Lines that make one paragraph, heading or item; `parted` when an empty line stood before it."""

    lines: list[Line]
    parted: bool = True
    new_page: bool = False

    @property
    def text(self) -> str:
        """The first line, for a look at its form."""
        return self.lines[0].text


@dataclass(frozen=True, slots=True)
class Measure:
    """Length of a full line in characters, and whether words are divided at its end."""

    width: int
    divided: bool = True


UNWRAPPED = Measure(0)


def measure(lines: list[Line]) -> Measure:
    """Return the measure of a stretch of text."""
    filled = [line.words for line in lines if line.text]
    lengths = sorted(len(words) for words in filled)
    if not lengths:
        return UNWRAPPED
    divided = sum(1 for words in filled if words.endswith((*HYPHENS, SOFT_HYPHEN)) and "://" not in words)
    return Measure(
        lengths[min(len(lengths) - 1, int(len(lengths) * 0.85))], divided > len(filled) * SHARE_DIVIDED
    )


def is_unwrapped(lines: list[Line]) -> bool:
    """Return whether each line is a paragraph already, as on web pages."""
    filled = [line for line in lines if line.text]
    if not filled:
        return True
    long_lines = sum(1 for line in filled if len(line.words) > LONG_LINE)
    return long_lines * 4 >= len(filled) or (
        len(filled) >= 8 and sum(1 for line in filled if ends_sentence(line.words)) >= 0.8 * len(filled)
    )


def to_chunks(lines: list[Line], measured: Measure) -> list[Chunk]:
    """Group lines that belong together."""
    if measured is UNWRAPPED:
        return [Chunk([line]) for line in lines if line.text]
    chunks: list[Chunk] = []
    blank = True
    measures = _measures_in_place(lines, measured)
    for line in lines:
        if not line.text:
            blank = True
            continue
        new_page = bool(chunks) and chunks[-1].lines[-1].page != line.page
        here = next(measures)
        if chunks and not _parts(chunks[-1], line, blank=blank, new_page=new_page, measured=here):
            chunks[-1].lines.append(line)
        else:
            chunks.append(Chunk([line], parted=blank, new_page=new_page))
        blank = False
    return [part for chunk in chunks for part in _without_heading(chunk, measured.width)]


def _measures_in_place(lines: list[Line], measured: Measure) -> Iterator[Measure]:
    """Return the measure at each line that holds text: narrower than the article's where a row of lines is, as in columns."""
    lengths = [len(line.words) for line in lines if line.text]
    for at in range(len(lengths)):
        around = sorted(lengths[max(0, at - AROUND) : at + AROUND])
        width = around[min(len(around) - 1, int(len(around) * 0.85))]
        narrow = width < measured.width * NARROW and len(around) > AROUND
        even = around[len(around) // 2] >= width * 0.85
        yield Measure(width, measured.divided) if narrow and even else measured


def _without_heading(chunk: Chunk, width: int) -> list[Chunk]:
    """Part a heading from the end of the paragraph before it, when no empty line did."""
    if len(chunk.lines) < 2 or _is_item(chunk.text):
        return [chunk]
    before, last = chunk.lines[-2].words, chunk.lines[-1].words
    closes = ends_sentence(before) and starts_upper(last) and not ends_sentence(last)
    if (
        closes
        and len(last) < width * 0.75
        and last[-1:] not in ",;:-–—"
        and not MARK.search(chunk.lines[-1].text)
    ):
        return [Chunk(chunk.lines[:-1], chunk.parted, chunk.new_page), Chunk(chunk.lines[-1:], parted=False)]
    return [chunk]


def _parts(chunk: Chunk, line: Line, *, blank: bool, new_page: bool, measured: Measure) -> bool:
    """Return whether a new paragraph begins with this line."""
    last = chunk.lines[-1]
    before, after = last.words, line.words
    certain = _certainly(chunk, line, blank=blank)
    if certain is not None:
        return certain
    closed = ends_sentence(before) or before.endswith((";", ":"))
    if starts_lower(after):
        return blank and not new_page and closed
    short = not _full(before, after, measured, last.room)
    if closed or (blank and MARK.match(last.text[-1:])):
        return short or (blank and not new_page)
    if not starts_upper(after) and not DASH.match(after):
        return blank and short
    if blank:
        return short or _heading_like(chunk, measured.width)
    return short and len(before) < measured.width * 0.8


def _certainly(chunk: Chunk, line: Line, *, blank: bool) -> bool | None:
    """Decide by the form of two lines, whatever the measure; `None` if undecided."""
    last = chunk.lines[-1]
    before, after = last.words, line.words
    if before.endswith((*HYPHENS, SOFT_HYPHEN)) and before[-2:-1].isalpha():
        return False
    if CITED.match(after) and not ends_sentence(before):
        return False
    if _is_own_paragraph(after) or (
        len(chunk.lines) == 1 and (_is_section_name(before) or is_date_line(before))
    ):
        return True
    if not blank and before.isupper() and after.isupper():
        return False
    open_ended = blank or ends_sentence(before) or before.endswith((";", ":")) or _is_item(chunk.text)
    if _is_item(after) and open_ended:
        return True
    resized = bool(last.size and line.size) and abs(last.size - line.size) > 0.8
    runs_on = last.room >= 0 and not blank and len(after.split(maxsplit=1)[0]) + 1 > last.room
    return True if resized or (last.bold != line.bold and not starts_lower(after) and not runs_on) else None


def _is_own_paragraph(text: str) -> bool:
    """Labels that open a part of an article wherever they stand."""
    labelled = ABSTRACT.match(text) or KEYWORDS.match(text)
    return bool(labelled and text[:1].isupper()) or _is_section_name(text) or is_date_line(text)


def _is_section_name(text: str) -> bool:
    stripped = text.strip().rstrip(".:")
    return stripped[:1].isupper() and bool(KNOWN.fullmatch(stripped) or REFERENCE_LIST.fullmatch(stripped))


def _full(before: str, after: str, measured: Measure, room: float) -> bool:
    """Return whether the next word, or as much of it as could stand before a hyphen, would not have fitted on the line."""
    word = after.split(maxsplit=1)[0] if after else ""
    piece = len(re.split(r"(?<=-)", word, maxsplit=1)[0])
    if measured.divided:
        piece = min(piece, MIN_PIECE_LENGTH + len(word) // 4)
    if room >= 0:
        return piece + 1 > room
    return len(before) >= measured.width * FULL or len(before) + 1 + piece > measured.width * FITS


def _heading_like(chunk: Chunk, width: int) -> bool:
    return len(chunk.lines) == 1 and chunk.parted and len(chunk.text) < width * 0.6


def _is_item(text: str) -> bool:
    return bool(BULLET.match(text) or NUMBERED.match(text))


def joined(chunk: Chunk, vocabulary: Vocabulary) -> str:
    """Return the chunk as one text."""
    return join([line.text for line in chunk.lines], vocabulary)
