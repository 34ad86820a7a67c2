"""Tables of Rich Text: rows of cells that end where their right edges are."""

from dataclasses import dataclass, field

from editorial.manuscripts.draft import Block, Cell
from editorial.manuscripts.flow import table_of

NEAR = 20  # twips: edges as near as this are one


@dataclass(slots=True)
class Edge:
    """The right edge of a cell, and how the cell is merged."""

    at: int = 0
    joins_left: bool = False
    begins_down: bool = False
    joins_up: bool = False


@dataclass(slots=True)
class RtfTable:
    """A table in the making."""

    rows: list[tuple[list[list[Block]], list[Edge]]] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    next_edge: Edge = field(default_factory=Edge)

    def define_row(self) -> None:
        """Begin the definition of a row."""
        self.edges, self.next_edge = [], Edge()

    def end_cell(self) -> None:
        """End a cell."""
        self.cells.append(self.blocks)
        self.blocks = []

    def end_row(self) -> None:
        """End a row."""
        if self.blocks:
            self.end_cell()
        if self.cells:
            self.rows.append((self.cells, list(self.edges)))
        self.cells = []

    def finish(self) -> Block | None:
        """Return the table."""
        self.end_row()
        grid = _grid(edge.at for _cells, edges in self.rows for edge in edges)
        rows: list[list[Cell]] = []
        above: dict[int, Cell] = {}
        for cells, edges in self.rows:
            made, above = _row(cells, edges, grid, above)
            rows.append(made)
        return table_of(rows)


def _grid(places: "object") -> list[int]:
    found: list[int] = []
    for place in sorted(set(places)):  # type: ignore[call-overload]
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _column(place: int, grid: list[int]) -> int:
    return next((at for at, edge in enumerate(grid) if edge >= place - NEAR), len(grid)) + 1


def _row(
    cells: list[list[Block]], edges: list[Edge], grid: list[int], above: dict[int, Cell]
) -> tuple[list[Cell], dict[int, Cell]]:
    made: list[Cell] = []
    open_down: dict[int, Cell] = {}
    column = 0
    for at, blocks in enumerate(cells):
        edge = edges[at] if at < len(edges) else None
        end = max(_column(edge.at, grid), column + 1) if edge is not None else column + 1
        if edge is not None and edge.joins_left and made:
            made[-1].columns += end - column
            made[-1].blocks += blocks
        elif edge is not None and edge.joins_up and column in above:
            above[column].rows += 1
            above[column].blocks += blocks
            open_down[column] = above[column]
        else:
            cell = Cell(columns=end - column, blocks=blocks)
            made.append(cell)
            if edge is not None and edge.begins_down:
                open_down[column] = cell
        column = end
    return made, open_down
