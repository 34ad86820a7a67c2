"""A document with styles: what a reader of files hands over."""

from dataclasses import dataclass, field

from editorial.manuscripts.draft import Block, Footnote


@dataclass(slots=True)
class StyledBlocks:
    """Blocks, notes by ordinal, and the texts in the styles of title, author, date and abstract."""

    blocks: list[Block] = field(default_factory=list)
    notes: dict[int, Footnote] = field(default_factory=dict)
    title: str = ""
    authors: list[str] = field(default_factory=list)
    date: str = ""
    abstract: str = ""
