"""Our nodes as pandoc's own document tree, and the call that turns it into EPUB, DOCX, Markdown or plain text.

Pandoc gets a tree, never markup, so nothing in a text can be read as an instruction; and it gets the bytes of the
pictures in a folder of their own, so a text cannot make it open a file or an address.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pypandoc

from editorial.press.document import Document, Picture
from editorial.press.document_tree import read_blocks, strip_control_chars
from editorial.press.formulas import tex
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
    plain,
)
from editorial.press.pictures import file_names, write_pictures

API_VERSION = [1, 23, 1]
NO_ATTRIBUTES: list[Any] = ["", [], []]
NUMBERS = {"1": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
STYLED = {
    "emphasis": "Emph",
    "strong": "Strong",
    "raised": "Superscript",
    "lowered": "Subscript",
    "deleted": "Strikeout",
}

Node = dict[str, Any]


def attributes(*classes: str, identifier: str = "", **pairs: str) -> list[Any]:
    """Pandoc's attribute triple; `custom_style` becomes `custom-style`."""
    return [identifier, list(classes), [[name.replace("_", "-"), value] for name, value in pairs.items()]]


def words(value: str) -> list[Node]:
    """Convert a plain string to inlines; non-breaking spaces stay inside their word."""
    nodes: list[Node] = []
    for number, word in enumerate(strip_control_chars(value).split(" ")):
        if number:
            nodes.append({"t": "Space"})
        if word:
            nodes.append({"t": "Str", "c": word})
    return nodes


def para(value: str) -> Node:
    """Convert a plain string to a paragraph."""
    return {"t": "Para", "c": words(value)}


def div(blocks: list[Node], *classes: str, identifier: str = "", **pairs: str) -> Node:
    """Build a division with classes and attributes."""
    return {"t": "Div", "c": [attributes(*classes, identifier=identifier, **pairs), blocks]}


def header(level: int, content: list[Node], *classes: str, identifier: str = "", **pairs: str) -> Node:
    """Build a heading."""
    return {"t": "Header", "c": [level, attributes(*classes, identifier=identifier, **pairs), content]}


def _raw(markup: str) -> Node:
    return {"t": "RawBlock", "c": ["html", markup]}


class BodyWriter:
    """Writes the body of one document; `shift` lowers its headings, `prefix` keeps file names apart in a book.

    Pictures become the files beside the text; if they are `named`, they keep their addresses instead.
    """

    def __init__(self, document: Document, *, prefix: str = "", shift: int = 0, named: bool = False) -> None:
        self.notes = {note.key: read_blocks(note.html) for note in document.footnotes}
        files = file_names(document.pictures, prefix=prefix)
        self.files = {source: source for source in files} if named else files
        self.shift = shift

    def blocks(self, blocks: Iterable[Block]) -> list[Node]:
        """Convert the blocks to pandoc nodes."""
        return [node for block in blocks for node in self._block(block)]

    def inlines(self, content: Iterable[Inline]) -> list[Node]:
        """Convert the inlines to pandoc nodes."""
        nodes: list[Node] = []
        before: Inline | None = None
        for inline in content:
            if isinstance(inline, NoteMark) and isinstance(before, NoteMark):
                nodes.append({"t": "Superscript", "c": words(",")})  # the numbers of two notes are not one
            before = inline
            nodes += self._inline(inline)
        return nodes

    def _block(self, block: Block) -> Iterator[Node]:
        match block:
            case Paragraph(content):
                yield {"t": "Para", "c": self.inlines(content)}
            case Heading(level, content):
                yield header(level + self.shift, self.inlines(content))
            case Quote(blocks):
                yield {"t": "BlockQuote", "c": self.blocks(blocks)}
            case ItemList() if block.ordered and block.numbering in ("а", "А"):
                yield from self._labelled(block)
            case ItemList(ordered, start, items):
                written = [self.blocks(item) for item in items]
                shape = [[start, {"t": NUMBERS[block.numbering]}, {"t": "Period"}], written]
                yield {"t": "OrderedList", "c": shape} if ordered else {"t": "BulletList", "c": written}
            case Rule():
                yield {"t": "HorizontalRule"}
            case Figure():
                yield from self._figure(block)
            case Table():
                yield self._table(block)

    def _labelled(self, block: ItemList) -> Iterator[Node]:
        """Set the letters before the items, which no writer of lists knows."""
        for at, item in enumerate(block.items):
            first, *rest = item or (Paragraph(()),)
            label = Text(f"{block.label(at)} ")
            marked = (Paragraph((label, *first.content)),) if isinstance(first, Paragraph) else (first,)
            yield {"t": "BlockQuote", "c": self.blocks((*marked, *rest))}

    def _figure(self, figure: Figure) -> Iterator[Node]:
        caption = self.inlines(figure.caption)
        if figure.source not in self.files:
            if caption:
                yield {"t": "Para", "c": caption}
            return
        alternative = words(figure.alternative)
        image = {"t": "Image", "c": [NO_ATTRIBUTES, alternative, [self.files[figure.source], ""]]}
        long_caption = [{"t": "Plain", "c": caption}] if caption else []
        yield {"t": "Figure", "c": [NO_ATTRIBUTES, [None, long_caption], [{"t": "Plain", "c": [image]}]]}

    def _table(self, table: Table) -> Node:
        caption = [{"t": "Plain", "c": self.inlines(table.caption)}] if table.caption else []
        width = {"t": "ColWidth", "c": round(1 / max(table.width, 1), 4)}
        columns = [[{"t": "AlignDefault"}, width] for _ in range(table.width)]
        body = [NO_ATTRIBUTES, 0, [], [self._row(row) for row in table.rows]]
        head = [NO_ATTRIBUTES, [self._row(row) for row in table.head]]
        return {
            "t": "Table",
            "c": [NO_ATTRIBUTES, [None, caption], columns, head, [body], [NO_ATTRIBUTES, []]],
        }

    def _row(self, row: tuple[Cell, ...]) -> list[Any]:
        return [NO_ATTRIBUTES, [self._cell(cell) for cell in row]]

    def _cell(self, cell: Cell) -> list[Any]:
        blocks = self.blocks(cell.blocks)
        if len(blocks) == 1 and blocks[0]["t"] == "Para":
            blocks = [{"t": "Plain", "c": blocks[0]["c"]}]
        return [NO_ATTRIBUTES, {"t": "AlignDefault"}, cell.rows, cell.columns, blocks]

    def _inline(self, inline: Inline) -> Iterator[Node]:
        match inline:
            case Text(value):
                yield from words(value)
            case Break():
                yield {"t": "LineBreak"}
            case Link(href, content):
                yield {"t": "Link", "c": [NO_ATTRIBUTES, self.inlines(content), [href, ""]]}
            case Styled("code", content):
                yield {"t": "Code", "c": [NO_ATTRIBUTES, plain(content)]}
            case Styled(style, content):
                yield {"t": STYLED[style], "c": self.inlines(content)}
            case Formula(mathml, _):
                yield {"t": "Math", "c": [{"t": "InlineMath"}, tex(mathml)]}
            case NoteMark(key) if key in self.notes:
                yield self._note(key)
            case PageBreak(number):
                yield from self._page_break(number)

    def _note(self, key: str) -> Node:
        return {"t": "Note", "c": self.blocks(self.notes[key])}

    def _page_break(self, _number: str) -> Iterator[Node]:
        """Return where a printed page begins; only an e-book has a way to say it."""
        yield from ()

    def pop_ups(self) -> list[Node]:
        """Return the notes for the end of a file, where the format does not place them itself."""
        return []


class EpubNoteWriter(BodyWriter):
    """Writes notes as an EPUB has them, under the numbers of the record: texts refer to each other's notes by them."""

    def __init__(self, document: Document, *, prefix: str = "") -> None:
        super().__init__(document, prefix=prefix)
        self.prefix = prefix
        self.numbers = {note.key: note.number for note in document.footnotes}
        self.labels = {note.key: note.label for note in document.footnotes}
        self.marked: list[str] = []

    def _page_break(self, number: str) -> Iterator[Node]:
        marks = {"epub:type": "pagebreak", "role": "doc-pagebreak", "aria-label": number}
        mark = attributes("page-break", identifier=f"page-{self.prefix}{number}", **marks)
        yield {"t": "Span", "c": [mark, []]}

    def pop_ups(self) -> list[Node]:
        """Return the notes referenced in the body so far, for the end of its file."""
        if not self.marked:
            return []
        asides = [node for key in self.marked for node in self._pop_up(key)]
        return [_raw('<section class="footnotes" epub:type="footnotes">'), *asides, _raw("</section>")]

    def _note(self, key: str) -> Node:
        is_first = key not in self.marked
        if is_first:
            self.marked.append(key)
        number = self.numbers[key]
        attribute = attributes(
            "footnote-ref",
            identifier=f"mark-{self.prefix}{number}" if is_first else "",
            **{"epub:type": "noteref", "role": "doc-noteref"},
        )
        target = [f"#note-{self.prefix}{number}", ""]
        return {"t": "Link", "c": [attribute, words(self.labels[key]), target]}

    def _head_of(self, key: str) -> str:
        label = self.labels[key]
        return f"{label}." if label.isalnum() else label

    def _pop_up(self, key: str) -> list[Node]:
        number = self.numbers[key]
        back = [
            attributes(role="doc-backlink"),
            words(self._head_of(key)),
            [f"#mark-{self.prefix}{number}", ""],
        ]
        content = [{"t": "Link", "c": back}, {"t": "Space"}]
        first, *rest = self.blocks(self.notes[key]) or [para("")]
        lines = [{**first, "c": content + first["c"]}, *rest] if first["t"] == "Para" else [first, *rest]
        opening_tag = f'<aside epub:type="footnote" role="doc-footnote" id="note-{self.prefix}{number}">'
        return [_raw(opening_tag), *lines, _raw("</aside>")]


def meta_text(value: str) -> Node:
    """Build a metadata value that is text."""
    return {"t": "MetaInlines", "c": words(value)}


def meta_list(values: Iterable[Node]) -> Node:
    """Build a metadata value that is a list."""
    return {"t": "MetaList", "c": list(values)}


def meta_map(values: Mapping[str, Node]) -> Node:
    """Build a metadata value that is a mapping."""
    return {"t": "MetaMap", "c": dict(values)}


def convert(
    target: str,
    blocks: list[Node],
    meta: Mapping[str, Node],
    *,
    pictures: Mapping[str, Picture] | None = None,
    cover: str = "",
    options: Iterable[str] = (),
) -> bytes:
    """Run pandoc on the tree; `pictures` are named as the tree names them, and one may be the `cover` of an EPUB."""
    tree = json.dumps(
        {"pandoc-api-version": API_VERSION, "meta": dict(meta), "blocks": blocks}, ensure_ascii=False
    )
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        output = Path(folder, "output")
        write_pictures(pictures or {}, Path(folder))
        covered = [f"--epub-cover-image={Path(folder, cover)}"] if cover else []
        pypandoc.convert_text(
            tree,
            target,
            format="json",
            outputfile=str(output),
            extra_args=["--standalone", f"--resource-path={folder}", *covered, *options],
        )
        return output.read_bytes()
