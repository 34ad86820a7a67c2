"""Assembly of blocks by readers of styled files: texts, lists, captions, notes, tables."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from editorial.manuscripts.draft import Block, BlockKind, Cell, Footnote, Span, Table
from editorial.manuscripts.note_markers import without_marks
from editorial.manuscripts.rules.references import addresses, read_reference, separate_addresses
from editorial.manuscripts.rules.tables import is_figure_caption
from editorial.manuscripts.spans import RichText, realign
from editorial.manuscripts.styled_blocks import StyledBlocks

MAX_BROKEN_LENGTH = 200  # characters of a line that stands alone between manual line breaks


@dataclass(slots=True)
class Flow:
    """Blocks in the order in which they are read."""

    blocks: list[Block]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was read yet."""
        return not self.blocks

    def add(self, block: Block) -> None:
        """Add a block."""
        block.line = len(self.blocks) + 1
        self.blocks.append(block)

    def add_text(self, kind: BlockKind, rich: RichText, **more: Any) -> None:
        """Add a text; paragraphs of short lines that the author broke become a paragraph for each line."""
        parts = rich.parts() if kind == "paragraph" else [rich]
        if any(part.length > MAX_BROKEN_LENGTH for part in parts):
            parts = [rich]
        for part in parts:
            text, spans = part.finish()
            if text:
                self.add(Block(kind=kind, text=text, spans=spans, **more))

    def caption(self, rich: RichText) -> bool:
        """Give the figure above its caption; false where there is none that waits for it."""
        above = self.blocks[-1] if self.blocks else None
        if above is None or above.kind != "figure" or above.text:
            return False
        above.text, above.spans = rich.finish()
        return True

    def caption_in(self, rich: RichText, aside: list[Block]) -> bool:
        """Give the only figure that hangs on a caption its text."""
        figures = [each for each in aside if each.kind == "figure"]
        if len(figures) != 1 or len(aside) != 1 or figures[0].text or not is_figure_caption(rich.raw):
            return False
        figures[0].text, figures[0].spans = rich.finish()
        return True

    def finish(self) -> None:
        """Give each block its line."""
        for number, block in enumerate(self.blocks, 1):
            block.line = number


def keep_pictures(blocks: list[Block], tree: StyledBlocks, into: list[Block]) -> None:
    """Put the pictures of a note, which can hold none, into the text; remark on them and on its tables."""
    figures = [block for block in blocks if block.picture]
    into += figures
    if figures:
        tree.remark(_("A note holds an image. It was put into the text."))
    if any(block.table for block in blocks):
        tree.remark(_("A note holds a table. Only its words were taken over."))
    blocks[:] = [block for block in blocks if not block.picture or block.text]


def note_of(blocks: list[Block], own_mark: str = "") -> Footnote:
    """Return the note that some blocks are; a line break stands between them."""
    rich = RichText()
    for text, spans in (each for block in blocks for each in _lines(block)):
        if rich.length:
            rich.line_break()
        piece = RichText()
        piece.pieces, piece.spans, piece.length = [text], spans, len(without_marks(text))
        rich.append(piece)
    text, spans = rich.finish()
    text = without_marks(text)
    if own_mark and text.startswith(own_mark):
        shorter = text[len(own_mark) :].lstrip()
        text, spans = shorter, realign(spans, text, shorter)
    clean = separate_addresses(text)
    spans = realign(spans, text, clean)
    linked = [span.value for span in spans if span.kind == "link"]
    urls = list(dict.fromkeys([*addresses(clean), *(each for each in linked if each.startswith("http"))]))
    return Footnote(number=0, text=clean, spans=spans, urls=urls, reference=read_reference(clean))


def _lines(block: Block) -> list[tuple[str, list[Span]]]:
    if block.table:
        return [(" | ".join(row), []) for row in block.table.rows]
    if block.kind == "item" and block.label not in ("", "•"):
        shift = len(block.label) + 1
        moved = [Span(each.start + shift, each.end + shift, each.kind, each.value) for each in block.spans]
        return [(f"{block.label} {block.text}", moved)]
    return [(block.text, block.spans)]


def table_of(rows: list[list[Cell]], *, head: int = 1, title: str = "") -> Block | None:
    """Return the table with these cells; None where all are empty."""
    remaining = [row for row in rows if row]
    if not any(cell.blocks for row in remaining for cell in row):
        return None
    table = Table(
        title=title,
        rows=[[words_of(cell) for cell in row] for row in remaining],
        cells=remaining,
        head=min(max(head, *(cell.rows for cell in remaining[0])), max(1, len(remaining) - 1)),
    )
    return Block(kind="table", text="", table=table)


def words_of(cell: Cell) -> str:
    """Return the words of a cell with its note marks."""
    return " ".join(text for block in cell.blocks for text in _cell_words(block) if text)


def _cell_words(block: Block) -> list[str]:
    if block.table:
        return [text for row in block.table.rows for text in row]
    label = block.label if block.kind == "item" and block.label not in ("", "•") else ""
    return [f"{label} {block.text}".strip()]
