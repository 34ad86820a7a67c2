"""The body of a text, read from our HTML subset into nodes that every format walks.

Nothing that is read is left out: what has no place where it stands becomes a paragraph beside it. Heading levels are evened out (the first is 2, no level is skipped), because PDF/UA and EPUB readers refuse gaps.
"""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace

from lxml import etree, html
from lxml.html import HtmlElement

from editorial.press.formulas import words
from editorial.press.grid import head_height, regular
from editorial.press.nesting import flattened
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
    note_order,
    plain,
)
from editorial.press.url_breaks import readable_url, split_urls
from editorial.values.characters import clean_text

STYLES = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis",
    "strong": "strong", "b": "strong",
    "sup": "raised", "sub": "lowered",
    "s": "deleted", "del": "deleted",
    "code": "code", "kbd": "code",
}  # fmt: skip
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CONTAINERS = {
    "div", "section", "article", "main", "header", "footer", "aside", "pre", "address",
    # outside of their lists, tables and figures
    "li", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figcaption",
}  # fmt: skip
BLOCKS = {"p", "ul", "ol", "blockquote", "table", "figure", "img", "hr"} | set(HEADINGS) | CONTAINERS
SAFE_SCHEMES = ("http://", "https://", "mailto:")
HTML_SPACE = re.compile("[ \t\n\r\f]+")
# Controls that XML allows, and the mark that the standards of PDF forbid.
UNPRINTABLE = re.compile("[\x7f-\x84\x86-\x9f\ufeff]")
NUMBERINGS = ("1", "a", "A", "i", "I", "а", "А")
MAX_START_DIGITS = 9  # digits of the first number of a list


def read_blocks(source: str) -> tuple[Block, ...]:
    """Parse the blocks of a body or of a footnote."""
    return tuple(_even_headings(_blocks(_root(source))))


def read_line(value: str) -> tuple[Inline, ...]:
    """Parse a line of plain text, such as a reference."""
    return tuple(_text(strip_control_chars(value)))


def strip_control_chars(value: str) -> str:
    """Keep the characters that XML allows; no format has a use for the others."""
    return UNPRINTABLE.sub("", clean_text(value))


def _root(source: str) -> HtmlElement:
    parser = html.HTMLParser(huge_tree=True)
    return flattened(
        html.fragment_fromstring(strip_control_chars(source), create_parent="div", parser=parser)
    )


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


def _blocks(element: HtmlElement, *, skip: str = "") -> Iterator[Block]:
    run: list[Inline] = list(_text(element.text))
    pictures: list[Figure] = []
    for child in element:
        if child.tag in BLOCKS:
            yield from _paragraph(run)
            yield from pictures
            run, pictures = [], []
            if child.tag != skip:
                yield from _block(child)
        elif isinstance(child.tag, str):
            run.extend(_inline(child))
            pictures.extend(_pictures_within(child))
        run.extend(_text(child.tail))
    yield from _paragraph(run)
    yield from pictures


def _block(element: HtmlElement) -> Iterator[Block]:
    tag = element.tag
    if tag == "p":
        yield from _split_paragraph(element)
    elif tag in HEADINGS:
        if content := _trimmed(_inlines(element)):
            yield Heading(HEADINGS[tag], content)
        yield from _pictures_within(element)
    elif tag in {"ul", "ol"}:
        yield from _list(element)
    elif tag == "blockquote":
        yield Quote(tuple(_blocks(element)))
    elif tag == "table":
        yield from _table(element)
    elif tag == "figure":
        yield from _figure(element)
    elif tag == "img":
        yield Figure(element.get("src", ""), element.get("alt", ""), ())
    elif tag == "hr":
        yield Rule()
    else:
        yield from _blocks(element)


def _split_paragraph(element: HtmlElement) -> Iterator[Block]:
    if element.find("img") is None:
        yield from _paragraph(_inlines(element))
        yield from _pictures_within(element)
    else:
        yield from _blocks(element)


def _pictures_within(element: HtmlElement) -> Iterator[Figure]:
    """Pictures in the midst of a line follow it."""
    for image in element.iter("img"):
        yield Figure(image.get("src", ""), image.get("alt", ""), ())


def _paragraph(content: Iterable[Inline]) -> Iterator[Paragraph]:
    if trimmed := _trimmed(content):
        yield Paragraph(trimmed)


def _list(element: HtmlElement) -> Iterator[ItemList]:
    items = tuple(_items(element))
    start = element.get("start", "1")
    if items:
        is_number = start.isdecimal() and len(start) <= MAX_START_DIGITS
        kind = element.get("type", "1")
        yield ItemList(
            element.tag == "ol", int(start) if is_number else 1, items, kind if kind in NUMBERINGS else "1"
        )


def _items(element: HtmlElement) -> Iterator[tuple[Block, ...]]:
    """Return the items, and whatever is between them without being one."""
    yield from _loose(element.text)
    for child in element:
        if child.tag == "li":
            yield tuple(_blocks(child))
        elif child.tag in BLOCKS:
            yield tuple(_block(child))
        elif isinstance(child.tag, str):
            yield from ((paragraph,) for paragraph in _paragraph(_inline(child)))
        yield from _loose(child.tail)


def _loose(value: str | None) -> Iterator[tuple[Block, ...]]:
    yield from ((paragraph,) for paragraph in _paragraph(_text(value)))


def _figure(element: HtmlElement) -> Iterator[Block]:
    """Parse a picture or a table with its caption; a figure of anything more becomes its blocks in order."""
    captions = element.findall("figcaption")
    parts = [block for block in _blocks(element, skip="figcaption") if not _is_blank(block)]
    caption = _trimmed(node for found in captions for node in _inlines(found)) if len(captions) == 1 else ()
    match parts:
        case [Table() as table] if caption:
            yield replace(table, caption=(*caption, Break(), *table.caption) if table.caption else caption)
        case [Figure() as figure] if caption:
            yield replace(figure, caption=caption)
        case _:
            yield from _blocks(element)


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not plain(block.content).strip() and not note_order((block,))


def _table(element: HtmlElement) -> Iterator[Block]:
    found = [(row, tuple(_cells(row))) for row in _own_rows(element)]
    cells = [own for _, own in found]
    top = 0
    while top < len(found) and (
        found[top][0].getparent().tag == "thead" or (cells[top] and all(cell.header for cell in cells[top]))
    ):
        top += 1
    top = head_height(cells, top)
    captions = [_trimmed(_inlines(own)) for own in element.findall("caption")]
    caption = tuple(node for own in captions for node in own)
    if any(cells):
        head, rows = regular((cells[:top], cells[top:]), Cell(()))
        yield Table(caption=caption, head=head, rows=rows)
    else:
        yield from _paragraph(caption)


def _own_rows(element: HtmlElement) -> Iterator[HtmlElement]:
    """Return the rows of a table, without those of tables in its cells."""
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


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
    elif tag == "sup" and element.get("data-page"):
        yield PageBreak(element.get("data-page"))
    elif tag == "math":
        yield from _formula(element)
    elif tag == "br":
        yield Break()
    elif tag in BLOCKS:
        # A block within a line keeps its words apart from those around it.
        yield from (Break(), *_inlines(element), Break())
    elif tag == "a" and element.get("href", "").lower().startswith(SAFE_SCHEMES):
        yield _link(element.get("href"), tuple(_unlinked(_inlines(element))))
    elif tag in STYLES:
        if content := tuple(_inlines(element)):
            yield Styled(STYLES[tag], content)
    else:
        yield from _inlines(element)


def _formula(element: HtmlElement) -> Iterator[Inline]:
    copied = deepcopy(element)
    copied.tail = None
    source = etree.tostring(copied, encoding="unicode")
    if characters := words(source):
        yield Formula(source, characters)


def _text(value: str | None) -> Iterator[Inline]:
    for part, address in split_urls(HTML_SPACE.sub(" ", value or "")):
        yield Link(address, (Text(part),)) if address else Text(part)


def _link(href: str, content: tuple[Inline, ...]) -> Link:
    return Link(href, (Text(readable_url(href)),) if plain(content) == href else content)


def _unlinked(content: Iterable[Inline]) -> Iterator[Inline]:
    """Return the inlines of a link, without links inside it."""
    for node in content:
        if isinstance(node, Link):
            yield from node.content
        else:
            yield node


def _trimmed(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Strip white space at either end of the inlines; return nothing if nothing else is left."""
    nodes = list(content)
    while nodes and isinstance(nodes[0], Text | Break):
        value = nodes[0].value.lstrip(" ") if isinstance(nodes[0], Text) else ""
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
