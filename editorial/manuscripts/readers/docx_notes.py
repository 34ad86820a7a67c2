"""Notes of a Word file: their texts, in the order in which they are called, and how each is marked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from editorial.manuscripts.draft import Footnote
from editorial.manuscripts.note_numbers import number_notes
from editorial.manuscripts.readers.docx_package import Element, Package, W, number_of, value_of
from editorial.manuscripts.styled_blocks import StyledBlocks

Kind = Literal["footnote", "endnote"]
ReadNote = Callable[[Kind, Element, str], Footnote]


@dataclass(slots=True)
class Notes:
    """The notes of a file. `read_note` makes a note of its element, once it is called."""

    tree: StyledBlocks
    elements: dict[tuple[Kind, str], Element] = field(default_factory=dict)
    ordinals: dict[tuple[Kind, str], int] = field(default_factory=dict)
    called: list[int] = field(default_factory=list)
    own_marks: dict[int, str] = field(default_factory=dict)
    bookmarks: dict[str, tuple[Kind, str]] = field(default_factory=dict)
    formats: dict[Kind, tuple[str, int]] = field(default_factory=dict)
    expected_mark: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, package: Package, tree: StyledBlocks, body: Element) -> "Notes":
        """Collect the notes of a file, and the bookmarks around their references."""
        notes = cls(tree)
        kinds: tuple[Kind, ...] = ("footnote", "endnote")
        for kind in kinds:
            root = package.part(f"{kind}s")
            for each in root.iter(f"{W}{kind}") if root is not None else ():
                if each.get(f"{W}type", "normal") == "normal":
                    notes.elements[kind, each.get(f"{W}id", "")] = each
            notes.formats[kind] = _format(package, body, kind)
        notes._find_bookmarks(body)
        return notes

    def _find_bookmarks(self, body: Element) -> None:
        opened: dict[str, str] = {}
        for each in body.iter(
            f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}footnoteReference", f"{W}endnoteReference"
        ):
            key = each.get(f"{W}id", "")
            if each.tag == f"{W}bookmarkStart":
                opened[key] = each.get(f"{W}name", "")
            elif each.tag == f"{W}bookmarkEnd":
                opened.pop(key, None)
            else:
                kind: Kind = "endnote" if each.tag == f"{W}endnoteReference" else "footnote"
                for name in opened.values():
                    self.bookmarks.setdefault(name, (kind, key))

    def call(self, kind: Kind, key: str, *, own_mark: bool = False, again: bool = False) -> int | None:
        """Return the ordinal of a note that is called; None where the file does not have it."""
        if (kind, key) not in self.elements:
            return None
        ordinal = self.ordinals.get((kind, key))
        if ordinal is None:
            ordinal = len(self.ordinals)
            self.ordinals[kind, key] = ordinal
        if not again and ordinal not in self.called:
            self.called.append(ordinal)
        if own_mark:
            self.own_marks.setdefault(ordinal, "")
            self.expected_mark = [ordinal]
        return ordinal

    def take_mark(self, words: str) -> str:
        """Take the mark of a note, which follows its reference, off the words."""
        ordinal = self.expected_mark.pop()
        taken = words.lstrip()
        end = next((at for at, letter in enumerate(taken) if letter.isspace()), len(taken))
        end = min(end, 6)
        self.own_marks[ordinal] = taken[:end]
        return taken[end:]

    def by_number(self, printed_number: str) -> int | None:
        """Return the ordinal of the footnote that is printed with a number."""
        start = self.formats.get("footnote", ("decimal", 1))[1]
        if not printed_number.isdigit():
            return None
        numbered = [each for each in self.called if each not in self.own_marks]
        at = int(printed_number) - start
        return numbered[at] if 0 <= at < len(numbered) else None

    def finish(self, read_note: ReadNote) -> None:
        """Read the notes that are called, also from notes, and number them as they are printed."""
        read: dict[int, Footnote] = {}
        while len(read) < len(self.ordinals):
            for (kind, key), ordinal in list(self.ordinals.items()):
                if ordinal not in read:
                    read[ordinal] = read_note(kind, self.elements[kind, key], self.own_marks.get(ordinal, ""))
        order = [*self.called, *(each for each in read if each not in self.called)]
        marks = {id(read[ordinal]): mark for ordinal, mark in self.own_marks.items() if ordinal in read}
        formats = {str(kind): value for kind, value in self.formats.items()}
        number_notes((read[ordinal] for ordinal in order), marks, formats)
        first = {ordinal: at for at, ordinal in enumerate(self.called)}
        order = sorted(read, key=lambda ordinal: first.get(ordinal, len(first) + ordinal))
        self.tree.notes.update({ordinal: read[ordinal] for ordinal in order})


def _format(package: Package, body: Element, kind: Kind) -> tuple[str, int]:
    """Return the kind of numbers and the first one, from the settings or the sections."""
    settings = package.part("settings")
    style, start = ("decimal" if kind == "footnote" else "lowerRoman"), 1
    for root in (settings, body):
        for holder in root.iter(f"{W}{kind}Pr") if root is not None else ():
            style = value_of(holder.find(f"{W}numFmt")) or style
            start = number_of(holder.find(f"{W}numStart")) or start
    return style, start
