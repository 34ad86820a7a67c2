"""The body of a text in the elements of JATS."""

from collections.abc import Iterable, Iterator, Sequence

from editorial.press.document import Document
from editorial.press.document_tree import read_blocks
from editorial.press.formulas import namespaced
from editorial.press.nodes import (
    Block,
    Break,
    Cell,
    Figure,
    Formula,
    Heading,
    Inline,
    ItemList,
    Link,
    NoteMark,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
)
from editorial.press.xml import HREF, Element, make

LISTS = {"1": "order", "a": "alpha-lower", "A": "alpha-upper", "i": "roman-lower", "I": "roman-upper",
         "а": "order", "А": "order"}  # fmt: skip
STYLES = {
    "emphasis": "italic",
    "strong": "bold",
    "raised": "sup",
    "lowered": "sub",
    "deleted": "strike",
    "code": "monospace",
}

Part = Element | str


def sections(parts: Iterable["tuple[int, Element]"]) -> list[Element]:
    """Nest the blocks that follow a heading into its `sec`; blocks without one come first."""
    top: list[Element] = []
    path: list[tuple[int, Element]] = []
    for level, element in parts:
        if level:
            while path and path[-1][0] >= level:
                path.pop()
            section = make("sec", element)
            _into(path, top, section)
            path.append((level, section))
        else:
            _into(path, top, element)
    for section in (found for element in top for found in element.iter("sec")):
        if len(section) == 1:
            section.append(make("p"))
    return top


def _into(path: Sequence[tuple[int, Element]], top: list[Element], element: Element) -> None:
    if path:
        path[-1][1].append(element)
    else:
        top.append(element)


class BodyWriter:
    """Writes blocks as pairs of the heading's level, or 0, and the element."""

    def __init__(self, document: Document) -> None:
        self.numbers = {note.key: note.number for note in document.footnotes}
        self.labels = {note.key: note.label for note in document.footnotes}

    def blocks(self, blocks: Iterable[Block]) -> Iterator[tuple[int, Element]]:
        """Build the blocks of a body."""
        for block in blocks:
            yield (
                (block.level, make("title", *self.inlines(block.content)))
                if isinstance(block, Heading)
                else (
                    0,
                    self._block(block),
                )
            )

    def note(self, html: str) -> list[Element]:
        """Build the paragraphs of a note."""
        return self._paragraphs(read_blocks(html)) or [make("p")]

    def inlines(self, content: Iterable[Inline]) -> Iterator[Part]:
        """Inlines as elements and strings."""
        for node in content:
            match node:
                case Text(value):
                    yield value
                case Break():
                    yield " "
                case Link(href, inner):
                    yield make("ext-link", *self.inlines(inner), **{"ext-link-type": "uri", HREF: href})
                case Styled(style, inner):
                    yield make(STYLES[style], *self.inlines(inner))
                case Formula(mathml, characters):
                    formula = namespaced(mathml, "mml")
                    yield make("inline-formula", formula) if formula is not None else characters
                case PageBreak(number):
                    yield make("target", **{"id": f"page-{number}", "target-type": "page-break"})
                case NoteMark(key) if key in self.numbers:
                    target = f"fn-{self.numbers[key]}"
                    yield make("xref", make("sup", self.labels[key]), **{"ref-type": "fn", "rid": target})

    def _block(self, block: Block) -> Element:
        match block:
            case Quote(blocks):
                return make("disp-quote", *(self._paragraphs(blocks) or [make("p")]))
            case ItemList(ordered, _, items):
                written = [make("list-item", *(self._in_item(item) or [make("p")])) for item in items]
                if ordered and (block.start != 1 or block.numbering in ("а", "А")):
                    for at, item in enumerate(written):
                        item.insert(0, make("label", block.label(at)))
                return make(
                    "list", *written, **{"list-type": LISTS[block.numbering] if ordered else "bullet"}
                )
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Heading(_, content) | Paragraph(content):
                return make("p", *self.inlines(content))
            case Rule():
                return make("p", "* * *")

    def _paragraphs(self, blocks: Iterable[Block]) -> list[Element]:
        """Put anything else into a paragraph, where JATS allows paragraphs only."""
        written = [self._block(block) for block in blocks]
        return [element if element.tag == "p" else make("p", element) for element in written]

    def _in_item(self, blocks: Iterable[Block]) -> list[Element]:
        written = [self._block(block) for block in blocks]
        return [element if element.tag in {"p", "list"} else make("p", element) for element in written]

    def _figure(self, figure: Figure) -> Element:
        element = make("fig")
        if figure.caption:
            element.append(make("caption", make("p", *self.inlines(figure.caption))))
        if figure.alternative:
            element.append(make("alt-text", figure.alternative))
        element.append(make("graphic", **{HREF: figure.source}))
        return element

    def _table(self, table: Table) -> Element:
        wrap = make("table-wrap")
        if table.caption:
            wrap.append(make("caption", make("p", *self.inlines(table.caption))))
        grid = make("table")
        if table.head:
            grid.append(make("thead", *(self._row(row) for row in table.head)))
        if table.rows:
            grid.append(make("tbody", *(self._row(row) for row in table.rows)))
        else:
            grid[0].tag = "tbody"
        wrap.append(grid)
        return wrap

    def _row(self, row: tuple[Cell, ...]) -> Element:
        return make("tr", *(self._cell(cell) for cell in row))

    def _cell(self, cell: Cell) -> Element:
        blocks = cell.blocks
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            content: list[Part] = list(self.inlines(blocks[0].content))
        else:
            content = list(self._paragraphs(blocks))
        element = make("th" if cell.header else "td", *content)
        for name, span in (("colspan", cell.columns), ("rowspan", cell.rows)):
            if span > 1:
                element.set(name, str(span))
        return element
