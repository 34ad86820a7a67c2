"""Columns of a page: where a gutter runs, and in which order the parts beside it are read."""

from dataclasses import dataclass, field
from typing import Any

from editorial.manuscripts.readers.pdf_rows import Row

GUTTER = 6.0
MIN_ROWS = 6
MIN_WORDS = 3  # to a row; a table has fewer
MAX_CROSSING_SHARE = 0.15
MIN_WIDTH = 160.0  # of a part that may itself have columns
PLACES = range(72, 129)  # of 200 parts of the width


@dataclass(slots=True)
class Gutters:
    """The gutters of the pages before, for a page whose last column is short."""

    known: list[float] = field(default_factory=list)


def split_columns(rows: list[Row], width: float, gutters: Gutters) -> list[list[Row]]:
    """Return the rows of a page in reading order: what spans it, then the left and the right column of each band."""
    gutter = _gutter(rows, 0.0, width, gutters.known)
    if gutter is None:
        return [rows]
    gutters.known.append(gutter)
    parts: list[list[Row]] = []
    band: list[Row] = []
    for row in rows:
        if row.grid and (row.left < gutter < row.right):
            parts.extend([*_sides(band, gutter), [row]])
            band = []
        elif _spans(row, gutter):
            if band:
                parts.extend(_sides(band, gutter))
                band = []
            if parts and parts[-1] and _spans(parts[-1][-1], gutter) and not parts[-1][-1].grid:
                parts[-1].append(row)
            else:
                parts.append([row])
        else:
            band.append(row)
    parts.extend(_sides(band, gutter))
    return [part for part in parts if part]


def _sides(band: list[Row], gutter: float) -> list[list[Row]]:
    left: list[Row] = []
    right: list[Row] = []
    for row in band:
        if row.grid:
            (left if row.left < gutter else right).append(row)
            continue
        for side, words in (
            (left, [word for word in row.words if word[1] < gutter]),
            (right, [word for word in row.words if word[1] >= gutter]),
        ):
            if words:
                part = Row(words)
                part.renew()
                side.append(part)
    return [side for side in (left, right) if side]


def _right_of(row: Row, gutter: float) -> bool:
    """Return whether a row has words right of the gutter and none across it."""
    return row.right > gutter and not _spans(row, gutter)


def _gutter(rows: list[Row], start: float, width: float, known: list[float]) -> float | None:
    """Return the middle of a strip that few rows cross in a band with much text on both sides."""
    text = [row for row in rows if not row.grid]
    if len(text) < 2:
        return None
    masks = [_mask(row.words, start, width) for row in text]
    best: tuple[int, int, int] | None = None
    for at in PLACES:
        bit = 1 << (at - PLACES.start)
        candidate = (sum(1 for mask in masks if not mask & bit), -abs(at - 100), at)
        if best is None or candidate > best:
            best = candidate
    if best is None:
        return None
    gutter = start + width * best[2] / 200
    places = [at for at, row in enumerate(text) if _right_of(row, gutter)]
    if len(places) < MIN_ROWS:
        return _known(text, known)
    band = text[places[0] : places[-1] + 1]
    across = sum(1 for row in band if _spans(row, gutter))
    left = sum([word[2] <= gutter for row in band for word in row.words])
    words = sum(len(row.words) for row in band)
    even = 0.25 * words < left < 0.75 * words
    enough = words > MIN_WORDS * len(band)
    return gutter if across <= MAX_CROSSING_SHARE * len(band) and even and enough else _known(text, known)


def _known(rows: list[Row], known: list[float]) -> float | None:
    """Return the gutter of the page before, if this page keeps clear of it under what spans it."""
    if not known:
        return None
    gutter = known[-1]
    right = [row for row in rows if _right_of(row, gutter)]
    across = sum(1 for row in rows if _spans(row, gutter))
    prose = sum(len(row.words) for row in right) >= 2 * len(right)
    return gutter if right and prose and across <= max(2, MAX_CROSSING_SHARE * len(rows)) else None


def _mask(words: list[list[Any]], start: float, width: float) -> int:
    """Return the places of a gutter that the words reach into, one bit for each."""
    mask = 0
    step = width / 200 or 1.0
    last = PLACES.stop - PLACES.start - 1
    begin = end = None
    for word in [*words, None]:
        if word is not None and end is not None and word[1] - end < GUTTER:
            end = max(end, word[2])
            continue
        if begin is not None and end is not None:
            low = max(0, int((begin - start - GUTTER / 2) / step) + 1 - PLACES.start)
            high = min(last, int((end - start + GUTTER / 2) / step) - PLACES.start)
            if low <= high:
                mask |= ((1 << (high - low + 1)) - 1) << low
        if word is not None:
            begin, end = word[1], word[2]
    return mask


def _spans(row: Row, gutter: float) -> bool:
    """Return whether a word reaches into the strip of the gutter."""
    low, high = gutter - GUTTER / 2, gutter + GUTTER / 2
    if row.right <= low or row.left >= high:
        return False
    if row.grid:
        return True
    return any(word[1] < high and word[2] > low for word in row.words)
