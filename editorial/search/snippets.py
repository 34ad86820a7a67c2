"""The passage of a hit that answers best, with the words of the query marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from editorial.search.models import SearchDocument
from editorial.search.query import Group
from editorial.search.stemmer import get_term, words

LENGTH = 240  # letters of a snippet
BEFORE = 70  # letters before the first marked word


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """Pieces of a passage, and where the passage stands on the page."""

    pieces: tuple[Piece, ...] = ()
    anchor: str = ""

    @property
    def text(self) -> str:
        """Return the snippet without marks."""
        return "".join(piece.text for piece in self.pieces)


class Marker:
    """Finds the words of a query in texts."""

    def __init__(self, groups: Sequence[Group]) -> None:
        atoms = [atom for group in groups for atom in group.atoms]
        self._groups = groups
        self._prefixes = tuple(atom.terms[-1] for atom in atoms if atom.prefix)
        self._terms = {term for atom in atoms for term in atom.terms} - set(self._prefixes)

    def mark(self, text: str, language: str) -> tuple[Piece, ...]:
        """Return the text as marked and unmarked pieces."""
        return self._pieces(text, self._spans(text, language), 0, len(text))

    def snippet(self, document: SearchDocument) -> Snippet:
        """Return the best passage of a document, cut around its first marked word."""
        if not document.passages:
            return Snippet()
        anchor, text = document.passages[self._best(document.body_terms.split("\n"))]
        spans = self._spans(text, document.language)
        start = max(0, spans[0][0] - BEFORE) if spans else 0
        start = text.find(" ", start) + 1 if start and " " in text[start:] else start
        end = len(text) if len(text) - start <= LENGTH else text.rfind(" ", start, start + LENGTH)
        end = start + LENGTH if end <= start else end
        pieces = self._pieces(text, spans, start, end)
        before = (Piece("… "),) if start else ()
        after = (Piece(" …"),) if end < len(text) else ()
        return Snippet((*before, *pieces, *after), anchor)

    def _best(self, lines: Sequence[str]) -> int:
        needles = [
            [f" {' '.join(atom.terms)}{'' if atom.prefix else ' '}" for atom in group.atoms]
            for group in self._groups
        ]
        values = [
            sum(any(needle in f" {line} " for needle in spellings) for spellings in needles) for line in lines
        ]
        return values.index(max(values)) if values else 0

    def _spans(self, text: str, language: str) -> list[tuple[int, int]]:
        return [
            (word.start, word.end)
            for word in words(text)
            if self._matches(get_term(word.text, language, is_name=word.is_name))
        ]

    def _matches(self, term: str) -> bool:
        return term in self._terms or bool(self._prefixes and term.startswith(self._prefixes))

    @staticmethod
    def _pieces(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        place = start
        for left, right in spans:
            if left < start or right > end:
                continue
            pieces += [Piece(text[place:left]), Piece(text[left:right], marked=True)]
            place = right
        return tuple(piece for piece in (*pieces, Piece(text[place:end])) if piece.text)
