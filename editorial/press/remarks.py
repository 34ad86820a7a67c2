"""Remarks on a printed file: what could not be printed as it stands, in which text, and why."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from editorial.press.document import Document
from editorial.press.document_tree import read_blocks
from editorial.press.fonts import code_point
from editorial.press.nodes import Block, Inline, Text, walk

# No font has a letter; a text could not be set but as plain paragraphs; the file could not keep the standards.
Kind = Literal["letter", "simple", "standard"]
AROUND = 24  # characters before and after a letter


@dataclass(frozen=True)
class Remark:
    """One thing to know; `title` is that of the text and empty for the book itself.

    `detail` is the code point and the name of a letter, else the program's reason; `excerpt` is where it stands.
    """

    kind: Kind
    title: str
    detail: str
    excerpt: str = ""


@dataclass(frozen=True)
class Printed:
    """A file, what the desk has to know about it, and of a PDF on which of its pages each text begins and ends."""

    content: bytes
    remarks: tuple[Remark, ...] = ()
    extents: tuple[tuple[int, int], ...] = ()
    page_count: int = 0


def letters_in(documents: Iterable[Document], missing: Collection[str]) -> Iterator[Remark]:
    """Yield each of these letters once for each text, with its first place in it."""
    if not missing:
        return
    for document in documents:
        texts = list(_texts(document))
        for letter in sorted(missing):
            if found := next((text for text in texts if letter in text), None):
                name = unicodedata.name(letter, "")
                yield Remark(
                    "letter", document.title, f"{code_point(letter)} {name}".strip(), _around(found, letter)
                )


def _texts(document: Document) -> Iterator[str]:
    yield from (document.title, document.subtitle, document.notice)
    yield from (part for who in document.contributors for part in (who.name, who.about, who.biography))
    yield from document.abstracts.values()
    yield from (word for words in document.keywords.values() for word in words)
    yield from _lines(read_blocks(document.body))
    for note in document.footnotes:
        yield from _lines(read_blocks(note.html))
    yield from (reference.text or reference.title for reference in document.references)
    yield from (correction.note for correction in document.corrections)


def _lines(nodes: Iterable[Block | Inline]) -> Iterator[str]:
    return (node.value for node in walk(nodes) if isinstance(node, Text))


def _around(text: str, letter: str) -> str:
    at = text.index(letter)
    start, end = max(at - AROUND, 0), at + AROUND
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
