"""Words with positions to lines in reading order: baselines, columns, gaps, raised figures."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from editorial.manuscripts.lines import Line, make_line, clean_characters

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SMALLER = 0.82
LINE_GAP = 1.55
CELL_GAP = 3.0
GUTTER = 8.0


@dataclass(slots=True)
class PageOfWords:
    """A page as the extraction gives it: [text, x0, x1, top, bottom, size, bold] for each word."""

    words: list[list[Any]]
    width: float
    height: float


@dataclass(slots=True)
class Row:
    """Words on one baseline."""

    words: list[list[Any]] = field(default_factory=list)
    top: float = 0.0
    bottom: float = 0.0

    @property
    def size(self) -> float:
        """The size most of the row is set in."""
        counts: Counter[float] = Counter()
        for word in self.words:
            counts[word[5]] += len(word[0])
        return counts.most_common(1)[0][0] if counts else 0.0


def to_lines(page: PageOfWords) -> list[Line]:
    """The lines of a page; empty lines stand for gaps between paragraphs."""
    lines: list[Line] = []
    for words in _columns(page):
        rows = _rows(words)
        usual = _usual_gap(rows)
        before: Row | None = None
        for row in rows:
            if before is not None and row.top - before.top > usual * LINE_GAP:
                lines.append(Line(text="", number=0))
            lines.append(_line(row))
            before = row
        if rows:
            lines.append(Line(text="", number=0))
    while lines and not lines[-1].text:
        lines.pop()
    return lines or [Line(text="", number=0)]


def _rows(words: list[list[Any]]) -> list[Row]:
    """Words grouped by baseline; a raised figure goes with the line whose body it stands beside."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda each: (each[4], each[1])):
        middle = (word[3] + word[4]) / 2
        home = next(
            (row for row in reversed(rows[-4:]) if row.top - 1 <= middle <= row.bottom + 1 and abs(row.bottom - word[4]) < word[5] * 0.7),
            None,
        )
        if home is None:
            rows.append(Row([word], word[3], word[4]))
        else:
            home.words.append(word)
            if word[5] >= home.size:
                home.top, home.bottom = min(home.top, word[3]), max(home.bottom, word[4])
    return sorted(_merge_raised(rows), key=lambda row: row.bottom)


def _merge_raised(rows: list[Row]) -> list[Row]:
    """A row of nothing but small figures belongs to the row it hangs over."""
    kept: list[Row] = []
    for row in rows:
        small = all(word[0].isdigit() for word in row.words)
        below = next((other for other in rows if other is not row and other.top - 2 <= row.bottom <= other.bottom and other.size > row.size), None)
        if small and below is not None:
            below.words.extend(row.words)
        else:
            kept.append(row)
    return kept


def _line(row: Row) -> Line:
    words = sorted(row.words, key=lambda each: each[1])
    size = row.size
    text = ""
    right = None
    for word in words:
        raised = word[0].strip(".,;").isdigit() and word[5] < size * SMALLER and word[4] < row.bottom - size * 0.12
        piece = word[0].translate(RAISED) if raised else word[0]
        if right is None:
            text = piece
        else:
            gap = word[1] - right
            close = gap < size * 0.12
            text += ("" if close else "    " if gap > size * CELL_GAP else " ") + piece
        right = word[2]
    bold = sum(len(word[0]) for word in words if word[6]) * 2 > sum(len(word[0]) for word in words)
    line = make_line(clean_characters(text), 0)
    line.size, line.bold, line.indented = size, bold, False
    return line


def _usual_gap(rows: list[Row]) -> float:
    gaps = sorted(b.top - a.top for a, b in zip(rows, rows[1:], strict=False) if b.top > a.top)
    return gaps[len(gaps) // 2] if gaps else 12.0


def _columns(page: PageOfWords) -> list[list[list[Any]]]:
    """The words of a page in reading order of its columns: what spans the page above, left, right, what spans it below."""
    gutter = _gutter(page)
    if gutter is None:
        return [page.words]
    crossing = [word for word in page.words if word[1] < gutter < word[2]]
    spanning_rows = [row for row in _rows(page.words) if _spans(row, gutter)]
    tops = [row.top for row in spanning_rows] + [word[3] for word in crossing]
    spanned = {id(word) for row in spanning_rows for word in row.words} | {id(word) for word in crossing}
    in_columns = [word for word in page.words if id(word) not in spanned]
    first = min((word[3] for word in in_columns), default=0.0)
    last = max((word[3] for word in in_columns), default=0.0)
    above = [word for word in page.words if id(word) in spanned and word[3] < first]
    below = [word for word in page.words if id(word) in spanned and word[3] > last]
    between = [word for word in page.words if id(word) in spanned and first <= word[3] <= last]
    left = [word for word in in_columns if word[2] <= gutter]
    right = [word for word in in_columns if word[2] > gutter]
    parts = [above, left, right, between, below] if tops else [left, right]
    return [part for part in parts if part]


def _gutter(page: PageOfWords) -> float | None:
    """The middle of an empty strip down the page, when words stand on both sides of it on most rows."""
    if len(page.words) < 80:
        return None
    rows = _rows(page.words)
    best: tuple[int, float] | None = None
    for at in range(35, 66):
        x = page.width * at / 100
        clear = [row for row in rows if not any(word[1] < x + GUTTER / 2 and word[2] > x - GUTTER / 2 for word in row.words)]
        both = sum(1 for row in clear if any(word[2] <= x for word in row.words) and any(word[1] >= x for word in row.words))
        if best is None or both > best[0]:
            best = (both, x)
    if best is None or best[0] < 0.55 * len(rows):
        return None
    wide = sum(1 for row in rows if len(row.words) >= 7)
    return best[1] if wide > 0.5 * len(rows) else None


def _spans(row: Row, gutter: float) -> bool:
    return any(word[1] < gutter - GUTTER / 2 and word[2] > gutter + GUTTER / 2 for word in row.words)
