"""Tables of Word files: cells over columns and rows, tables in cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from lxml import etree

from editorial.manuscripts.draft import Block, Cell
from editorial.manuscripts.flow import table_of
from editorial.manuscripts.readers.docx_package import Element, W, is_on, number_of, value_of
from editorial.manuscripts.readers.reading import Choices

THROUGH = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "del", "moveFrom", "smartTag"}
MAX_COLUMNS = 100


class CellReader(Protocol):
    """Reader of the blocks of a cell."""

    choices: Choices

    def blocks_in(self, element: Element) -> list[Block]:
        """Return the blocks in a cell."""


@dataclass(slots=True)
class Open:
    """A cell that may go on in the next row."""

    cell: Cell
    columns: int


def read_table(node: Element, reader: CellReader) -> Block | None:
    """Return a table; None where all its cells are empty."""
    rows: list[list[Cell]] = []
    over: dict[int, Open] = {}
    head = 0
    for row in _under(node, "tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and _is_dropped(properties, reader):
            continue
        if properties is not None and is_on(properties.find(f"{W}tblHeader")) and head == len(rows):
            head += 1
        cells, over = _row(row, properties, over, reader)
        rows.append(cells)
    return table_of(rows, head=max(1, head))


def _is_dropped(properties: Element, reader: CellReader) -> bool:
    """Return whether a tracked change takes the row out."""
    name = "del" if reader.choices.changes == "accept" else "ins"
    return properties.find(f"{W}{name}") is not None


def _row(
    row: Element, properties: Element | None, over: dict[int, Open], reader: CellReader
) -> tuple[list[Cell], dict[int, Open]]:
    cells: list[Cell] = []
    still: dict[int, Open] = {}
    column = _skipped(properties, "gridBefore")
    if column:
        cells.append(Cell(columns=column))
    for each in _under(row, "tc"):
        own = each.find(f"{W}tcPr")
        span = number_of(own.find(f"{W}gridSpan")) if own is not None else None
        columns = min(max(span or 1, 1), MAX_COLUMNS)
        merge = own.find(f"{W}vMerge") if own is not None else None
        aside = own.find(f"{W}hMerge") if own is not None else None
        if aside is not None and value_of(aside) != "restart" and cells:
            cells[-1].columns += columns
            cells[-1].blocks += reader.blocks_in(each)
        elif merge is not None and value_of(merge) != "restart" and column in over:
            above = over[column]
            above.cell.rows += 1
            above.cell.blocks += reader.blocks_in(each)
            still[column] = above
        else:
            cell = Cell(columns=columns, blocks=reader.blocks_in(each))
            cells.append(cell)
            if merge is not None:
                still[column] = Open(cell, columns)
        column += columns
    after = _skipped(properties, "gridAfter")
    if after:
        cells.append(Cell(columns=after))
    return cells, still


def _skipped(properties: Element | None, name: str) -> int:
    value = number_of(properties.find(f"{W}{name}")) if properties is not None else None
    return min(max(value or 0, 0), MAX_COLUMNS)


def _under(node: Element, name: str) -> Iterator[Element]:
    """Yield the rows or cells of a table, also from inside content controls and tracked changes."""
    for child in node:
        if not isinstance(child.tag, str):
            continue
        local = etree.QName(child).localname
        if local == name:
            yield child
        elif local in THROUGH:
            yield from _under(child, name)
