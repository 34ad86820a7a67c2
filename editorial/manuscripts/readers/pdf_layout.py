"""Words with positions to lines in reading order: baselines, columns, gaps, raised figures."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from editorial.manuscripts.lines import Line, clean_characters, make_line

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SMALLER = 0.82
LINE_GAP = 1.55
CELL_GAP = 3.0
GUTTER = 6.0
MIN_ROWS = 6
MIN_WORDS = 3  # to a row; a table has fewer
MAX_CROSSING_SHARE = 0.15


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
    def left(self) -> float:
        """Where the row begins."""
        return min((float(word[1]) for word in self.words), default=0.0)

    @property
    def baseline(self) -> float:
        """Where most of the row stands."""
        counts: Counter[float] = Counter()
        for word in self.words:
            counts[word[4]] += len(word[0])
        return counts.most_common(1)[0][0] if counts else self.bottom

    @property
    def size(self) -> float:
        """The size most of the row is set in."""
        counts: Counter[float] = Counter()
        for word in self.words:
            counts[word[5]] += len(word[0])
        return counts.most_common(1)[0][0] if counts else 0.0


def to_lines(page: PageOfWords) -> list[Line]:
    """Return the lines of a page; empty lines stand for gaps and indents between paragraphs."""
    lines: list[Line] = []
    for words in _columns(page):
        rows = _rows(words)
        usual, margin = _usual_gap(rows), _margin(rows)
        before: Row | None = None
        for row in rows:
            if before is not None and _begins_paragraph(before, row, usual, margin):
                lines.append(Line(text="", number=0))
            lines.append(_line(row))
            before = row
        if rows:
            lines.append(Line(text="", number=0))
    while lines and not lines[-1].text:
        lines.pop()
    return lines or [Line(text="", number=0)]


def _begins_paragraph(before: Row, row: Row, usual: float, margin: float) -> bool:
    """Tell whether a paragraph begins: a wider gap above the line, or an indent that the line before lacks."""
    if row.top - before.top > usual * LINE_GAP:
        return True
    indent, indent_before = row.left - margin, before.left - margin
    return row.size * 0.7 < indent < row.size * 4 and indent_before < row.size * 0.4


def _margin(rows: list[Row]) -> float:
    """Where most lines begin."""
    counts = Counter(round(row.left) for row in rows)
    return float(counts.most_common(1)[0][0]) if counts else 0.0


def _rows(words: list[list[Any]]) -> list[Row]:
    """Words grouped by baseline; a raised figure goes with the line whose body it stands beside."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda each: (each[4], each[1])):
        home = next((row for row in reversed(rows[-6:]) if _on_row(word, row)), None)
        if home is None:
            rows.append(Row([word], word[3], word[4]))
        else:
            home.words.append(word)
            if word[5] >= home.size:
                home.top, home.bottom = min(home.top, word[3]), max(home.bottom, word[4])
    return sorted(_merge_raised(rows), key=lambda row: row.bottom)


def _on_row(word: list[Any], row: Row) -> bool:
    first = row.words[0]
    small = min(word[5], first[5]) < max(word[5], first[5]) * SMALLER
    near = abs(first[4] - word[4]) < max(word[5], first[5]) * (0.5 if small else 0.15)
    is_adjacent = not small or any(
        abs(other[2] - word[1]) < word[5] or abs(word[2] - other[1]) < word[5] for other in row.words
    )
    return near and is_adjacent


def _merge_raised(rows: list[Row]) -> list[Row]:
    """Merge a row of small figures only with the row below it."""
    merged: list[Row] = []
    for row in rows:
        small = all(word[0].isdigit() for word in row.words)
        below = next(
            (
                other
                for other in rows
                if other is not row and other.top - 2 <= row.bottom <= other.bottom and other.size > row.size
            ),
            None,
        )
        if small and below is not None:
            below.words.extend(row.words)
        else:
            merged.append(row)
    return merged


def _line(row: Row) -> Line:
    words = sorted(row.words, key=lambda each: each[1])
    size = row.size
    text = ""
    right = None
    for word in words:
        raised = (
            word[0].strip(".,;").isdigit()
            and word[5] < size * SMALLER
            and word[4] < row.baseline - size * 0.12
        )
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
    gaps = sorted(b.top - a.top for a, b in pairwise(rows) if b.top > a.top)
    return gaps[len(gaps) // 2] if gaps else 12.0


def _columns(page: PageOfWords) -> list[list[list[Any]]]:
    """Return the words of a page in reading order: what spans it above, the left column, the right one, what spans it below."""
    gutter = _gutter(page)
    if gutter is None:
        return [page.words]
    rows = _rows(page.words)
    sided = [at for at, row in enumerate(rows) if _two_sided(row, gutter)]
    if not sided:
        return [page.words]
    above = next((at for at in range(sided[0], -1, -1) if _spans(rows[at], gutter)), -1) + 1
    below = next((at for at in range(sided[-1], len(rows)) if _spans(rows[at], gutter)), len(rows))
    middle = [word for row in rows[above:below] for word in row.words]
    parts = [
        [word for row in rows[:above] for word in row.words],
        [word for word in middle if word[1] < gutter],
        [word for word in middle if word[1] >= gutter],
        [word for row in rows[below:] for word in row.words],
    ]
    return [part for part in parts if part]


def _two_sided(row: Row, gutter: float) -> bool:
    """Whether a row has words right of the gutter and none across it."""
    return any(word[1] >= gutter for word in row.words) and not _spans(row, gutter)


def _gutter(page: PageOfWords) -> float | None:
    """Return the middle of a strip that few rows cross in a band of the page with much text on both sides."""
    rows = _rows(page.words)
    best: tuple[int, float, float] | None = None
    for at in range(72, 129):
        x = page.width * at / 200
        clear = sum(1 for row in rows if not _spans(row, x))
        candidate = (clear, -abs(at - 100.0), x)
        if best is None or candidate > best:
            best = candidate
    places = [at for at, row in enumerate(rows) if best and _two_sided(row, best[2])]
    if best is None or len(places) < MIN_ROWS:
        return None
    gutter = best[2]
    band = rows[places[0] : places[-1] + 1]
    across = sum(1 for row in band if _spans(row, gutter))
    left = sum(1 for row in band for word in row.words if word[2] <= gutter)
    words = sum(len(row.words) for row in band)
    even = 0.25 * words < left < 0.75 * words
    return (
        gutter
        if across <= MAX_CROSSING_SHARE * len(band) and even and words > MIN_WORDS * len(band)
        else None
    )


def _spans(row: Row, gutter: float) -> bool:
    """Whether a word reaches into the strip of the gutter."""
    return any(word[1] < gutter + GUTTER / 2 and word[2] > gutter - GUTTER / 2 for word in row.words)
