"""Tables of a page: in ruled lines, between rules, or set in columns of figures with nothing but space."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from editorial.manuscripts.readers.pdf_rows import Row

NEAR = 2.5
SPACE = 0.75  # of the size: a wider gap may part cells
MIN_STRIP = 0.55
MIN_FIGURED_ROWS = 3
LEADER = re.compile(r"\.{3,}|…{2,}|_{3,}|·{3,}")
LABEL = re.compile(r"(?:[-–—•▪*]|\(?\w{1,3}[.)]|\[\d+\])")
FIGURE = re.compile(r"[-+−–~≈<>(]?\s?[\d][\d\s .,–-]*\s?(?:%|‰|\)|[^\W\d_]{1,6}\.?)?[*†]?|[-–—…]|н/?д|n/?a", re.IGNORECASE)  # fmt: skip
MAX_CELL_WORDS = 9
MAX_BAND_ROWS = 30

Rule = list[float]


@dataclass(slots=True)
class Grid:
    """Bounds of rows and columns, with the rules that make them."""

    xs: list[float]
    ys: list[float]
    upright: list[Rule] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)


def take_tables(rows: list[Row], rules: list[Rule], width: float) -> list[Row]:
    """Return the rows with one row in place of those of each table."""
    for grid in _grids(rules):
        rows = _take_grid(rows, grid)
    for frame in _frames(rules, width):
        rows = _take_framed(rows, frame)
    return _take_unruled(rows)


def _grids(rules: list[Rule]) -> list[Grid]:
    """Return the grids that crossing rules make, of two rows and two columns at least."""
    upright = [rule for rule in rules if rule[3] - rule[2] > rule[1] - rule[0] and rule[3] - rule[2] > 5]
    level = [rule for rule in rules if rule[1] - rule[0] >= rule[3] - rule[2] and rule[1] - rule[0] > 5]
    if len(upright) < 2 or len(level) < 2:
        return []
    groups: list[list[Rule]] = []
    for rule in sorted([*upright, *level], key=lambda each: (each[2], each[0]))[:1500]:
        touching = [group for group in groups if any(_touch(rule, each) for each in group[-400:])]
        joined = [rule]
        for group in touching:
            joined = [*group, *joined]
            groups.remove(group)
        groups.append(joined)
    grids = []
    for group in groups:
        ups = [rule for rule in group if rule in upright]
        levels = [rule for rule in group if rule in level]
        xs, ys = _bounds([rule[0] for rule in ups]), _bounds([rule[2] for rule in levels])
        if levels:
            edges = [min(rule[0] for rule in levels), max(rule[1] for rule in levels)]
            xs = _bounds([*xs, *(edge for edge in edges if all(abs(edge - x) > 12 for x in xs))])
        if len(xs) >= 3 and len(ys) >= 3:
            grids.append(Grid(xs, ys, ups, levels))
    return grids


def _touch(a: Rule, b: Rule) -> bool:
    return a[0] <= b[1] + NEAR and b[0] <= a[1] + NEAR and a[2] <= b[3] + NEAR and b[2] <= a[3] + NEAR


def _bounds(values: list[float]) -> list[float]:
    bounds: list[float] = []
    for value in sorted(values):
        if not bounds or value - bounds[-1] > 4:
            bounds.append(value)
    return bounds


def _place(value: float, bounds: list[float]) -> int | None:
    for at in range(len(bounds) - 1):
        if bounds[at] - 1 <= value < bounds[at + 1]:
            return at
    return None


def _take_grid(rows: list[Row], grid: Grid) -> list[Row]:
    cells: list[list[list[list[Any]]]] = [[[] for _ in grid.xs[1:]] for _ in grid.ys[1:]]
    inside: list[Row] = []
    for row in rows:
        taken: list[list[Any]] = []
        for word in row.words:
            at = _place((word[4] + word[3]) / 2, grid.ys)
            place = _place((word[1] + min(word[2], word[1] + word[5])) / 2, grid.xs)
            if at is not None and place is not None and not row.grid:
                top, left = _owner(grid, at, place)
                cells[top][left].append(word)
                taken.append(word)
        if taken:
            inside.append(Row(taken))
            row.words = [word for word in row.words if not any(word is each for each in taken)]
            row.renew()
    texts = [[_text(cell) for cell in each] for each in cells]
    filled = [each for each in texts if any(each)]
    columns = [at for at in range(len(grid.xs) - 1) if any(each[at] for each in filled)]
    if len(filled) < 2 or len(columns) < 2:
        for row in inside:
            row.renew()
        return _sorted([*(row for row in rows if row.words or row.grid), *inside])
    return _insert(rows, [[each[at] for at in columns] for each in filled], inside)


def _owner(grid: Grid, at: int, place: int) -> tuple[int, int]:
    """Return the first cell of those that no rule parts from this one: a merged cell has one text."""
    while at > 0 and not _parted_level(grid, grid.ys[at], (grid.xs[place] + grid.xs[place + 1]) / 2):
        at -= 1
    while place > 0 and not _parted_upright(grid, grid.xs[place], (grid.ys[at] + grid.ys[at + 1]) / 2):
        place -= 1
    return at, place


def _parted_level(grid: Grid, y: float, x: float) -> bool:
    return any(abs(rule[2] - y) < 4 and rule[0] - NEAR <= x <= rule[1] + NEAR for rule in grid.level)


def _parted_upright(grid: Grid, x: float, y: float) -> bool:
    return any(abs(rule[0] - x) < 4 and rule[2] - NEAR <= y <= rule[3] + NEAR for rule in grid.upright)


def _text(words: list[list[Any]]) -> str:
    """Return the words of a cell, line by line; a word cut at the end of a line is joined."""
    text = ""
    before: list[Any] | None = None
    for word in words:
        if before is None:
            text = word[0]
        elif abs(word[4] - before[4]) > 0.5 * word[5] and text.endswith("-") and text[-2:-1].isalpha() and word[0][:1].islower():  # fmt: skip
            text = text[:-1] + word[0]
        elif abs(word[4] - before[4]) <= 0.5 * word[5] and word[1] - before[2] < 0.12 * word[5]:
            text += word[0]
        else:
            text += f" {word[0]}"
        before = word
    return text


def _insert(rows: list[Row], cells: list[list[str]], taken: list[Row]) -> list[Row]:
    words = [word for row in taken for word in row.words]
    table = Row([], grid=cells)
    table.left, table.right = min(word[1] for word in words), max(word[2] for word in words)
    table.top, table.bottom = min(word[3] for word in words), min(word[4] for word in words)
    table.size = table.baseline = max(word[5] for word in words)
    table.baseline = table.bottom
    return _sorted([*(row for row in rows if row.words or row.grid), table])


def _sorted(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.bottom)


def _frames(rules: list[Rule], width: float) -> list[list[Rule]]:
    """Return the rules of one length and place that stand under each other, three at least."""
    level: list[Rule] = []
    for rule in sorted(
        (each for each in rules if each[3] - each[2] < 3), key=lambda each: (each[2], each[0])
    ):
        before = level[-1] if level else None
        if before and abs(rule[2] - before[2]) < 1.5 and rule[0] < before[1] + NEAR and rule[1] > before[1]:
            level[-1] = [before[0], rule[1], before[2], before[3]]  # drawn cell by cell
        elif before is None or rule[2] - before[2] >= 1.5 or rule[0] >= before[1]:
            level.append(rule)
    frames: list[list[Rule]] = []
    for rule in level:
        if rule[1] - rule[0] < 0.25 * width:
            continue
        same = next(
            (each for each in frames if abs(each[0][0] - rule[0]) < 3 and abs(each[0][1] - rule[1]) < 3), None
        )
        if same is None:
            frames.append([rule])
        else:
            same.append(rule)
    return [frame for frame in frames if len(frame) >= 3]


def _take_framed(rows: list[Row], frame: list[Rule]) -> list[Row]:
    """Take the tables between rules: neighbouring bands whose words leave the same strips free."""
    bands = [_inside(rows, above, below) for above, below in pairwise(frame)]
    at = 0
    while at < len(bands):
        end = at
        while end < len(bands) and _has_strips(bands[end : end + 1]) and _has_strips(bands[at : end + 1]):
            end += 1
        if end - at >= 2:
            rows = _take_bands(rows, bands[at:end])
        at = max(end, at + 1)
    return rows


def _inside(rows: list[Row], above: Rule, below: Rule) -> list[Row]:
    return [
        row
        for row in rows
        if not row.grid
        and above[2] - 1 < row.bottom - row.size * 0.3 < below[3] + 1
        and row.left >= above[0] - 4
        and row.right <= above[1] + 4
    ]


def _has_strips(bands: list[list[Row]]) -> bool:
    """Return whether the words of bands leave a strip free, and no band is as long as a text."""
    rows = [row for band in bands for row in band]
    if not rows or not all(bands) or any(len(band) > MAX_BAND_ROWS for band in bands):
        return False
    return len(_by_strips(rows)[0]) >= 2


def _take_bands(rows: list[Row], bands: list[list[Row]]) -> list[Row]:
    inside = [row for band in bands for row in band]
    texts = _by_strips(inside)
    cells: list[list[str]] = []
    at = 0
    for band in bands:
        lines = texts[at : at + len(band)]
        at += len(band)
        parted = len(lines) > 1 and all(_is_row_of_figures(line) for line in lines)
        cells += lines if parted else _rows_of_band(band, inside, lines, alone=len(bands) > 2)
    if not cells or _listed(cells):
        return rows
    return _insert([row for row in rows if not any(row is each for each in inside)], cells, inside)


def _is_row_of_figures(cells: list[str]) -> bool:
    return bool(cells[0]) and any(FIGURE.fullmatch(cell) for cell in cells[1:])


def _rows_of_band(
    band: list[Row], inside: list[Row], lines: list[list[str]], *, alone: bool
) -> list[list[str]]:
    """Return a band as one row, or, in a table with rules but above and below it, as a row for each first cell."""
    starts = [0] if alone else [at for at, line in enumerate(lines) if at == 0 or line[0]]
    ends = [*starts[1:], len(band)]
    strips = _strips(inside)
    return [_in_strips(band[start:end], strips) for start, end in zip(starts, ends, strict=True)]


def _take_unruled(rows: list[Row]) -> list[Row]:
    """Take runs of rows whose cells stand under each other and hold figures."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and _has_cells(rows[end]) and (end == at or _near(rows[end - 1], rows[end])):
            end += 1
        run = rows[at:end]
        cells = _by_strips(run) if len(run) >= MIN_FIGURED_ROWS else []
        if cells and len(cells[0]) >= 2 and _figured(cells) and not _listed(cells):
            result = _insert(result, cells, run)
            at = end
            continue
        result.extend(rows[at : max(end, at + 1)])
        at = max(end, at + 1)
    return result


def _near(before: Row, row: Row) -> bool:
    return row.bottom - before.bottom < 3.2 * max(row.size, before.size)


def _has_cells(row: Row) -> bool:
    if row.grid or len(row.words) < 2:
        return False
    gap = SPACE * row.size
    parted = any(b[1] - a[2] > gap for a, b in zip(row.words, row.words[1:], strict=False))
    return parted and not any(LEADER.search(word[0]) for word in row.words)


def _by_strips(rows: list[Row]) -> list[list[str]]:
    """Return the cells of rows, parted at the strips that every row leaves free."""
    strips = _strips(rows)
    return [_in_strips([row], strips) for row in rows]


def _strips(rows: list[Row]) -> list[float]:
    """Return where the columns begin that the words of rows make."""
    covered: list[list[float]] = []
    for x0, x1 in sorted((word[1], word[2]) for row in rows for word in row.words):
        if covered and x0 <= covered[-1][1] + MIN_STRIP * rows[0].size:
            covered[-1][1] = max(covered[-1][1], x1)
        else:
            covered.append([x0, x1])
    return [each[0] for each in covered]


def _in_strips(rows: list[Row], starts: list[float]) -> list[str]:
    """Return the words of rows as one row of cells."""
    cells: list[list[list[Any]]] = [[] for _ in starts]
    for row in rows:
        for word in row.words:
            place = max(at for at, start in enumerate(starts) if start <= word[1] + 0.01)
            cells[place].append(word)
    return [_text(cell) for cell in cells]


def _figured(cells: list[list[str]]) -> bool:
    """Return whether most cells right of the first column are figures, and no cell is prose."""
    rest = [cell for row in cells[1:] for cell in row[1:] if cell]
    if not rest or any(len(cell.split()) > MAX_CELL_WORDS for cell in rest):
        return False
    return sum(1 for cell in rest if FIGURE.fullmatch(cell)) * 2 >= len(rest)


def _listed(cells: list[list[str]]) -> bool:
    """Return whether the first column holds but the labels of a list."""
    return len(cells[0]) == 2 and all(LABEL.fullmatch(row[0]) or not row[0] for row in cells)
