"""Texts with spans: how they are put together, and how spans follow a text that was edited.

Rules work on words only. A reader hands over words with the spans beside them; after the rules have cut and cleaned the
words, the spans are moved to where their words are now.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from editorial.manuscripts.draft import Span, SpanKind
from editorial.manuscripts.lines import clean_characters, tidy
from editorial.manuscripts.note_markers import FIRST, LAST, MARK, mark, without_marks

TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
PRIVATE = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
INLINE: tuple[SpanKind, ...] = ("emphasis", "strong", "superscript", "subscript", "link")


class RichText:
    """A text in the making: words, note marks and spans."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0  # without note marks
        self.spans: list[Span] = []
        self.inks: list[tuple[bool, str]] = []  # whether a piece is strong, and its words

    def add(self, words: str, styles: Iterable[SpanKind] = (), link: str = "") -> None:
        """Add words in some styles, and linked to an address."""
        words = PRIVATE.sub("", words)
        if not words:
            return
        styles = tuple(styles)
        for kind in styles:
            self._extend(kind, "", len(words))
        if link:
            self._extend("link", link, len(words))
        self.pieces.append(words)
        self.length += len(words)
        if words.strip():
            self.inks.append(("strong" in styles, words))

    def _extend(self, kind: SpanKind, value: str, length: int) -> None:
        for span in reversed(self.spans):
            if span.kind == kind and span.value == value and span.end == self.length:
                span.end += length
                return
        self.spans.append(Span(self.length, self.length + length, kind, value))

    def formula(self, words: str, mathml: str) -> None:
        """Add a formula; `words` are what stands for it where formulas cannot be shown."""
        start = self.length
        self.add(words if words.strip() else "□")
        self.spans.append(Span(start, self.length, "formula", mathml))

    def note(self, ordinal: int) -> None:
        """Add the marker of a note."""
        self.pieces.append(mark(ordinal))

    def line_break(self) -> None:
        """Add a line break."""
        self.spans.append(Span(self.length, self.length, "break"))
        self.pieces.append(" ")
        self.length += 1

    def append(self, other: "RichText") -> None:
        """Add another text with its spans."""
        self.spans += [
            Span(each.start + self.length, each.end + self.length, each.kind, each.value)
            for each in other.spans
        ]
        self.pieces += other.pieces
        self.length += other.length
        self.inks += other.inks

    @property
    def raw(self) -> str:
        """The words with note marks, as they were added."""
        return "".join(self.pieces)

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing but space."""
        return not self.raw.strip()

    @property
    def is_strong(self) -> bool:
        """Return whether all words are strong."""
        return bool(self.inks) and all(strong for strong, _words in self.inks)

    def finish(self) -> tuple[str, list[Span]]:
        """Return the cleaned words with their note marks, and the spans in the words without marks."""
        text = tidy(clean_characters(self.raw))
        return text, realign(self.spans, without_marks(self.raw), without_marks(text))

    def drop_tail(self, length: int) -> None:
        """Take the last letters off."""
        raw = self.raw
        end = len(raw.rstrip())
        self.pieces = [raw[: end - length]]
        self.length = len(without_marks(self.pieces[0]))
        self.spans = [
            Span(each.start, min(each.end, self.length), each.kind, each.value)
            for each in self.spans
            if each.start < self.length
        ]

    def without_head(self, length: int) -> "RichText":
        """Return the text without its first letters."""
        return self._slice(length, self.length)

    def parts(self) -> "list[RichText]":
        """Return the text divided at its line breaks."""
        places = [span.start for span in self.spans if span.kind == "break"]
        if not places:
            return [self]
        borders = [0, *(place + 1 for place in places)]
        ends = [*places, self.length]
        return [self._slice(start, end) for start, end in zip(borders, ends, strict=True)]

    def _slice(self, start: int, end: int) -> "RichText":
        part = RichText()
        at = 0
        words = ""
        for letter in self.raw:
            if MARK.match(letter):
                words += letter if start <= at <= end else ""
                continue
            words += letter if start <= at < end else ""
            at += 1
        part.pieces, part.length, part.inks = [words], len(without_marks(words)), self.inks
        part.spans = cut(self.spans, start, end)
        return part


def cut(spans: list[Span], start: int, end: int) -> list[Span]:
    """Return the spans of a part of a text."""
    return [
        Span(max(each.start, start) - start, min(each.end, end) - start, each.kind, each.value)
        for each in spans
        if each.end > start and each.start < end and each.kind != "break"
    ]


def realign(spans: list[Span], old: str, new: str) -> list[Span]:
    """Return the spans of `old` where their words stand in `new`; spans whose words are gone are left out."""
    if not spans or old == new:
        return [Span(each.start, each.end, each.kind, each.value) for each in spans]
    places = _places(old, new)
    moved = []
    for span in spans:
        if span.kind == "break":
            before = next((places[at] for at in range(span.start - 1, -1, -1) if places[at] >= 0), -1)
            after = next((places[at] for at in range(span.end, len(old)) if places[at] >= 0), -1)
            if 0 <= before < after:
                moved.append(Span(before + 1, before + 1, "break"))
            continue
        inside = [places[at] for at in range(span.start, span.end) if places[at] >= 0]
        if inside:
            moved.append(Span(min(inside), max(inside) + 1, span.kind, span.value))
    return moved


def _places(old: str, new: str) -> list[int]:
    """Return for each letter of `old` its place in `new`, -1 for spaces and for what is gone."""
    places = [-1] * len(old)
    ink_old = [at for at, letter in enumerate(old) if not letter.isspace()]
    ink_new = [at for at, letter in enumerate(new) if not letter.isspace()]
    packed_old, packed_new = "".join(old[at] for at in ink_old), "".join(new[at] for at in ink_new)
    at = packed_old.find(packed_new) if packed_new else -1
    if at >= 0:
        for number, place in enumerate(ink_new):
            places[ink_old[at + number]] = place
        return places
    tokens_old, tokens_new = list(TOKENS.finditer(old)), list(TOKENS.finditer(new))
    matcher = SequenceMatcher(
        None, [each.group() for each in tokens_old], [each.group() for each in tokens_new], autojunk=False
    )
    for start_old, start_new, size in matcher.get_matching_blocks():
        for token, other in zip(
            tokens_old[start_old : start_old + size], tokens_new[start_new : start_new + size], strict=True
        ):
            for step in range(token.end() - token.start()):
                if not old[token.start() + step].isspace():
                    places[token.start() + step] = other.start() + step
    return places
