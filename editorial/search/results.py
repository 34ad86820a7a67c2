"""Finding: what answers a query, in which order, and by what it can be narrowed."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from django.db import connections, router
from django.db.models import F, QuerySet

from editorial.search import postgres, sqlite, vocabulary
from editorial.search.entry import KINDS, facet_code
from editorial.search.matching import FACET_MARK, SITE_LANGUAGE_MARK, Clause, Match
from editorial.search.models import FacetValue, SearchDocument
from editorial.search.query import Query, parse
from editorial.search.ranking import Candidate, frequency, rarity, score
from editorial.search.snippets import Marker, Piece, Snippet

BACKENDS: Mapping[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}
MOST_COUNTED = 3_000  # matches that are counted; of more, the foremost are
FEW = 4  # matches of all the words, to which those of some are added
MOST_WEIGHED = 150  # matches, and matches in titles and names, that are weighed word by word
MOST_VALUES = 12  # of one facet
SHARE_IN_HEADS = 0.1  # of the documents with a word, those that have it in the title or in a name: a guess


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value to narrow by and how many of the results have it."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A result as a page shows it."""

    document: SearchDocument
    title: tuple[Piece, ...]
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Results:
    """What was found. With `has_more` there is more than `count`, and facets count the foremost.

    With `is_relaxed` nothing has all the words, with `is_filled` so few that others are added.
    """

    query: Query = field(default_factory=Query)
    count: int = 0
    has_more: bool = False
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)
    is_relaxed: bool = False
    is_filled: bool = False


def find(
    text: str,
    *,
    language: str,
    chosen: Mapping[str, Sequence[str]] | None = None,
    page: int = 1,
    page_size: int = 20,
) -> Results:
    """Return what answers `text` in the site language and has every chosen value of every facet.

    Without a text, whatever has the chosen values is found. A word that the record does not know is
    replaced by its neighbours in spelling; when few documents have all the words, those that have some are
    found, too.
    """
    chosen = {kind: values for kind, values in (chosen or {}).items() if values}
    search = Search.of(text, language, chosen)
    if search is None:
        return Results()
    matches, is_relaxed = search.matches()
    few = len(matches)
    matches = matches if is_relaxed else search.filled(matches)
    shown = search.ordered(matches)[(page - 1) * page_size : page * page_size]
    documents = SearchDocument.objects.in_bulk(shown)
    marker = Marker(search.query.groups)
    return Results(
        query=search.query,
        count=min(len(matches), MOST_COUNTED),
        has_more=len(matches) > MOST_COUNTED,
        hits=tuple(
            Hit(found, marker.mark(found.title, found.language), marker.snippet(found))
            for found in map(documents.__getitem__, shown)
        ),
        facets=facet_counts(matches[:MOST_COUNTED], chosen, language),
        corrections=search.corrections,
        is_relaxed=is_relaxed,
        is_filled=len(matches) > few,
    )


def latest(
    text: str, *, language: str, chosen: Mapping[str, Sequence[str]] | None = None, most: int = 50
) -> list[SearchDocument]:
    """Return the foremost of what answers, the last written to the index first: for feeds."""
    search = Search.of(text, language, chosen or {})
    if search is None:
        return []
    matches, _is_relaxed = search.matches()
    foremost = [match.id for match in matches[: most * 10]]
    written = SearchDocument.objects.filter(id__in=foremost).defer("title_terms", "lead_terms", "tags")
    return list(written.order_by("-written_at", F("date").desc(nulls_last=True), "-id")[:most])


def keys_of(text: str, *, type: str, language: str) -> QuerySet[Any, str]:  # noqa: A002  (as the index calls it)
    """Return the keys of everything of one type that answers, in no order: for filters. Two queries at most."""
    search = Search.of(text, language, {"type": [type]})
    matches = search.matches()[0] if search else ()
    found = SearchDocument.objects.filter(id__in=[match.id for match in matches])
    return found.values_list("key", flat=True)


class Search:
    """One search: the query, the tags that every result has, and how frequent all of them are."""

    def __init__(self, query: Query, tags: Sequence[str], counts: Mapping[str, int]) -> None:
        self.query = query
        self.tags = tags
        self.counts = counts
        self.size = counts.get(tags[0], 0)
        self.corrections: Mapping[str, str] = {}

    @classmethod
    def of(cls, text: str, language: str, chosen: Mapping[str, Sequence[str]]) -> "Search | None":
        """Return the search for a text within the chosen values, or None when nothing is asked for."""
        query = parse(text)
        if not query.groups and (text.strip() or not any(chosen.values())):
            return None
        return cls.for_query(query, language, chosen)

    @classmethod
    def for_query(cls, query: Query, language: str, chosen: Mapping[str, Sequence[str]]) -> "Search":
        """Return the search for a query, its unknown words corrected. Two queries at most."""
        codes = [facet_code(kind, value) for kind, values in chosen.items() for value in values]
        tags = [f"{SITE_LANGUAGE_MARK}{language}", *(f"{FACET_MARK}{code}" for code in codes)]
        counts = vocabulary.counts_of({*query.terms, *tags}, query.beginnings)
        corrected, corrections = vocabulary.correct(query, counts)
        search = cls(corrected, tags, counts)
        search.corrections = corrections
        return search

    def matches(self) -> tuple[list[Match], bool]:
        """Return the matches by standing, one more than is counted, and whether some words were let go."""
        found = self.ask(limit=MOST_COUNTED + 1)
        if found or len(self.query.groups) < 2:
            return found, False
        return self.ask(limit=MOST_COUNTED + 1, any_group=True), True

    def filled(self, found: list[Match]) -> list[Match]:
        """Return the matches, and if these are few, those of some of the words, the commonest word aside."""
        is_plain = len(self.query.groups) > 1 and all(group.is_word for group in self.query.groups)
        if not 0 < len(found) < FEW or not is_plain or self.query.excluded:
            return found
        known = {match.id for match in found}
        telling = sorted(self.query.groups, key=lambda group: frequency(group, self.counts))[:-1]
        others = Search(self.query.with_groups(telling), self.tags, self.counts).ask(
            limit=MOST_WEIGHED, any_group=True
        )
        return [*found, *(match for match in others if match.id not in known)]

    def ordered(self, matches: Sequence[Match]) -> list[int]:
        """Return the ids of the matches, the best first.

        Every match is weighed when there are few; of many, the foremost and those that have the words in
        their title or name, and the rest follow by standing.
        """
        weighed = dict.fromkeys(match.id for match in matches[:MOST_WEIGHED])
        if len(matches) > MOST_WEIGHED and self.query.groups:
            weighed |= dict.fromkeys(self.in_heads(limit=MOST_WEIGHED))
        if not self.query.groups:
            return [match.id for match in matches]
        rarities = [rarity(group, self.counts, self.size) for group in self.query.groups]
        rows = SearchDocument.objects.filter(id__in=weighed).values_list(*Candidate._fields)
        scores = {row[0]: score(Candidate(*row), self.query.groups, rarities) for row in rows}
        best = sorted(scores, key=lambda id_: (-scores[id_], -id_))
        return best + [match.id for match in matches if match.id not in scores]

    def in_heads(self, *, limit: int) -> list[int]:
        """Return the ids of what has all the words in its title or name, by standing."""
        return [match.id for match in self.ask(limit=limit, in_head=True)]

    def ask(self, *, limit: int, in_head: bool = False, any_group: bool = False) -> list[Match]:
        """Return the foremost documents with all the words, or with any, anywhere or in their titles and names."""
        connection = connections[router.db_for_read(SearchDocument)]
        clause = Clause(
            self.query.groups, self.tags, self.query.excluded, in_head=in_head, any_group=any_group
        )
        share = self._share(any_group=any_group) * (SHARE_IN_HEADS if in_head else 1)
        with connection.cursor() as cursor:
            found: list[Match] = BACKENDS[connection.vendor].matches(
                cursor, clause, limit=limit, share=share, size=self.size
            )
        return found

    def _share(self, *, any_group: bool) -> float:
        """Guess which share of the documents will match, as if words fell together by chance."""
        if not self.size:
            return 0.0
        tags = math.prod(self.counts.get(tag, 0) / self.size for tag in self.tags)
        groups = [min(1.0, frequency(group, self.counts) / self.size) for group in self.query.groups]
        if any_group:
            return min(1.0, sum(groups)) * tags
        return math.prod(groups) * tags


def facet_counts(
    matches: Sequence[Match], chosen: Mapping[str, Sequence[str]], language: str
) -> dict[str, tuple[FacetCount, ...]]:
    """Return, by kind, the values that most of the matches have, and the chosen ones."""
    counted = Counter(code for match in matches for code in match.facets.split())
    kept = {facet_code(kind, value) for kind, values in chosen.items() for value in values}
    for letter in KINDS.values():
        ranked = sorted((-count, code) for code, count in counted.items() if code[0] == letter)
        kept |= {code for _count, code in ranked[:MOST_VALUES]}
    facets: dict[str, list[FacetCount]] = {kind: [] for kind in KINDS}
    for row in FacetValue.objects.filter(code__in=sorted(kept)):
        is_chosen = row.value in chosen.get(row.kind, ())
        label = row.labels.get(language) or next(filter(None, row.labels.values()), row.value)
        facets[row.kind].append(FacetCount(row.value, label, counted[row.code], is_chosen))
    return {
        kind: tuple(sorted(values, key=lambda one: (not one.is_chosen, -one.count, one.value)))
        for kind, values in facets.items()
        if values
    }
