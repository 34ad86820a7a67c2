"""The Manuscript: what was understood of a file, and nothing of where it will be kept.

Texts are clean: no marker digits, no line breaks. Where a note is called stands in `Block.anchors`
as an offset into the text, so that a marker cannot be lost by editing the words before it.
"""

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "quote", "question", "answer", "table", "figure"]
Role = Literal["author", "editor", "reviewer", "interviewer", "interviewee", "quoted", "translator"]
Genre = Literal["foreword", "research_article", "analysis", "commentary", "interview", "news"]


@dataclass(slots=True)
class Remark:
    """Something doubtful, for a person to look at; `line` is the line of the source, 0 for the whole file."""

    line: int
    message: str


@dataclass(slots=True)
class Contributor:
    """A person or an organisation as the text itself names them.

    `known` is for the caller: who of the record this is, or what to do about them.
    """

    name: str
    position: str = ""
    degree: str = ""
    role: Role = "author"
    organisation: bool = False
    known: str = ""


@dataclass(slots=True)
class Reference:
    """A source in its parts, as far as they can be told."""

    text: str
    number: int = 0
    author: str = ""
    title: str = ""
    outlet: str = ""
    year: int | None = None
    url: str = ""


SpanKind = Literal["emphasis", "strong", "superscript", "subscript", "link", "formula", "break"]


@dataclass(slots=True)
class Span:
    """A stretch of a text set in its own way; `value` is the address of a link or the MathML of a formula."""

    start: int
    end: int
    kind: SpanKind
    value: str = ""


@dataclass(slots=True)
class Footnote:
    """A note; `same_as` is the number of the note that an "Ibid." stands for.

    `number` identifies the note in its article; `mark` is what is printed, where that is not the number.
    """

    number: int
    text: str
    urls: list[str] = field(default_factory=list)
    line: int = 0
    page: int | None = None
    same_as: int | None = None
    reference: Reference | None = None
    mark: str = ""
    kind: Literal["footnote", "endnote"] = "footnote"
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Anchor:
    """Place of a note call: after the first `offset` characters of the text (of the cell, in a table)."""

    offset: int
    number: int
    row: int = -1
    cell: int = -1


@dataclass(slots=True)
class Cell:
    """A cell with the columns and rows it takes, and what stands in it."""

    columns: int = 1
    rows: int = 1
    blocks: "list[Block]" = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Rows of cells; where `certain` is false, the cells could not be told apart everywhere.

    `rows` holds the words of the cells. `cells`, if known, holds the same cells with spans and blocks.
    """

    title: str = ""
    rows: list[list[str]] = field(default_factory=list)
    certain: bool = True
    cells: list[list[Cell]] = field(default_factory=list)
    head: int = 1


@dataclass(slots=True)
class Block:
    """A piece of the text in reading order.

    `depth` counts the lists it stands in; an item has its `ordinal` and the kind of `numbering` (`1`, `a`, `A`,
    `i`, `I`, or a first label such as `а)`; empty for a bullet). `picture` names a picture in the file.
    """

    kind: BlockKind
    text: str
    line: int = 0
    page: int | None = None
    level: int = 0
    label: str = ""
    table: Table | None = None
    anchors: list[Anchor] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    depth: int = 0
    ordinal: int = 0
    numbering: str = ""
    picture: str = ""
    alternative: str | None = None


@dataclass(slots=True)
class Citation:
    """A bracketed reference in the text, such as [1, с. 5]."""

    marker: str
    before: str


@dataclass(slots=True)
class Item:
    """An article, foreword, interview or news item."""

    title: str = ""
    language: str = "ru"
    genre: Genre = "commentary"
    date: str = ""
    contributors: list[Contributor] = field(default_factory=list)
    abstracts: dict[str, str] = field(default_factory=dict)
    keywords: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    outlet: str = ""
    first_page: int | None = None
    last_page: int | None = None
    line: int = 0
    remarks: list[Remark] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    left_out: bool = False


@dataclass(slots=True)
class CollectionNote:
    """Data of the book from its title page and its publisher's page."""

    title: str = ""
    subtitle: str = ""
    place: str = ""
    year: int | None = None
    editors: list[str] = field(default_factory=list)
    reviewers: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    supporters: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Revision:
    """A tracked change, a comment or hidden text of the file; `text` is its words, `who` its author."""

    kind: Literal["insertion", "deletion", "comment", "hidden"]
    text: str
    line: int = 0
    who: str = ""


@dataclass(slots=True)
class Counts:
    """Count of each kind."""

    words: int = 0
    notes: int = 0
    links: int = 0
    pictures: int = 0
    tables: int = 0
    cells: int = 0
    formulas: int = 0
    list_items: int = 0


@dataclass(slots=True)
class Conservation:
    """Counts of the source and of the parsed text, and of what was not found again."""

    source: Counts = field(default_factory=Counts)
    draft: Counts = field(default_factory=Counts)
    lost: Counts = field(default_factory=Counts)


@dataclass(slots=True)
class Manuscript:
    """Everything that was understood of one file."""

    items: list[Item] = field(default_factory=list)
    collection: CollectionNote = field(default_factory=CollectionNote)
    remarks: list[Remark] = field(default_factory=list)
    is_collection: bool = False
    source: list[str] = field(default_factory=list)  # the lines to which remarks and blocks point
    revisions: list[Revision] = field(default_factory=list)
    conservation: Conservation | None = None
