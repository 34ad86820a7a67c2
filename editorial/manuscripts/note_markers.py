"""Note markers inside a working text: one private character each, so that joining lines cannot harm them.

The character stands for the note's place in the manuscript (its ordinal), not for its printed number,
because numbers begin again in some books.
"""

import re

from editorial.manuscripts.draft import Anchor

FIRST = 0xE000
LAST = 0xF8FF
MARK = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")


def mark(ordinal: int) -> str:
    """Return the character for a note."""
    if not 0 <= ordinal <= LAST - FIRST:
        raise OverflowError(ordinal)
    return chr(FIRST + ordinal)


def ordinals(text: str) -> list[int]:
    """Return the notes called in a text, in order."""
    return [ord(found) - FIRST for found in MARK.findall(text)]


def without_marks(text: str) -> str:
    """Return the words only."""
    return MARK.sub("", text)


def lift(text: str, numbers: dict[int, int], *, row: int = -1, cell: int = -1) -> tuple[str, list[Anchor]]:
    """Return the words, and where in them each note is called, by the note's printed number."""
    words: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    for piece in re.split(f"({MARK.pattern})", text):
        if MARK.fullmatch(piece):
            number = numbers.get(ord(piece) - FIRST)
            if number is not None:
                anchors.append(Anchor(offset=length, number=number, row=row, cell=cell))
            continue
        words.append(piece)
        length += len(piece)
    return "".join(words), anchors
