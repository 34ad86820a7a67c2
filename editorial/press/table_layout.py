"""Column widths and font sizes of printed tables, so that no word leaves its cell."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from editorial.press.grid import placed, unspanned
from editorial.press.hyphenation import SOFT_HYPHEN
from editorial.press.nodes import (
    Block,
    Cell,
    Inline,
    ItemList,
    Link,
    NoteMark,
    Paragraph,
    Quote,
    Table,
    Text,
    walk,
)

# Size of letters in points, space beside the words in em, letters that a column has room for at least.
SHAPES = ((8.8, 0.5, math.inf), (7.4, 0.5, math.inf), (7.4, 0.4, 16), (6.4, 0.3, 10), (6.4, 0.2, 7))
MANY_COLUMNS = 6
TALLEST_HEAD = 150.0  # points; a taller one is not repeated and may break
LINE_HEIGHT = 1.25
MAX_SPANNED_LENGTH = 60  # characters in a cell over rows
WIDE, NARROW, LETTER = 1.05, 0.62, 0.56  # widths of a letter in em
WIDE_LETTERS = frozenset("ЖШЩМЮФЫжшщмюфыWMwm@%—…")
NEST = 26.0  # points that a list or a quotation takes from its column
BROKEN = re.compile("[\\s\u200b\u00ad\u2010\u2013/?&-]+")
ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True)
class Layout:
    """The columns of a table in points, the size of its letters and the space beside them in points."""

    widths: tuple[float, ...]
    size: float
    inset: float
    repeats_head: bool
    head_in_rows: bool

    def room(self, first: int, columns: int) -> float:
        """Return how wide the text of a cell is set."""
        return sum(self.widths[first : first + columns]) - 2 * self.inset - 0.5


def text_width(value: str, size: float) -> float:
    """Return about how wide a text is in one line, rather too much than too little."""
    return size * sum(
        WIDE if letter in WIDE_LETTERS or ord(letter) > 0x2E7F
        else NARROW if letter.isupper() or letter.isdigit()
        else LETTER
        for letter in value
    )  # fmt: skip


def fitted(value: str, *, room: float, size: float) -> str:
    """Return the text with places to break in words that are wider than their line."""
    return re.sub(r"\S+", lambda found: _divided(found.group(), room, size), value)


def layout(table: Table, room: float, *, is_inner: bool = False) -> Layout | None:
    """Return how a table is set in `room` points; None where it has too many columns for it.

    The head of a table in a cell of another one is set as its first rows.
    """
    cells = [(column, cell) for rows in (table.head, table.rows) for _row, column, cell in placed(rows)]
    for size, space, letters in SHAPES[table.width > MANY_COLUMNS :]:
        inset = size * space
        minimum = [2 * inset + 1.0] * table.width
        for column, cell in cells:
            if cell.columns == 1:
                minimum[column] = max(minimum[column], _least(cell, size, letters) + 2 * inset + 1.0)
        if sum(minimum) <= room:
            widths = _shared(room, minimum, _weights(table, cells))
            in_rows = is_inner or _height(table, widths, size, inset) > TALLEST_HEAD
            return Layout(tuple(widths), size, inset, not (in_rows or _has_links(table)), in_rows)
    return None


def printable_table(table: Table) -> Table:
    """Return the table as Typst can set it, which loses and mistags what of a cell over rows comes on the next page."""
    return replace(
        table, head=unspanned(table.head, _is_unbreakable), rows=unspanned(table.rows, _is_unbreakable)
    )


def labels(table: Table) -> list[str]:
    """Return what the head says above each column, without notes."""
    above: list[list[str]] = [[] for _ in range(table.width)]
    for _row, first, cell in placed(table.head):
        text = " ".join(_texts(cell.blocks)).strip()
        for column in range(first, first + cell.columns):
            above[column].append(text)
    return [", ".join(filter(None, texts)) for texts in above]


def _divided(word: str, room: float, size: float) -> str:
    pieces = re.split(f"({BROKEN.pattern})", word)
    if all(text_width(piece, size) <= room for piece in pieces):
        return word
    return "".join(_cut(piece, room, size) for piece in pieces)


def _cut(piece: str, room: float, size: float) -> str:
    if text_width(piece, size) <= room:
        return piece
    mark = SOFT_HYPHEN if piece.isalpha() else ZERO_WIDTH_SPACE
    lines, width = [""], 0.0
    for letter in piece:
        width += text_width(letter, size)
        # The hyphen needs its place, too.
        if lines[-1] and width + NARROW * size > room:
            lines.append("")
            width = text_width(letter, size)
        lines[-1] += letter
    return mark.join(lines)


def _least(cell: Cell, size: float, letters: float) -> float:
    words = (word for text in _texts(cell.blocks) for word in BROKEN.split(text))
    longest = max((text_width(word, size) for word in words), default=0.0)
    nests = any(isinstance(node, ItemList | Quote | Table) for node in walk(cell.blocks))
    return min(longest, letters * NARROW * size) + (NEST if nests else 0.0)


def _weights(table: Table, cells: Iterable[tuple[int, Cell]]) -> list[float]:
    """Return the longest text of each column, evened out so that no column starves."""
    longest = [6.0] * table.width
    for column, cell in cells:
        if cell.columns == 1:
            longest[column] = max(longest[column], float(sum(map(len, _texts(cell.blocks)))))
    return [math.sqrt(length) for length in longest]


def _shared(room: float, minimum: list[float], weights: list[float]) -> list[float]:
    """Widths by weight, but none less than its longest word."""
    fixed: set[int] = set()
    while True:
        free = room - sum(minimum[column] for column in fixed)
        weight = sum(each for column, each in enumerate(weights) if column not in fixed) or 1.0
        widths = [
            minimum[column] if column in fixed else free * each / weight
            for column, each in enumerate(weights)
        ]
        starved = {column for column, width in enumerate(widths) if width < minimum[column]} - fixed
        if not starved:
            return [round(width, 2) for width in widths]
        fixed |= starved


def _height(table: Table, widths: list[float], size: float, inset: float) -> float:
    tallest = [0.0] * len(table.head)
    for row, column, cell in placed(table.head):
        room = max(sum(widths[column : column + cell.columns]) - 2 * inset, size)
        lines = sum(text_width(text, size) // room + 1 for text in _texts(cell.blocks))
        tallest[row] = max(tallest[row], (lines + len(cell.blocks)) * size * LINE_HEIGHT / cell.rows)
    return sum(tallest)


def _has_links(table: Table) -> bool:
    """Return whether the head has what may not be repeated: a repeated head is no content to those who hear the page."""
    cells = (cell for row in table.head for cell in row)
    return any(isinstance(node, Link | NoteMark) for cell in cells for node in walk(cell.blocks))


def _is_unbreakable(cell: Cell) -> bool:
    is_line = len(cell.blocks) <= 1 and all(isinstance(block, Paragraph) for block in cell.blocks)
    is_plain = not any(isinstance(node, Link | NoteMark) for node in walk(cell.blocks))
    return is_line and is_plain and sum(map(len, _texts(cell.blocks))) <= MAX_SPANNED_LENGTH


def _texts(nodes: Iterable[Block | Inline]) -> Iterator[str]:
    return (node.value for node in walk(nodes) if isinstance(node, Text))
