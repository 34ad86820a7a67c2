"""Ranking of documents: a sum of plain arithmetic, the same on every database."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from editorial.search.phonetic_key import phonetic_key
from editorial.search.query import Atom, Group, Query
from editorial.search.stemmer import STOP_WORDS

TITLE, NAME, LEAD, BODY = 6.0, 6.0, 2.5, 1.5  # what a word is worth by where it stands
LINE_WEIGHT = 8.0  # for a title or a name, by how much of it the query is
WHOLE_LINE = 25.0  # for a title or a name that is the query and nothing else
TOGETHER = 3.0  # for words of the query that stand side by side in a title or a name
WEIGHT = 0.4  # per step of the entry's weight
LATER_SPELLING = 0.9  # what the second and further readings of a word are worth
OTHER_WORD = 0.6  # what a word that means the same, or is of the same root, is worth
HEAD_WEIGHT = 1.0  # for a word in the lead that stands in the title or in a name as well
AFTER = 4.0  # for a word that has the same little word before it in a title: export to, not export of
IMPLIED_TYPE_WEIGHT = 15.0  # for the type of entry that the question asks for: кто, сколько
WORDS_OF_A_DATE = 3  # which a day in full is worth as much as
ROUNDING = 1e-5  # more than scores lose by rounding
STOP_KEYS = frozenset(map(phonetic_key, STOP_WORDS))


class Candidate(NamedTuple):
    """Weighed parts of a document without its body."""

    id: int
    type: str
    weight: int
    title_terms: str
    name_terms: str
    lead_terms: str


class Spelling(NamedTuple):
    """An atom as it is looked for in a line that begins and ends with a space, and what it is worth."""

    needle: str
    rank: float


class WeighedGroup(NamedTuple):
    """A group of the query; `own` are the spellings of its word, `after` its needles behind the little word."""

    spellings: tuple[Spelling, ...]
    own: tuple[str, ...]
    after: tuple[str, ...]
    worth: float
    least_in_body: float


class Head(NamedTuple):
    """Weight of a candidate without its body: the value of each spelling of each group, and the rest."""

    id: int
    values: tuple[tuple[float, ...], ...]
    implied: float
    line: float
    weight: int


def frequency(group: Group, counts: Mapping[str, int]) -> int:
    """Return in how many documents a word or phrase stands at most, by its rarest term.

    What begins so is counted once, with the whole words among it.
    """
    atoms = [atom for atom in group.atoms if atom.prefix] or group.atoms
    return sum(min(counts.get(term, 0) for term in atom.counted) for atom in atoms)


def inverse_frequency(group: Group, counts: Mapping[str, int], size: int) -> float:
    """Return how much a word tells: the more, the fewer documents have it."""
    meant = replace(group, atoms=group.atoms[: group.meant])
    worth = math.log(1 + (size + 1) / (frequency(meant, counts) + 1))
    return worth * WORDS_OF_A_DATE if group.date else worth


def is_possible(atom: Atom, counts: Mapping[str, int]) -> bool:
    """Return whether an atom may stand anywhere; a term that was not counted may."""
    return all(counts.get(term, 1) for term in atom.counted)


class Ranking:
    """Ranking of documents for one query. Terms that were counted as in no document are not looked for."""

    def __init__(self, query: Query, counts: Mapping[str, int], size: int) -> None:
        self.implied_types = query.implied_types
        self.groups = [
            _weighed(group, counts, inverse_frequency(group, counts, size)) for group in query.groups
        ]
        self.total_worth = sum(group.worth for group in self.groups)

    def head(self, candidate: Candidate) -> Head:
        """Weigh all of a candidate but its body."""
        title, *names = [
            line for line in (candidate.title_terms, *candidate.name_terms.split("\n")) if line
        ] or [""]
        title_line, name_lines = f" {title} ", " \n ".join(("", *names, ""))
        lead = f" {candidate.lead_terms} ".replace("\n", " ")
        values = tuple(
            tuple(_head_value(spelling.needle, title_line, name_lines, lead) for spelling in group.spellings)
            for group in self.groups
        )
        return Head(
            candidate.id,
            values,
            IMPLIED_TYPE_WEIGHT if candidate.type in self.implied_types else 0.0,
            self._best_line_value([title_line, *(f" {name} " for name in names)]),
            candidate.weight,
        )

    def bounds(self, head: Head, *, has_all: bool) -> tuple[float, float]:
        """Return the least and the most that a candidate can score; with `has_all` each group stands somewhere in it."""
        least, most = [], []
        for group, values in zip(self.groups, head.values, strict=True):
            pairs = list(zip(group.spellings, values, strict=True))
            low = max((value * spelling.rank for spelling, value in pairs), default=0.0)
            least.append(low or (group.least_in_body if has_all else 0.0))
            most.append(max(((value + BODY) * spelling.rank for spelling, value in pairs), default=0.0))
        return self._total(head, least), self._total(head, most)

    def score(self, head: Head, body_terms: str) -> float:
        """Return the score, rounded so that the last bits of a float decide nothing."""
        body = f" {body_terms} ".replace("\n", " ")
        best = []
        for group, values in zip(self.groups, head.values, strict=True):
            found = 0.0
            for spelling, value in zip(group.spellings, values, strict=True):
                if (value + BODY) * spelling.rank > found:
                    times = body.count(spelling.needle)
                    found = max(found, (value + BODY * times / (times + 2)) * spelling.rank)
            best.append(found)
        return round(self._total(head, best), 6)

    def _total(self, head: Head, values: Sequence[float]) -> float:
        total, found = 0.0, 0.0
        for group, value in zip(self.groups, values, strict=True):
            total += value * group.worth
            found += group.worth if value else 0.0
        total += head.implied
        total *= (found / self.total_worth) ** 2
        total += head.line
        return total + head.weight * WEIGHT

    def _best_line_value(self, lines: Sequence[str]) -> float:
        """Return what the best title or name is worth as a whole."""
        found = [
            line for line in lines if any(needle in line for group in self.groups for needle in group.own)
        ]
        return max(map(self._line_value, found), default=0.0)

    def _line_value(self, line: str) -> float:
        """Return what a title or name is worth as a whole: how much of it, and of the query, is in the other."""
        places = [
            min((line.find(needle) for needle in group.own if needle in line), default=-1)
            for group in self.groups
        ]
        found = [place for place in places if place >= 0]
        if not found:
            return 0.0
        count = len(self.groups)
        length = max(sum(term not in STOP_KEYS for term in line.split()), len(found))
        share = min(len(found) / length, 1.0) * (len(found) / count) ** 2
        side_by_side = count > 1 and len(found) == count and _are_together(line, places)
        whole = WHOLE_LINE if len(found) == count == length else 0.0
        follow = sum(any(needle in line for needle in group.after) for group in self.groups)
        return LINE_WEIGHT * share + whole + (TOGETHER if side_by_side else 0.0) + AFTER * follow


def _weighed(group: Group, counts: Mapping[str, int], worth: float) -> WeighedGroup:
    possible = [(place, atom) for place, atom in enumerate(group.atoms) if is_possible(atom, counts)]
    spellings = tuple(Spelling(needle_for(atom), _rank(place, group)) for place, atom in possible)
    # A word by itself stands in one column; a phrase may be found across lines, where it is not looked for here.
    is_whole = all(len(atom.terms) == 1 for _place, atom in possible)
    return WeighedGroup(
        spellings,
        tuple(needle_for(atom) for place, atom in possible if place < group.own or place >= group.meant),
        tuple(f" {group.after}{spelling.needle}" for spelling in spellings) if group.after else (),
        worth,
        BODY / 3 * min((spelling.rank for spelling in spellings), default=0.0) if is_whole else 0.0,
    )


def _rank(place: int, group: Group) -> float:
    if place >= group.own:
        return OTHER_WORD
    return LATER_SPELLING if place else 1.0


def _head_value(needle: str, title: str, names: str, lead: str) -> float:
    value = 0.0
    if needle in title:
        value += TITLE
    if needle in names:
        value = max(value, NAME) + 0.5
    if needle in lead:
        value += HEAD_WEIGHT if value else LEAD
    return value


def needle_for(atom: Atom) -> str:
    """Return an atom as it is looked for in a line of terms that begins and ends with a space."""
    return f" {' '.join(atom.terms)}{'' if atom.prefix else ' '}"


def _are_together(line: str, places: Sequence[int]) -> bool:
    starts = [line.count(" ", 0, place + 1) for place in places]
    return all(0 < after - before <= 2 for before, after in itertools.pairwise(starts))
