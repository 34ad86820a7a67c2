"""Ranking of documents: a sum of plain arithmetic, the same on every database."""

import itertools
import math
from collections.abc import Mapping, Sequence
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
STOP_KEYS = frozenset(map(phonetic_key, STOP_WORDS))


class Candidate(NamedTuple):
    """The parts of a document that are weighed."""

    id: int
    type: str
    weight: int
    title_terms: str
    name_terms: str
    lead_terms: str
    body_terms: str


def frequency(group: Group, counts: Mapping[str, int]) -> int:
    """Return in how many documents a word or phrase stands at most, by its rarest term.

    What begins so is counted once, with the whole words among it.
    """
    atoms = [atom for atom in group.atoms if atom.prefix] or group.atoms
    return sum(min(counts.get(term, 0) for term in atom.counted) for atom in atoms)


def inverse_frequency(group: Group, counts: Mapping[str, int], size: int) -> float:
    """Return how much a word tells: the more, the fewer documents have it."""
    return math.log(1 + (size + 1) / (frequency(group, counts) + 1))


def score(candidate: Candidate, query: Query, rarities: Sequence[float]) -> float:
    """Return the score of a candidate, rounded so that the last bits of a float decide nothing."""
    heads = [f" {line} " for line in (candidate.title_terms, *candidate.name_terms.split("\n")) if line]
    lead, body = _padded(candidate.lead_terms), _padded(candidate.body_terms)
    total, found = 0.0, 0.0
    for group, worth in zip(query.groups, rarities, strict=True):
        value = max(
            (
                _atom_value(atom, heads, lead, body) * _rank(place, group)
                for place, atom in enumerate(group.atoms)
            )
        )
        total += value * worth
        found += worth if value else 0.0
    total += IMPLIED_TYPE_WEIGHT if candidate.type in query.implied_types else 0.0
    total *= (found / sum(rarities)) ** 2
    total += max((_line_value(line, query.groups) for line in heads), default=0.0)
    return round(total + candidate.weight * WEIGHT, 6)


def _padded(lines: str) -> str:
    return f" {lines} ".replace("\n", " ")


def _rank(place: int, group: Group) -> float:
    if place >= group.own:
        return OTHER_WORD
    return LATER_SPELLING if place else 1.0


def _atom_value(atom: Atom, heads: Sequence[str], lead: str, body: str) -> float:
    needle = _needle(atom)
    value = 0.0
    if needle in heads[0]:
        value += TITLE
    if any(needle in line for line in heads[1:]):
        value = max(value, NAME) + 0.5
    if needle in lead:
        value += HEAD_WEIGHT if value else LEAD
    times = body.count(needle)
    return value + BODY * times / (times + 2)


def _needle(atom: Atom) -> str:
    return f" {' '.join(atom.terms)}{'' if atom.prefix else ' '}"


def _line_value(line: str, groups: Sequence[Group]) -> float:
    """Return what a title or name is worth as a whole: how much of it, and of the query, is in the other."""
    readings = [group.atoms[: group.own] for group in groups]
    places = [
        min((line.find(_needle(atom)) for atom in atoms if _needle(atom) in line), default=-1)
        for atoms in readings
    ]
    found = [place for place in places if place >= 0]
    if not found:
        return 0.0
    length = max(sum(term not in STOP_KEYS for term in line.split()), len(found))
    share = min(len(found) / length, 1.0) * (len(found) / len(groups)) ** 2
    side_by_side = len(groups) > 1 and len(found) == len(groups) and _are_together(line, places)
    whole = WHOLE_LINE if len(found) == len(groups) == length else 0.0
    return LINE_WEIGHT * share + whole + (TOGETHER if side_by_side else 0.0) + AFTER * _follow(line, groups)


def _follow(line: str, groups: Sequence[Group]) -> int:
    return sum(
        any(f" {group.after}{_needle(atom)}" in line for atom in group.atoms)
        for group in groups
        if group.after
    )


def _are_together(line: str, places: Sequence[int]) -> bool:
    starts = [line.count(" ", 0, place + 1) for place in places]
    return all(0 < after - before <= 2 for before, after in itertools.pairwise(starts))
