"""OpenDocument texts, read from their XML."""

import zipfile
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts.draft import Block, BlockKind, Cell
from editorial.manuscripts.flow import Flow, table_of
from editorial.manuscripts.note_numbers import printed
from editorial.manuscripts.readers.cited_works import is_list
from editorial.manuscripts.readers.odt_inlines import OdtInlines
from editorial.manuscripts.readers.odt_styles import TABLE, TEXT, Element, OdtLevel, OdtStyles
from editorial.manuscripts.rules.tables import is_figure_caption
from editorial.manuscripts.spans import RichText
from editorial.manuscripts.styled_blocks import CAPTIONED, SOURCE, StyledBlocks

ROLES = {
    "title": "title", "название": "title", "subtitle": "paragraph", "author": "author", "date": "date",
    "abstract": "abstract", "quotations": "quote", "quote": "quote", "blockquote": "quote", "цитата": "quote",
    "caption": "caption", "table": "caption", "tablecaption": "caption", "table caption": "caption", "таблица": "caption",
    "illustration": "caption", "figure": "caption", "figurecaption": "caption", "название объекта": "caption",
}  # fmt: skip
META = ("title", "author", "date", "abstract")
CONTENTS = {
    "table-of-content",
    "illustration-index",
    "table-index",
    "object-index",
    "user-index",
    "alphabetical-index",
}
THROUGH = {"section", "index-body", "index-title", "bibliography", "text", "list-header"}
NUMBER_KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
                "а": "russianLower"}  # fmt: skip
MAX_REPEATED, MAX_ROWS = 100, 1000


@dataclass(slots=True)
class OdtReader:
    """Reads one file into blocks."""

    READERS: ClassVar[dict[str, str]] = {
        "p": "_paragraph",
        "h": "_heading",
        "list": "_list",
        "numbered-paragraph": "_numbered",
        "table": "_table",
    }
    archive: zipfile.ZipFile
    tree: StyledBlocks
    styles: OdtStyles
    inlines: OdtInlines
    depth: int = 0
    list_styles: list[str] = field(default_factory=list)
    counts: dict[str, list[int]] = field(default_factory=dict)
    item: tuple[int, str, str] | None = None  # ordinal, kind and label of the item that begins
    contents: int = 0
    in_body: bool = True
    in_sources: bool = False

    def read(self, body: Element) -> None:
        """Read the text."""
        self.inlines.blocks_of = self.blocks_in
        flow = Flow(self.tree.blocks)
        self._blocks(body, flow)
        flow.finish()
        self.inlines.finish()
        if self.contents:
            self.tree.remark(
                _("The table of contents was left out: %(count)s lines.") % {"count": self.contents}
            )

    def blocks_in(self, element: Element) -> list[Block]:
        """Return the blocks in a cell, a frame or a note."""
        outer = self.depth, self.list_styles, self.item, self.in_body
        self.depth, self.list_styles, self.item, self.in_body = 0, [], None, False
        blocks: list[Block] = []
        flow = Flow(blocks)
        self._blocks(element, flow)
        flow.finish()
        self.depth, self.list_styles, self.item, self.in_body = outer
        return blocks

    def _blocks(self, element: Element, flow: Flow) -> None:
        for child in element:
            if not isinstance(child.tag, str):
                continue
            name = etree.QName(child).localname
            if name in self.READERS:
                getattr(self, self.READERS[name])(child, flow)
            elif name in CONTENTS:
                self.contents += sum(
                    1 for each in child.iter(f"{TEXT}p") if "".join(map(str, each.itertext())).strip()
                )
            elif name == "section" and child.get(f"{TEXT}display") == "none":
                self.inlines.hide(child)
            elif name in THROUGH:
                outer = self.in_sources
                self.in_sources = outer or name == "bibliography" or is_list(child.get(f"{TEXT}name", ""))
                self._blocks(child, flow)
                self.in_sources = outer
            else:
                self._loose(child, flow)

    def _loose(self, node: Element, flow: Flow) -> None:
        """Read what stands between paragraphs: frames, changes."""
        rich, aside = self.inlines.read_one(node)
        if not rich.is_empty:
            flow.add_text("paragraph", rich)
        for block in aside:
            flow.add(block)

    def _paragraph(self, node: Element, flow: Flow) -> None:
        style = node.get(f"{TEXT}style-name", "")
        if not self.item and (level := self.styles.level(style)):
            self._add_heading(node, flow, level)
            return
        rich, aside = self.inlines.read(node, style)
        role = next((ROLES[name] for name in self.styles.names(style) if name in ROLES), "")
        if flow.caption_in(rich, aside):
            pass
        elif self.in_body and role in META and flow.is_empty:
            self._meta(role, rich)
        elif self.in_sources:
            flow.add_text("paragraph", rich, label=SOURCE)
        elif not rich.is_empty:
            self._add(rich, flow, role)
        for block in aside:
            flow.add(block)

    def _add(self, rich: RichText, flow: Flow, role: str) -> None:
        if self.item is not None:
            ordinal, kind, label = self.item
            self.item = None
            flow.add_text("item", rich, label=label, depth=self.depth, ordinal=ordinal, numbering=kind)
        elif (role == "caption" or is_figure_caption(rich.raw)) and flow.caption(rich):
            pass
        else:
            kind_of: BlockKind = "quote" if role == "quote" else "paragraph"
            label = CAPTIONED if role == "caption" else "bold" if rich.is_strong else ""
            flow.add_text(kind_of, rich, label=label, depth=self.depth)

    def _meta(self, role: str, rich: RichText) -> None:
        text = rich.finish()[0]
        if role == "title":
            self.tree.title = f"{self.tree.title} {text}".strip()
        elif role == "author" and text:
            self.tree.authors.append(text)
        elif role == "date":
            self.tree.date = f"{self.tree.date} {text}".strip()
        elif role == "abstract":
            self.tree.abstract = f"{self.tree.abstract} {text}".strip()

    def _heading(self, node: Element, flow: Flow) -> None:
        level = node.get(f"{TEXT}outline-level", "1")
        self._add_heading(node, flow, int(level) if level.isdigit() else 1)

    def _add_heading(self, node: Element, flow: Flow, level: int) -> None:
        self.item = None
        rich, aside = self.inlines.read(node, node.get(f"{TEXT}style-name", ""))
        if not rich.is_empty:
            flow.add_text("heading", rich, level=max(1, level))
        for block in aside:
            flow.add(block)

    # Lists

    def _list(self, node: Element, flow: Flow) -> None:
        own = node.get(f"{TEXT}style-name", "")
        self.list_styles.append(own or (self.list_styles[-1] if self.list_styles else ""))
        self.depth += 1
        style = self.list_styles[-1]
        counts = self.counts.setdefault(style, [])
        if (
            self.depth == 1
            and node.get(f"{TEXT}continue-numbering") != "true"
            and not node.get(f"{TEXT}continue-list")
        ):
            counts.clear()
        del counts[self.depth :]
        for child in node:
            if not isinstance(child.tag, str):
                continue
            if child.tag == f"{TEXT}list-item":
                self._count(child, style)
            self._blocks(child, flow)
            self.item = None
        del counts[self.depth :]
        self.depth -= 1
        self.list_styles.pop()

    def _count(self, item: Element, style: str) -> None:
        level = self.styles.lists.get(style, {}).get(self.depth, OdtLevel())
        counts = self.counts.setdefault(style, [])
        while len(counts) < self.depth:
            at = self.styles.lists.get(style, {}).get(len(counts) + 1, OdtLevel())
            counts.append(at.start - 1)
        start = item.get(f"{TEXT}start-value", "")
        counts[self.depth - 1] = int(start) if start.isdigit() else counts[self.depth - 1] + 1
        value = counts[self.depth - 1]
        shown = printed(value, NUMBER_KINDS.get(level.kind, "decimal"))
        label = f"{level.prefix}{shown}{level.suffix or '.'}" if level.kind else "•"
        self.item = (value if level.kind else 0, level.kind, label)

    def _numbered(self, node: Element, flow: Flow) -> None:
        self.depth += 1
        self.item = (0, "", "•")
        self._blocks(node, flow)
        self.item = None
        self.depth -= 1

    # Tables

    def _table(self, node: Element, flow: Flow) -> None:
        rows: list[list[Cell]] = []
        head = 0
        for row, is_head in _rows(node):
            cells = [cell for each in row for cell in self._cells(each)]
            head += int(is_head and head == len(rows))
            again = _repeated(row, "number-rows-repeated")
            is_filled = any(cell.blocks for cell in cells)
            rows += [cells] * (again if is_filled else 1)
            if len(rows) > MAX_ROWS:
                break
        block = table_of(rows, head=max(1, head))
        if block is not None:
            block.depth = self.depth
            flow.add(block)

    def _cells(self, node: Element) -> list[Cell]:
        if node.tag != f"{TABLE}table-cell":
            return []
        columns, rows = _repeated(node, "number-columns-spanned"), _repeated(node, "number-rows-spanned")
        cell = Cell(columns, rows, self.blocks_in(node))
        again = _repeated(node, "number-columns-repeated")
        return [cell, *(Cell(columns, rows, self.blocks_in(node)) for _turn in range(again - 1))]


def _rows(table: Element) -> "list[tuple[Element, bool]]":
    found: list[tuple[Element, bool]] = []
    for child in table:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        if name == "table-row":
            found.append((child, False))
        elif name == "table-header-rows":
            found += [(row, True) for row, _head in _rows(child)]
        elif name in ("table-rows", "table-row-group"):
            found += _rows(child)
    return found


def _repeated(node: Element, name: str) -> int:
    value = node.get(f"{TABLE}{name}", "1")
    return min(max(int(value), 1), MAX_REPEATED) if value.isdigit() else 1
