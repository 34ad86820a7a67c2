"""The body of a text, read from our HTML subset into nodes that every format walks.

Heading levels are evened out (the first is 2, no level is skipped), because PDF/UA and EPUB readers refuse gaps.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from editorial.press.addresses import parted, shown
from editorial.values.characters import clean_text


@dataclass(frozen=True)
class Text:
    """A run of characters, white space collapsed as a browser would."""

    value: str


@dataclass(frozen=True)
class Styled:
    """Emphasised, strong, raised, lowered, deleted or monospaced text."""

    style: str
    content: "tuple[Inline, ...]"


@dataclass(frozen=True)
class Link:
    """A link with an address that is safe to print."""

    href: str
    content: "tuple[Inline, ...]"


@dataclass(frozen=True)
class NoteMark:
    """The place of a footnote."""

    key: str


@dataclass(frozen=True)
class Break:
    """A line break inside a paragraph."""


Inline = Text | Styled | Link | NoteMark | Break


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 2, 3 or 4; level 1 is the title."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class ItemList:
    """A bulleted or numbered list."""

    ordered: bool
    start: int
    items: "tuple[tuple[Block, ...], ...]"


@dataclass(frozen=True)
class Quote:
    """A block quotation."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class Cell:
    """A table cell."""

    blocks: "tuple[Block, ...]"
    header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """A table; the rows of `head` repeat where it breaks over pages."""

    caption: tuple[Inline, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        """How many columns the widest row takes."""
        return max((sum(cell.columns for cell in row) for row in self.head + self.rows), default=0)


@dataclass(frozen=True)
class Figure:
    """A picture, named by the `src` under which the document carries its bytes."""

    source: str
    alternative: str
    caption: tuple[Inline, ...]


@dataclass(frozen=True)
class Rule:
    """A break between scenes."""


Block = Paragraph | Heading | ItemList | Quote | Table | Figure | Rule

STYLES = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis",
    "strong": "strong", "b": "strong",
    "sup": "raised", "sub": "lowered",
    "s": "deleted", "del": "deleted",
    "code": "code", "kbd": "code",
}  # fmt: skip
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CONTAINERS = {"div", "section", "article", "main", "header", "footer", "aside", "pre", "address"}
BLOCKS = {"p", "ul", "ol", "blockquote", "table", "figure", "img", "hr"} | set(HEADINGS) | CONTAINERS
SAFE_SCHEMES = ("http://", "https://", "mailto:")
HTML_SPACE = re.compile("[ \t\n\r\f]+")
UNPRINTABLE = re.compile("[\x7f-\x84\x86-\x9f]")  # controls that XML allows


def read_blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a body or of a footnote."""
    return tuple(_even_headings(_blocks(_root(source))))


def read_inlines(source: str) -> tuple[Inline, ...]:
    """A short text without blocks, such as a caption; paragraphs become lines."""
    content: list[Inline] = []
    for block in read_blocks(source):
        if content:
            content.append(Break())
        content.extend(block.content if isinstance(block, Paragraph | Heading) else _flat(block))
    return tuple(content)


def read_line(value: str) -> tuple[Inline, ...]:
    """A line of text that is no HTML, such as a reference."""
    return tuple(_text(printable(value)))


def plain(content: Iterable[Inline]) -> str:
    """The characters of the inlines, without notes."""
    parts = []
    for node in content:
        match node:
            case Text(value):
                parts.append(value)
            case Styled(_, inner) | Link(_, inner):
                parts.append(plain(inner))
            case Break():
                parts.append(" ")
    return "".join(parts)


def note_order(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The keys of the notes in the order of their markers."""
    return tuple(node.key for node in walk(blocks) if isinstance(node, NoteMark))


def walk(nodes: "Iterable[Block | Inline]") -> "Iterator[Block | Inline]":
    """Every node, depth first."""
    for node in nodes:
        yield node
        match node:
            case Paragraph(content) | Heading(_, content) | Styled(_, content) | Link(_, content):
                yield from walk(content)
            case Figure(_, _, caption):
                yield from walk(caption)
            case Quote(blocks):
                yield from walk(blocks)
            case ItemList(_, _, items):
                for item in items:
                    yield from walk(item)
            case Table(caption, head, rows):
                yield from walk(caption)
                for row in head + rows:
                    for cell in row:
                        yield from walk(cell.blocks)


def printable(value: str) -> str:
    """The characters that XML allows; no format has a use for the others."""
    return UNPRINTABLE.sub("", clean_text(value))


def _root(source: str) -> HtmlElement:
    return html.fragment_fromstring(printable(source), create_parent="div")


def _flat(block: Block) -> Iterator[Inline]:
    for node in walk((block,)):
        if isinstance(node, Text | NoteMark):
            yield node


def _even_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    path: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while path and path[-1] >= block.level:
                path.pop()
            path.append(block.level)
            yield Heading(min(len(path) + 1, 4), block.content)
        else:
            yield block


def _blocks(element: HtmlElement) -> Iterator[Block]:
    run: list[Inline] = list(_text(element.text))
    for child in element:
        if child.tag in BLOCKS:
            yield from _paragraph(run)
            run = []
            yield from _block(child)
        elif isinstance(child.tag, str):
            run.extend(_inline(child))
        run.extend(_text(child.tail))
    yield from _paragraph(run)


def _block(element: HtmlElement) -> Iterator[Block]:
    tag = element.tag
    if tag == "p":
        yield from _blocks_of_paragraph(element)
    elif tag in HEADINGS:
        if content := _trimmed(_inlines(element)):
            yield Heading(HEADINGS[tag], content)
    elif tag in {"ul", "ol"}:
        yield from _list(element)
    elif tag == "blockquote":
        yield Quote(tuple(_blocks(element)))
    elif tag == "table":
        yield from _table(element, ())
    elif tag == "figure":
        yield from _figure(element)
    elif tag == "img":
        yield Figure(element.get("src", ""), element.get("alt", ""), ())
    elif tag == "hr":
        yield Rule()
    else:
        yield from _blocks(element)


def _blocks_of_paragraph(element: HtmlElement) -> Iterator[Block]:
    if element.find(".//img") is None:
        yield from _paragraph(_inlines(element))
    else:
        yield from _blocks(element)


def _paragraph(content: Iterable[Inline]) -> Iterator[Paragraph]:
    if trimmed := _trimmed(content):
        yield Paragraph(trimmed)


def _list(element: HtmlElement) -> Iterator[ItemList]:
    items = tuple(tuple(_blocks(item)) for item in element.iterchildren("li"))
    start = element.get("start", "1")
    if items:
        yield ItemList(element.tag == "ol", int(start) if start.isdecimal() else 1, items)


def _figure(element: HtmlElement) -> Iterator[Block]:
    found = element.find(".//figcaption")
    caption = _trimmed(_inlines(found)) if found is not None else ()
    table, image = element.find(".//table"), element.find(".//img")
    if table is not None:
        yield from _table(table, caption)
    elif image is not None:
        yield Figure(image.get("src", ""), image.get("alt", ""), caption)
    else:
        yield from _blocks(element)


def _table(element: HtmlElement, caption: tuple[Inline, ...]) -> Iterator[Table]:
    own = element.find("caption")
    rows = [(row, tuple(_cells(row))) for row in element.iter("tr")]
    rows = [(row, cells) for row, cells in rows if cells]
    top = 0
    while top < len(rows) and (
        rows[top][0].getparent().tag == "thead" or all(cell.header for cell in rows[top][1])
    ):
        top += 1
    if rows:
        yield Table(
            caption=caption or (_trimmed(_inlines(own)) if own is not None else ()),
            head=tuple(cells for _, cells in rows[:top]),
            rows=tuple(cells for _, cells in rows[top:]),
        )


def _cells(row: HtmlElement) -> Iterator[Cell]:
    for cell in row.iterchildren("td", "th"):
        yield Cell(tuple(_blocks(cell)), cell.tag == "th", _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), 100) if value.isdecimal() else 1


def _inlines(element: HtmlElement) -> Iterator[Inline]:
    yield from _text(element.text)
    for child in element:
        if isinstance(child.tag, str):
            yield from _inline(child)
        yield from _text(child.tail)


def _inline(element: HtmlElement) -> Iterator[Inline]:
    tag, key = element.tag, element.get("data-footnote")
    if key:
        yield NoteMark(key)
    elif tag == "br":
        yield Break()
    elif tag == "a" and element.get("href", "").lower().startswith(SAFE_SCHEMES):
        yield _link(element.get("href"), tuple(_unlinked(_inlines(element))))
    elif tag in STYLES:
        if content := tuple(_inlines(element)):
            yield Styled(STYLES[tag], content)
    else:
        yield from _inlines(element)


def _text(value: str | None) -> Iterator[Inline]:
    for part, address in parted(HTML_SPACE.sub(" ", value or "")):
        yield Link(address, (Text(part),)) if address else Text(part)


def _link(href: str, content: tuple[Inline, ...]) -> Link:
    return Link(href, (Text(shown(href)),) if plain(content) == href else content)


def _unlinked(content: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines of a link, without links inside it."""
    for node in content:
        if isinstance(node, Link):
            yield from node.content
        else:
            yield node


def _trimmed(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines without white space at either end, and nothing if nothing else is there."""
    nodes = list(content)
    while nodes and isinstance(nodes[0], Text):
        value = nodes[0].value.lstrip(" ")
        if value:
            nodes[0] = Text(value)
            break
        nodes.pop(0)
    while nodes and isinstance(nodes[-1], Text | Break):
        value = nodes[-1].value.rstrip(" ") if isinstance(nodes[-1], Text) else ""
        if value:
            nodes[-1] = Text(value)
            break
        nodes.pop()
    return tuple(nodes)
