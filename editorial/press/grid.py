"""The cells of a table in a grid without gaps and overlaps, whatever spans its source gives."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from editorial.press.nodes import Cell

Rows = Sequence[Sequence[Cell]]
Regular = tuple[tuple[Cell, ...], ...]


def regular(sections: Sequence[Rows], empty: Cell) -> list[Regular]:
    """Return head and body so that each row takes every column once.

    Spans end at the next cell and with the last row of their section; columns in which no cell begins are left out.
    """
    cells_of = [list(placed(rows)) for rows in sections]
    columns = sorted({column for cells in cells_of for _row, column, _cell in cells})
    return [_filled(cells, len(rows), columns, empty) for rows, cells in zip(sections, cells_of, strict=True)]


def head_height(rows: Rows, height: int) -> int:
    """Return how many of the first rows can be a head of the table: no cell reaches out of it."""
    while height and any(
        row + cell.rows > height for row, cells in enumerate(rows[:height]) for cell in cells
    ):
        height -= 1
    return height


def unspanned(rows: Rows, may_span: Callable[[Cell], bool]) -> Regular:
    """Return regular rows in which cells that do not keep their rows take the first one, above empty cells."""
    found: dict[tuple[int, int], Cell] = {}
    for row, column, cell in placed(rows):
        spans = cell.rows if may_span(cell) else 1
        found[row, column] = replace(cell, rows=spans)
        found |= {(row + down, column): Cell((), columns=cell.columns) for down in range(spans, cell.rows)}
    return tuple(
        tuple(found[place] for place in sorted(found) if place[0] == row) for row in range(len(rows))
    )


def placed(rows: Rows) -> Iterator[tuple[int, int, Cell]]:
    """Yield each cell with its row and its first column, as a browser places it."""
    occupied: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in occupied:
                column += 1
            height = min(cell.rows, len(rows) - row)
            yield row, column, replace(cell, rows=height)
            occupied.update(
                (row + down, column + right) for down in range(height) for right in range(cell.columns)
            )
            column += cell.columns


def _filled(
    cells: Sequence[tuple[int, int, Cell]], height: int, columns: Sequence[int], empty: Cell
) -> Regular:
    occupied: dict[tuple[int, int], Cell | None] = {}
    for row, first, cell in cells:
        wide = 0
        for column in (each for each in columns if first <= each < first + cell.columns):
            if (row, column) in occupied:
                break
            wide += 1
            occupied.update({(row + down, column): None for down in range(cell.rows)})
        occupied[row, first] = replace(cell, columns=wide)
    return tuple(
        tuple(found for column in columns if (found := occupied.get((row, column), empty)) is not None)
        for row in range(height)
    )
