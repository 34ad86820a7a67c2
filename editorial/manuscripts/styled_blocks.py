"""A document with styles: what a reader of files hands over."""

from dataclasses import dataclass, field

from editorial.manuscripts.draft import Block, Footnote, Reference, Remark, Revision

CAPTIONED = "caption"  # the label of a paragraph in the style of captions
SOURCE = "source"  # the label of a paragraph in the list that a reference manager wrote


@dataclass(slots=True)
class StyledBlocks:
    """Blocks, notes by ordinal, and the texts in the styles of title, author, date and abstract.

    Texts carry note marks; their spans are counted without them. `works` are what reference managers wrote into
    the file.
    """

    blocks: list[Block] = field(default_factory=list)
    notes: dict[int, Footnote] = field(default_factory=dict)
    title: str = ""
    authors: list[str] = field(default_factory=list)
    date: str = ""
    abstract: str = ""
    genre: str = ""  # as our own files name it
    works: list[Reference] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)  # pictures that a page holds as data

    @property
    def line(self) -> int:
        """The line on which the next block will be."""
        return len(self.blocks) + 1

    def remark(self, message: str) -> None:
        """Remark on the place that is being read."""
        self.remarks.append(Remark(self.line, message))
