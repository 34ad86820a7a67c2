"""Comparison of two editions of a text, paragraph by paragraph and word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are in both editions ("same"), only in the newer ("added") or only in the older ("removed")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: "same", "added", "removed" or "changed", in its pieces."""

    kind: str
    pieces: list[Piece]


def compare(older: str, newer: str) -> list[Paragraph]:
    """Return the paragraphs of both texts (one a line) in order, with what changed in each."""
    before, after = older.splitlines(), newer.splitlines()
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    found: list[Paragraph] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.extend(Paragraph("same", [Piece("same", line)]) for line in before[i1:i2])
        else:
            found.extend(_replaced(before[i1:i2], after[j1:j2]))
    return found


def _replaced(before: list[str], after: list[str]) -> Iterator[Paragraph]:
    pairs = min(len(before), len(after))
    for old, new in zip(before[:pairs], after[:pairs], strict=True):
        pieces = list(_pieces(old, new))
        if any(piece.kind == "same" and piece.text.strip() for piece in pieces):
            yield Paragraph("changed", pieces)
        else:
            yield Paragraph("removed", [Piece("removed", old)])
            yield Paragraph("added", [Piece("added", new)])
    yield from (Paragraph("removed", [Piece("removed", line)]) for line in before[pairs:])
    yield from (Paragraph("added", [Piece("added", line)]) for line in after[pairs:])


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = re.findall(r"\s+|[^\s]+", old), re.findall(r"\s+|[^\s]+", new)
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[i1:i2]))
            continue
        if i2 > i1:
            yield Piece("removed", "".join(before[i1:i2]))
        if j2 > j1:
            yield Piece("added", "".join(after[j1:j2]))


@dataclass(frozen=True, slots=True)
class Section:
    """A change by its number, or with the number 0 what stands unchanged between two."""

    number: int
    paragraphs: list[Paragraph]


def sections(paragraphs: list[Paragraph]) -> list[Section]:
    """Part a comparison into changes, numbered from 1, and what is the same between them."""
    found: list[Section] = []
    number = 0
    for is_same, group in groupby(paragraphs, key=lambda one: one.kind == "same"):
        number += not is_same
        found.append(Section(0 if is_same else number, list(group)))
    return found
