"""The text of an understood manuscript in the fields of the review form, and back.

A marker of a note stands in a field as [[3]], so that it can be moved like a word. What is set in its own way (emphasis,
links, formulas) is not shown in a field; it stays with its words while they are edited.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from difflib import SequenceMatcher

from editorial.manuscripts.draft import Anchor, Block, Cell, Span

TOKEN = re.compile(r"\[\[(\d{1,4})\]\]")
EMPTY_LINE = re.compile(r"\n\s*\n")
BETWEEN = "\n\n"
CELL_END = re.compile(r"(?<!\\)\|")


def with_tokens(text: str, anchors: list[Anchor]) -> str:
    """Return a text with its markers written out."""
    for anchor in sorted(anchors, key=lambda each: each.offset)[::-1]:
        text = f"{text[: anchor.offset]}[[{anchor.number}]]{text[anchor.offset :]}"
    return text


def without_tokens(text: str, *, row: int = -1, cell: int = -1) -> tuple[str, list[Anchor]]:
    """Return the words and the markers, taken apart."""
    anchors: list[Anchor] = []
    words = ""
    last = 0
    for found in TOKEN.finditer(text):
        words += text[last : found.start()]
        anchors.append(Anchor(offset=len(words), number=int(found.group(1)), row=row, cell=cell))
        last = found.end()
    return words + text[last:], anchors


def moved_spans(old: str, new: str, spans: list[Span]) -> list[Span]:
    """Return the spans of a text where their words stand after an edit; those whose words are gone go with them."""
    if old == new or not spans:
        return spans
    operations = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    moved = []
    for span in spans:
        start, end = _start(span.start, operations), _end(span.end, operations)
        if end > start or (span.start == span.end and end == start):
            moved.append(Span(start, end, span.kind, span.value))
    return moved


def _start(offset: int, operations: Sequence[tuple[str, int, int, int, int]]) -> int:
    """Return where a span begins now: what is written before its first letter is not part of it."""
    for name, old, _old_end, new, _new_end in reversed(operations):
        if old <= offset:
            return new + offset - old if name == "equal" else new
    return 0


def _end(offset: int, operations: Sequence[tuple[str, int, int, int, int]]) -> int:
    """Return where a span ends now: what is written behind its last letter is not part of it."""
    for name, old, old_end, new, new_end in operations:
        if offset <= old_end:
            return new + offset - old if name == "equal" else new_end
    return 0


def written(block: Block, text: str) -> list[Block]:
    """Return the blocks that a block becomes by what was typed: an empty line begins the next; none if all is deleted."""
    text = text.replace("\r", "")
    if text == with_tokens(block.text, block.anchors):
        return [block]
    cleaned = [re.sub(r"\s+", " ", part).strip() for part in EMPTY_LINE.split(text)]
    words, anchors = without_tokens(BETWEEN.join(filter(None, cleaned)))
    block.spans = moved_spans(block.text, words, block.spans)
    block.text, block.anchors = words, anchors
    return _divided(block)


def _divided(block: Block) -> list[Block]:
    parts, start = [], 0
    for words in block.text.split(BETWEEN):
        parts.append(_part(block, start, start + len(words)))
        start += len(words) + len(BETWEEN)
    return parts if len(parts) > 1 else [block]


def _part(block: Block, start: int, end: int) -> Block:
    """Return a stretch of a block with its markers and spans."""
    part = deepcopy(block)
    part.text = block.text[start:end]
    part.anchors = [
        Anchor(anchor.offset - start, anchor.number)
        for anchor in block.anchors
        if start <= anchor.offset <= end
    ]
    clipped = [
        Span(max(span.start, start) - start, min(span.end, end) - start, span.kind, span.value)
        for span in block.spans
        if span.start <= end and span.end >= start
    ]
    part.spans = [span for span in clipped if span.end > span.start or span.kind in ("break", "formula")]
    return part


def joined(first: Block, second: Block) -> None:
    """Put the text of a block behind that of another, with its markers and spans."""
    space = " " if first.text and second.text else ""
    shift = len(first.text) + len(space)
    first.text += space + second.text
    first.anchors += [Anchor(anchor.offset + shift, anchor.number) for anchor in second.anchors]
    first.spans += [
        Span(span.start + shift, span.end + shift, span.kind, span.value) for span in second.spans
    ]


def table_text(block: Block) -> str:
    """Return a table as lines of cells between bars; a bar within a cell has a backslash before it."""
    if block.table is None:
        return ""
    lines = []
    for at, row in enumerate(block.table.rows):
        cells = [
            with_tokens(" ".join(cell.split("\n")), _anchors_of(block, at, place)).replace("|", "\\|")
            for place, cell in enumerate(row)
        ]
        lines.append(" | ".join(cells))
    return "\n".join(lines)


def _anchors_of(block: Block, row: int, cell: int) -> list[Anchor]:
    return [anchor for anchor in block.anchors if (anchor.row, anchor.cell) == (row, cell)]


def write_table(block: Block, text: str) -> None:
    """Take over the lines of a table; cells that were not changed keep what stands in them, and their spans.

    Joined cells stay joined as long as the table has as many rows and cells as before.
    """
    table = block.table
    if table is None or text.replace("\r", "") == table_text(block):
        return
    old_rows, old_cells, old_anchors = table.rows, table.cells, block.anchors
    table.rows, block.anchors = [], []
    for at, line in enumerate(line for line in text.splitlines() if line.strip()):
        cells = []
        for place, cell in enumerate(CELL_END.split(line)):
            words, anchors = without_tokens(cell.strip().replace("\\|", "|"), row=at, cell=place)
            cells.append(words)
            block.anchors.extend(anchors)
        table.rows.append(cells)
    is_same_grid = [len(row) for row in table.rows] == [len(row) for row in old_rows]
    if not is_same_grid:
        table.certain = len({len(row) for row in table.rows}) == 1
    if not old_cells:
        return
    if not is_same_grid:
        table.cells = []
        return
    for at, row in enumerate(table.rows):
        for place, words in enumerate(row):
            now = [(anchor.offset, anchor.number) for anchor in _anchors_of(block, at, place)]
            before = [
                (anchor.offset, anchor.number)
                for anchor in old_anchors
                if (anchor.row, anchor.cell) == (at, place)
            ]
            if (words, now) != (" ".join(old_rows[at][place].split("\n")), before):
                _rewrite(old_cells[at][place], words, now)


def _rewrite(cell: Cell, words: str, anchors: list[tuple[int, int]]) -> None:
    """Put the words of one paragraph into a cell; what was set in its own way stays where a single paragraph was."""
    only = cell.blocks[0] if len(cell.blocks) == 1 and cell.blocks[0].table is None else None
    spans = moved_spans(only.text, words, only.spans) if only else []
    placed = [Anchor(offset, number) for offset, number in anchors]
    cell.blocks = [Block(kind="paragraph", text=words, anchors=placed, spans=spans)] if words else []
