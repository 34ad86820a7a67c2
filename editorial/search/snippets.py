"""The passage of a hit that answers best, with the words of the query marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from editorial.search.query import Group
from editorial.search.ranking import is_possible, needle_for
from editorial.search.stemmer import WORD, get_term, words

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
    """Finds the words of a query in texts, by the terms under which these are indexed, one for each word."""

    def __init__(self, groups: Sequence[Group], counts: Mapping[str, int]) -> None:
        atoms = [[atom for atom in group.atoms if is_possible(atom, counts)] for group in groups]
        flat = [atom for group in atoms for atom in group]
        self._needles = [[needle_for(atom) for atom in group] for group in atoms]
        self._prefixes = tuple(atom.terms[-1] for atom in flat if atom.prefix)
        self._terms = {term for atom in flat for term in atom.terms} - set(self._prefixes)

    def mark(self, text: str, terms: str, language: str) -> tuple[Piece, ...]:
        """Return the text as marked and unmarked pieces."""
        return self._pieces(text, self._spans(text, terms, language), 0, len(text))

    def snippet(self, text: str, anchor: str, terms: str, language: str) -> Snippet:
        """Return a passage, cut around its first marked word."""
        spans = self._spans(text, terms, language)
        start = max(0, spans[0][0] - BEFORE) if spans else 0
        start = text.find(" ", start) + 1 if start and " " in text[start:] else start
        end = len(text) if len(text) - start <= LENGTH else text.rfind(" ", start, start + LENGTH)
        end = start + LENGTH if end <= start else end
        pieces = self._pieces(text, spans, start, end)
        before = (Piece("… "),) if start else ()
        after = (Piece(" …"),) if end < len(text) else ()
        return Snippet((*before, *pieces, *after), anchor)

    def best_passage(self, body_terms: str) -> int:
        """Return the number of the first of the passages that have the most words of the query."""
        body = f" {body_terms} ".replace("\n", " \n ")
        groups = [_lines_with(body, needles) for needles in self._needles]
        counts: dict[int, int] = {}
        for line in (line for lines in groups for line in lines):
            counts[line] = counts.get(line, 0) + 1
        return min(counts, key=lambda line: (-counts[line], line), default=0)

    def _spans(self, text: str, terms: str, language: str) -> list[tuple[int, int]]:
        known = terms.split()
        matching = [place for place, term in enumerate(known) if self._matches(term)]
        if not matching:
            return []
        found = list(WORD.finditer(text))
        if len(found) == len(known):
            return [found[place].span() for place in matching]
        return [  # a word that has no term, or more words than are indexed
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


def _lines_with(body: str, needles: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that have one of the needles."""
    lines: set[int] = set()
    for needle in needles:
        line, place, passed = 0, body.find(needle), 0
        while place >= 0:
            line += body.count("\n", passed, place)
            lines.add(line)
            passed = place
            end = body.find("\n", place)  # once in a line is enough
            place = body.find(needle, end) if end >= 0 else -1
    return lines
