"""The nodes of a text that every format walks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"


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


@dataclass(frozen=True)
class Formula:
    """A formula, as MathML, and its characters in a line."""

    mathml: str
    words: str


@dataclass(frozen=True)
class PageBreak:
    """The place where a page of the printed edition begins."""

    number: str


Inline = Text | Styled | Link | NoteMark | Break | Formula | PageBreak


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
    """A bulleted or numbered list; `numbering` is its kind: `1`, `a`, `A`, `i`, `I`, or `а` and `А` in Cyrillic."""

    ordered: bool
    start: int
    items: "tuple[tuple[Block, ...], ...]"
    numbering: str = "1"

    def label(self, at: int) -> str:
        """Return what stands before an item, counted from 0."""
        return list_label(self.start + at, self.numbering) if self.ordered else "–"


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
        """Return how many columns the widest row takes."""
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


def list_label(number: int, numbering: str) -> str:
    """Return the number of an item as its list prints it."""
    if numbering in ("а", "А") and 1 <= number <= len(CYRILLIC):
        letter = CYRILLIC[number - 1]
        return f"{letter.upper() if numbering == 'А' else letter})"
    return f"{number}."


def plain(content: Iterable[Inline]) -> str:
    """Return the text of the inlines, without notes."""
    parts = []
    for node in content:
        match node:
            case Text(value):
                parts.append(value)
            case Styled(_, inner) | Link(_, inner):
                parts.append(plain(inner))
            case Break():
                parts.append(" ")
            case Formula(_, characters):
                parts.append(characters)
    return "".join(parts)


def note_order(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the keys of the notes in the order of their markers."""
    return tuple(node.key for node in walk(blocks) if isinstance(node, NoteMark))


def walk(nodes: "Iterable[Block | Inline]") -> "Iterator[Block | Inline]":
    """Return every node, depth first."""
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
