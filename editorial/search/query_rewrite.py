"""Query rewrite: keyboard layout, words written together or apart, misspellings."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from editorial.search import vocabulary
from editorial.search.keyboard_layout import switch_layout
from editorial.search.models import Term
from editorial.search.phonetic_key import phonetic_key
from editorial.search.query import Atom, Group, Query, as_word, parse
from editorial.search.ranking import frequency
from editorial.search.stemmer import is_russian

MIN_CORRECTED_LENGTH = 4  # letters
MIN_HALF_LENGTH, MIN_JOINED_LENGTH = 4, 10
MIN_LAYOUT_LENGTH = 3
MAX_CORRECTED_WORDS = 3  # words of one query
MAX_CORRECTIONS = 3  # of one word
ENOUGH_FOR_TWO_SLIPS = 8  # letters
# The first part of words that are put together from the beginnings of others: Минэнерго, Евросоюз.
SHORTENED = re.compile(r"(мин|гос|евро|нац|внеш|нефте|газо|авиа|агро|электр|инвест|тех)(\w{3,}?)[аеиоыя]?$")
MAX_EDITS = 4  # between whole words, endings included


@dataclass(frozen=True, slots=True)
class RewrittenQuery:
    """A query as it is understood, in how many documents its terms stand, and what was put for what."""

    query: Query
    counts: dict[str, int]
    corrections: Mapping[str, str] = field(default_factory=dict)


def rewrite(query: Query, tags: Iterable[str]) -> RewrittenQuery:
    """Understand a query by the words of the record. One question to the database, one or two for a mistyped word."""
    other = parse(switch_layout(query.typed))
    pairs = _pairs(query)
    terms_to_check = {*query.terms, *other.terms, *tags, *(term for pair in pairs.values() for term in pair)}
    counts = vocabulary.document_counts(terms_to_check, query.beginnings | other.beginnings)
    corrections: dict[str, str] = {}
    if _is_plain(other, query) and _known(other, counts) > _known(query, counts):
        corrections[query.typed] = " ".join(group.typed for group in other.groups)
        query = other
    else:
        query = _joined(query, pairs, counts)
    return correct(RewrittenQuery(query, counts, corrections))


def _is_plain(other: Query, query: Query) -> bool:
    """Tell whether the other layout gives no more words than were typed, and none so short that it says nothing."""
    return len(other.groups) <= len(query.groups) and all(
        len(group.atoms[0].terms[0]) >= MIN_LAYOUT_LENGTH for group in other.groups
    )


def _known(query: Query, counts: Mapping[str, int]) -> int:
    return sum(_is_known(group, counts) for group in query.groups)


def _is_known(group: Group, counts: Mapping[str, int]) -> bool:
    return any(all(counts.get(term) for term in atom.counted) for atom in group.atoms)


def _pairs(query: Query) -> dict[int, tuple[str, ...]]:
    """Return what each word may stand for when it is joined to the next: товаро оборот, COP 29."""
    pairs = {}
    for place, (one, other) in enumerate(itertools.pairwise(query.groups)):
        if one.is_word and other.is_word and f"{one.typed} {other.typed}" in query.typed:
            joined = as_word(one.typed + other.typed)
            alone = {term for atom in one.atoms for term in atom.terms}  # the other one taken for an ending
            pairs[place] = tuple(joined.atoms[0].terms) if joined else ()
            if alone.intersection(pairs[place]):
                del pairs[place]
    return pairs


def _joined(query: Query, pairs: Mapping[int, tuple[str, ...]], counts: Mapping[str, int]) -> Query:
    groups: list[Group] = []
    place = 0
    while place < len(query.groups):
        group = query.groups[place]
        if any(counts.get(term) for term in pairs.get(place, ())):
            follower = query.groups[place + 1]
            splits = [
                Atom(one.terms + two.terms)
                for one, two in itertools.product(group.atoms[:2], follower.atoms[:2])
            ]
            joined = Atom(pairs[place])
            group = Group(f"{group.typed} {follower.typed}", (joined, *splits), group.after)
            place += 1
        groups.append(group)
        place += 1
    return query.with_groups(groups)


def correct(reading: RewrittenQuery, *, even_known: bool = False) -> RewrittenQuery:
    """Put what is near for each word that the record does not know; with `even_known`, for every word."""
    query, counts = reading.query, dict(reading.counts)
    mistyped = {
        place: group
        for place, group in enumerate(query.groups)
        if _can_be_mistyped(group) and (even_known or not _is_known(group, counts))
    }
    mistyped = dict(itertools.islice(mistyped.items(), MAX_CORRECTED_WORDS))
    if not mistyped:
        return reading
    put = _halved(
        {place: group for place, group in mistyped.items() if SHORTENED.match(group.typed.lower())}, counts
    )
    doubtful = {
        place: group for place, group in mistyped.items() if place not in put and not is_russian(group.typed)
    }
    near = vocabulary.similar_terms([_spellings(group) for group in doubtful.values()]) if doubtful else []
    counts |= {term.term: term.documents for term in near}
    put |= {place: correction for place, group in doubtful.items() if (correction := _nearest(group, near))}
    splits = {place: group for place, group in doubtful.items() if place not in put and not even_known}
    put |= _halved(splits, counts)
    groups = [one for place, group in enumerate(query.groups) for one in put.get(place, [group])]
    corrections = {
        query.groups[place].typed: " ".join(one.typed for one in correction)
        for place, correction in put.items()
    }
    return RewrittenQuery(query.with_groups(groups), counts, {**reading.corrections, **corrections})


def _can_be_mistyped(group: Group) -> bool:
    return (
        group.is_word and len(phonetic_key(group.typed)) >= MIN_CORRECTED_LENGTH and not group.typed.isdigit()
    )


def _spellings(group: Group) -> list[str]:
    words = [atom.terms[0] for atom in group.atoms[:3] if len(atom.terms) == 1]
    return [
        term
        for term in dict.fromkeys((phonetic_key(group.typed), *words))
        if len(term) >= MIN_CORRECTED_LENGTH
    ]


def _nearest(group: Group, terms: Iterable[Term]) -> list[Group]:
    """Return the terms that the fewest slips lead to: of equals those that begin alike, then the most frequent."""
    typed, spellings = phonetic_key(group.typed), _spellings(group)
    ranked = []
    for one in terms:
        maximum = 1 if len(one.term) < ENOUGH_FOR_TWO_SLIPS else 2
        slips = min(distance(one.term, spelling, maximum=maximum) for spelling in spellings)
        if slips <= maximum and len(one.term) >= MIN_CORRECTED_LENGTH and one.term not in spellings:
            whole = distance(typed, phonetic_key(one.word), maximum=MAX_EDITS)
            ranked.append(((slips - maximum, whole, one.term[0] != typed[0], -one.documents), one))
    ranked.sort(key=lambda pair: (pair[0], pair[1].term))
    if not ranked:
        return []
    best = [one for rank, one in ranked if rank[:2] == ranked[0][0][:2]][:MAX_CORRECTIONS]
    likeliest = as_word(best[0].word)
    likely_terms = dict.fromkeys((term.term,) for term in best)
    others = dict.fromkeys(atom.terms for atom in likeliest.atoms) if likeliest else {}
    return [Group(best[0].word, tuple(map(Atom, likely_terms | others)), group.after)]


def _halved(groups: Mapping[int, Group], counts: dict[str, int]) -> dict[int, list[Group]]:
    """Return the two words that each of the words may be, run together: среднийкоридор, Минэнерго."""
    halves = {place: list(_halves(group)) for place, group in groups.items()}
    half_queries = [Query(pair) for pairs in halves.values() for pair in pairs]
    if not half_queries:
        return {}
    terms = {term for query in half_queries for term in query.terms}
    counts |= vocabulary.document_counts(terms, {term for query in half_queries for term in query.beginnings})
    known = {
        place: [pair for pair in pairs if all(_is_known(half, counts) for half in pair)]
        for place, pairs in halves.items()
    }
    return {
        place: list(max(pairs, key=lambda pair: min(frequency(half, counts) for half in pair)))
        for place, pairs in known.items()
        if pairs
    }


def _halves(group: Group) -> Iterator[tuple[Group, Group]]:
    typed = group.typed
    shortened = SHORTENED.match(typed.lower())
    if shortened:
        pair = parse(f"{shortened[1]}* {shortened[2]}*").groups
        yield from [(pair[0], pair[1])] if len(pair) == 2 else []
    if shortened or len(typed) < MIN_JOINED_LENGTH:
        return
    for cut in range(MIN_HALF_LENGTH, len(typed) - MIN_HALF_LENGTH + 1):
        one, other = as_word(typed[:cut]), as_word(typed[cut:])
        if one and other:
            yield one, other


@lru_cache(maxsize=10_000)
def distance(one: str, other: str, *, maximum: int) -> int:
    """Return how many letters to add, drop, change or swap lead from one word to the other, to `maximum` + 1.

    >>> distance("tokaev", "tokeav", maximum=2)
    1
    """
    if abs(len(one) - len(other)) > maximum:
        return maximum + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > maximum:
            return maximum + 1
    return min(row[-1], maximum + 1)
