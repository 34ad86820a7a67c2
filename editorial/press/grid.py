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


def head_height(rows: Rows, wanted: int) -> int:
    """Return how many of the first rows can be a head of the table: no cell reaches out of it."""
    while wanted and any(
        row + cell.rows > wanted for row, cells in enumerate(rows[:wanted]) for cell in cells
    ):
        wanted -= 1
    return wanted


def unspanned(rows: Rows, keeps: Callable[[Cell], bool]) -> Regular:
    """Return regular rows in which cells that do not keep their rows take the first one, above empty cells."""
    found: dict[tuple[int, int], Cell] = {}
    for row, column, cell in placed(rows):
        kept = cell.rows if keeps(cell) else 1
        found[row, column] = replace(cell, rows=kept)
        found |= {(row + down, column): Cell((), columns=cell.columns) for down in range(kept, cell.rows)}
    return tuple(
        tuple(found[place] for place in sorted(found) if place[0] == row) for row in range(len(rows))
    )


def placed(rows: Rows) -> Iterator[tuple[int, int, Cell]]:
    """Yield each cell with its row and its first column, as a browser places it."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            height = min(cell.rows, len(rows) - row)
            yield row, column, replace(cell, rows=height)
            taken.update(
                (row + down, column + right) for down in range(height) for right in range(cell.columns)
            )
            column += cell.columns


def _filled(
    cells: Sequence[tuple[int, int, Cell]], height: int, columns: Sequence[int], empty: Cell
) -> Regular:
    taken: dict[tuple[int, int], Cell | None] = {}
    for row, first, cell in cells:
        wide = 0
        for column in (each for each in columns if first <= each < first + cell.columns):
            if (row, column) in taken:
                break
            wide += 1
            taken.update({(row + down, column): None for down in range(cell.rows)})
        taken[row, first] = replace(cell, columns=wide)
    return tuple(
        tuple(found for column in columns if (found := taken.get((row, column), empty)) is not None)
        for row in range(height)
    )
