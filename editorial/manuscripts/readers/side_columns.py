"""Two columns that extraction left side by side: lines of «left part    right part» put one under the other.

A column of prose is told from a table by its length: a gutter that many lines in a row respect, with words
enough on both sides of it.
"""

import re
from dataclasses import dataclass

GUTTER = re.compile(r"(?<=\S) {2,}(?=\S)")

MIN_PAIRS = 4
MIN_WORDS = 3
MIN_FILLED = 18
MAX_EMPTY = 2
PLACES = range(20, 121)
MAX_STRETCH = 150
MAX_COMPARISONS = 300_000

Numbered = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines `[start, end)` that keep clear of a gutter at a column."""

    start: int
    end: int
    column: int


def unfold(lines: list[Numbered]) -> list[Numbered]:
    """Return the lines in reading order; each keeps the number it has in the file."""
    result: list[Numbered] = []
    at = looks = 0
    while at < len(lines):
        found, looked = _stretch(lines, at) if looks < MAX_COMPARISONS else (None, 0)
        looks += looked
        if found is None:
            result.append(lines[at])
            at += 1
            continue
        stretch_lines = lines[found.start : found.end]
        result.extend((number, text[: found.column].rstrip()) for number, text in stretch_lines)
        result.extend((number, text[found.column :]) for number, text in stretch_lines)
        at = found.end
    return result


def _stretch(lines: list[Numbered], at: int) -> tuple[Stretch | None, int]:
    """Return the longest stretch of two columns that begins with this line, and how many lines were looked at."""
    best: Stretch | None = None
    looks = 0
    for gap in GUTTER.finditer(lines[at][1], 0, PLACES.stop):
        column = gap.end()
        if column not in PLACES:
            continue
        end = _end(lines, at, column)
        looks += end - at
        if (best is None or end > best.end) and _are_columns(lines[at:end], column):
            best = Stretch(at, end, column)
    return best, looks


def _end(lines: list[Numbered], at: int, column: int) -> int:
    """Return the line after the last that keeps clear of the gutter; what stands alone below is a title over all of it."""
    end = last = at
    empty = 0
    while end < min(len(lines), at + MAX_STRETCH):
        text = lines[end][1]
        if text.strip() and (text[column - 2 : column].strip() or "\f" in text):
            break
        end += 1
        has_right = bool(text[column:].strip())
        if has_right or (text.strip() and not empty):
            last = end
        empty = 0 if text.strip() else empty + 1
        if empty > MAX_EMPTY:
            break
    return last


def _are_columns(lines: list[Numbered], column: int) -> bool:
    """Return whether there is prose on both sides."""
    pairs = [
        (text[:column].strip(), text[column:].strip())
        for _number, text in lines
        if text[:column].strip() and text[column:].strip()
    ]
    if len(pairs) < MIN_PAIRS or len(pairs) * 5 < sum(1 for _n, text in lines if text.strip()) * 2:
        return False
    sides = list(zip(*pairs, strict=True))
    return all(
        sum(len(part) for part in side) >= MIN_FILLED * len(side)
        and sum(len(part.split()) >= MIN_WORDS for part in side) * 4 >= len(side) * 3
        and not any(GUTTER.search(part) for part in side)
        for side in sides
    )
