"""Synonyms that editors keep: what else a word or a phrase of a query may stand for.

The few rows are read for each search, so that a change shows at once on every server; what they mean is worked out
once for the same rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, product

from editorial.search.document_rows import read_synonyms
from editorial.search.entry import LANGUAGES
from editorial.search.query import MAX_SPELLINGS, Atom, Group, Query
from editorial.search.stemmer import get_term, inflected_terms, is_stop_word, words

MAX_OTHERS = 24  # other words for one word or phrase
Terms = tuple[str, ...]
Meanings = Mapping[str, Sequence[tuple[Terms, tuple[Terms, ...]]]]


def with_synonyms(query: Query) -> Query:
    """Return the query with what means the same as its words and phrases. One query to the database.

    Each word of a phrase may be answered by the other phrase as a whole, so that its words may also stand apart.
    """
    meanings = _meanings(read_synonyms())
    if not meanings:
        return query
    others: dict[int, dict[Terms, None]] = {}
    for place in range(len(query.groups)):
        for length, synonyms in _meant_at(query.groups, place, meanings):
            for step in range(length):
                others.setdefault(place + step, {}).update(dict.fromkeys(synonyms))
    return query.with_groups(
        _with_others(group, list(others[place])) if place in others else group
        for place, group in enumerate(query.groups)
    )


def _meant_at(
    groups: Sequence[Group], place: int, meanings: Meanings
) -> Iterator[tuple[int, tuple[Terms, ...]]]:
    """Yield what else the words from a place on may mean, with how many words these are; a phrase is one."""
    group = groups[place]
    own = [atom.terms for atom in group.atoms[: group.own]] if group.date is None else []
    for first in dict.fromkeys(terms[0] for terms in own):
        for phrase, synonyms in meanings.get(first, ()):
            if phrase in own:
                yield 1, synonyms
            elif _stands_at(groups, place, phrase):
                yield len(phrase), synonyms


def _single_terms(group: Group) -> list[str]:
    """Return the terms of the word itself, of one that is being typed its beginning."""
    return [atom.terms[0] for atom in group.atoms[: group.own] if len(atom.terms) == 1]


def _stands_at(groups: Sequence[Group], place: int, phrase: Terms) -> bool:
    following = groups[place : place + len(phrase)]
    return len(following) == len(phrase) and all(
        term in _single_terms(group) for group, term in zip(following, phrase, strict=True)
    )


def _with_others(group: Group, others: Sequence[Terms]) -> Group:
    known = {atom.terms for atom in group.atoms if not atom.prefix}
    own = min(group.own, len(group.atoms))
    added = (Atom(terms) for terms in others if terms not in known)
    return replace(group, atoms=(*group.atoms, *added), own=own, meant=len(group.atoms))


@lru_cache(maxsize=4)
def _meanings(rows: tuple[tuple[str, ...], ...]) -> Meanings:
    """Return by the first term of each phrase the phrases that begin with it, each with what else is meant."""
    found: dict[str, list[tuple[Terms, tuple[Terms, ...]]]] = {}
    for row in rows:
        phrases = list(_phrases(row))
        for typed in dict.fromkeys(typed for typed, _written in phrases):
            others = dict.fromkeys(written for _typed, written in phrases if written != typed)
            found.setdefault(typed[0], []).append((typed, tuple(others)[:MAX_OTHERS]))
    return found


def _phrases(row: Sequence[str]) -> Iterator[tuple[Terms, Terms]]:
    """Yield the terms of each phrase as a query has them, without words that say nothing, and as texts may have them."""
    for language, lines in zip(LANGUAGES, row, strict=True):
        for line in lines.splitlines():
            found = [word.text for word in words(line)]
            typed = [get_term(word, language) for word in found if not is_stop_word(word)]
            spellings = [inflected_terms(word, language) for word in found]
            if not typed or not all((*typed, *spellings)):
                continue
            for written in islice(product(*spellings), MAX_SPELLINGS):
                yield tuple(typed), written
