"""Finding: what answers a query, in which order, and by what it can be narrowed."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from types import ModuleType
from typing import Any

from django.db import connections, router
from django.db.models import QuerySet

from editorial.search import postgres, sqlite, vocabulary
from editorial.search.clauses import FACET_MARK, SITE_LANGUAGE_MARK, Clause, Match
from editorial.search.document_rows import (
    FoundDocument,
    WrittenDocument,
    read_bodies,
    read_candidates,
    read_facets,
    read_found,
    read_latest,
)
from editorial.search.entry import KINDS, facet_code
from editorial.search.models import SearchDocument
from editorial.search.query import Group, Query, as_prefix, parse, with_month, with_root
from editorial.search.query_rewrite import RewrittenQuery, correct, rewrite
from editorial.search.ranking import ROUNDING, Ranking, frequency
from editorial.search.snippets import Marker, Piece, Snippet
from editorial.search.stemmer import get_terms
from editorial.search.synonym_groups import with_synonyms

BACKENDS: Mapping[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}
MAX_COUNTED = 2_000  # matches that are counted; of more, the best are
FEW = 4  # matches of all the words, to which those of some are added
COMMON = 0.05  # of the documents: a word in more of them tells too little to be followed alone
FEW_OF_ROOT, SHARE_OF_ROOT = 100, 0.01  # documents with words of a root, beyond which the root tells nothing
MAX_WEIGHED = 150  # matches, and matches in titles and names, that are weighed word by word
MAX_FACET_VALUES = 12  # of one facet
SHARE_SIDE_BY_SIDE = 0.2  # of the documents with the words of a phrase, those that have the phrase: a guess
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

    document: FoundDocument
    title: tuple[Piece, ...]
    title_language: str
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a search. With `has_more` there is more than `count`, and facets count the best.

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
    order = search.ordered(
        matches, until=page * page_size, is_relaxed=is_relaxed, has_all=not is_relaxed and len(matches) == few
    )
    return Results(
        query=search.query,
        count=min(len(matches), MAX_COUNTED),
        has_more=len(matches) > MAX_COUNTED,
        hits=search.hits(order[(page - 1) * page_size : page * page_size]),
        facets=facet_counts(matches[:MAX_COUNTED], chosen, language),
        corrections=search.reading.corrections,
        is_relaxed=is_relaxed,
        is_filled=len(matches) > few > 0,
    )


def latest(
    text: str, *, language: str, chosen: Mapping[str, Sequence[str]] | None = None, limit: int = 50
) -> list[WrittenDocument]:
    """Return the best of what answers, the last written to the index first: for feeds."""
    search = Search.of(text, language, chosen or {})
    if search is None:
        return []
    matches, _is_relaxed = search.matches()
    return read_latest([match.id for match in matches[: limit * 10]], limit)


def matching_keys(text: str, *, type: str, language: str) -> QuerySet[Any, str]:  # noqa: A002  (as the index calls it)
    """Return the keys of everything of one type that answers, in no order: for filters. Two queries at most."""
    search = Search.of(text, language, {"type": [type]})
    matches = search.matches()[0] if search else ()
    found = SearchDocument.objects.filter(id__in=[match.id for match in matches])
    return found.values_list("key", flat=True)


def matching_names(text: str, *, type: str, language: str) -> list[str]:  # noqa: A002  (as the index calls it)
    """Return the keys of everything of one type that has the words in its title or a name: for the boxes of lists.

    The last word may be unfinished; when nothing has it, it is taken for mistyped. Six queries at most.
    """
    for query in (as_prefix(text.strip()), parse(text)):
        if query.groups:
            search = Search.for_query(query, language, {"type": [type]})
            if ids := [match.id for match in search.execute(limit=MAX_COUNTED, in_head=True)]:
                return list(SearchDocument.objects.filter(id__in=ids).values_list("key", flat=True))
    return []


class Search:
    """One search: the query, the tags that every result has, and how frequent all of them are."""

    def __init__(self, reading: RewrittenQuery, tags: Sequence[str]) -> None:
        self.reading = reading
        self.tags = tags
        self.language = tags[0].removeprefix(SITE_LANGUAGE_MARK)
        self.size = reading.counts.get(tags[0], 0)
        self.bodies: dict[int, str] = {}  # those read while the documents were weighed

    @property
    def query(self) -> Query:
        """Return the query as it is understood."""
        return self.reading.query

    @property
    def counts(self) -> Mapping[str, int]:
        """Return in how many documents each term and tag stands."""
        return self.reading.counts

    @classmethod
    def of(cls, text: str, language: str, chosen: Mapping[str, Sequence[str]]) -> "Search | None":
        """Return the search for a text within the chosen values, or None when nothing is asked for."""
        query = parse(text)
        if not query.groups and (text.strip() or not any(chosen.values())):
            return None
        return cls.for_query(query, language, chosen)

    @classmethod
    def for_query(cls, query: Query, language: str, chosen: Mapping[str, Sequence[str]]) -> "Search":
        """Return the search for a query, with synonyms, its unknown words corrected. Three queries at most."""
        codes = [facet_code(kind, value) for kind, values in chosen.items() for value in values]
        tags = [f"{SITE_LANGUAGE_MARK}{language}", *(f"{FACET_MARK}{code}" for code in codes)]
        reading = rewrite(with_synonyms(query), tags)
        if reading.corrections:
            reading = replace(reading, query=with_synonyms(reading.query))
        return cls(reading, tags)

    def matches(self) -> tuple[list[Match], bool]:
        """Return the matches by standing, one more than is counted, and whether some words were let go.

        A word that only readers of another language find is taken for mistyped when nothing is found, and a day on
        which nothing is dated for its month.
        """
        is_long = len(self.query.groups) > 1
        if found := self.execute(limit=MAX_COUNTED + 1):
            return found, False
        if any(group.date for group in self.query.groups) and (found := self._match_months()):
            return found, True
        exact = self.reading
        if is_long:
            self.relax()
            if found := self.execute(limit=MAX_COUNTED + 1, any_group=True):
                return found, True
        self.reading = correct(exact, even_known=True)
        if self.reading is exact:
            return [], is_long
        return self.execute(limit=MAX_COUNTED + 1, any_group=is_long), is_long

    def _match_months(self) -> list[Match]:
        search = self._with_groups(map(with_month, self.query.groups))
        if found := search.execute(limit=MAX_COUNTED + 1):
            counts = vocabulary.document_counts((), search.query.beginnings)
            self.reading = replace(search.reading, counts={**self.counts, **counts})
        return found

    def relax(self) -> None:
        """Ask for words of the same roots, too. One query, for how many there are."""
        query = self.query.with_groups(map(with_root, self.query.groups))
        counts = {**self.counts, **vocabulary.document_counts((), query.beginnings)}
        limit = max(FEW_OF_ROOT, SHARE_OF_ROOT * self.size)
        query = query.with_groups(
            wide if frequency(wide, counts) <= limit else group
            for wide, group in zip(query.groups, self.query.groups, strict=True)
        )
        self.reading = replace(self.reading, query=query, counts=counts)

    def filled(self, found: list[Match]) -> list[Match]:
        """Return the matches, and if these are few, others after them.

        They are those of some of the words, a common one aside; of one word, those of the words of its root.
        """
        groups = self.query.groups
        if (
            len(found) >= FEW
            or self.query.excluded
            or not all(group.is_word or group.date for group in groups)
        ):
            return found
        known = {match.id for match in found}
        others = self._match_some(groups) if len(groups) > 1 else self._match_roots()
        return [*found, *(match for match in others if match.id not in known)]

    def _match_some(self, groups: Sequence[Group]) -> list[Match]:
        telling = self._without_common_word(groups)
        self.relax()
        wide = {group.typed: group for group in self.query.groups}
        return self._with_groups(wide[group.typed] for group in telling).execute(
            limit=MAX_WEIGHED, any_group=True
        )

    def _without_common_word(self, groups: Sequence[Group]) -> list[Group]:
        """Return the words without the commonest of several, if it is common."""
        *telling, commonest = sorted(groups, key=lambda group: frequency(group, self.counts))
        is_common = telling and frequency(commonest, self.counts) >= COMMON * self.size
        return telling if is_common else [*telling, commonest]

    def _with_groups(self, groups: Iterable[Group]) -> "Search":
        return Search(replace(self.reading, query=self.query.with_groups(groups)), self.tags)

    def _match_roots(self) -> list[Match]:
        if self.reading.corrections:
            return []
        self.relax()
        return self.execute(limit=MAX_WEIGHED)

    def ordered(
        self, matches: Sequence[Match], *, until: int, is_relaxed: bool = False, has_all: bool = False
    ) -> list[int]:
        """Return the ids of the matches, the best first; in this order only as far as is needed.

        Every match is weighed when there are few; of many, the best and those that have the words in
        their title or name (when nothing has all, any of them that is not common), and the rest follow by standing.
        """
        if not self.query.groups:
            return [match.id for match in matches]
        weighed = dict.fromkeys(match.id for match in matches[:MAX_WEIGHED])
        if len(matches) > MAX_WEIGHED:
            search = self._with_groups(self._without_common_word(self.query.groups)) if is_relaxed else self
            heads = search.execute(limit=MAX_WEIGHED, in_head=True, any_group=is_relaxed)
            weighed |= dict.fromkeys(match.id for match in heads)
        scores = self._scores(list(weighed), until, has_all=has_all)
        best = sorted(scores, key=lambda id_: (-scores[id_], -id_))
        return [*best, *(match.id for match in matches if match.id not in weighed)][:until]

    def _scores(self, ids: Sequence[int], until: int, *, has_all: bool) -> dict[int, float]:
        """Return the scores of documents. Bodies, which are long, are read of those only that may be among the best."""
        ranking = Ranking(self.query, self.counts, self.size)
        heads = [ranking.head(candidate) for candidate in read_candidates(ids)]
        bounds = [ranking.bounds(head, has_all=has_all) for head in heads]
        in_reach = heads
        if until < len(heads):
            enough = sorted((least for least, _most in bounds), reverse=True)[until - 1] - ROUNDING
            in_reach = [head for head, (_least, most) in zip(heads, bounds, strict=True) if most >= enough]
        self.bodies = read_bodies([head.id for head in in_reach])
        return {head.id: ranking.score(head, self.bodies.get(head.id, "")) for head in in_reach}

    def hits(self, ids: Sequence[int]) -> tuple[Hit, ...]:
        """Return documents as a page shows them, each with its best passage."""
        marker = Marker(self.query.groups, self.counts)
        unread = [id_ for id_ in ids if id_ not in self.bodies] if self.query.groups else []
        bodies = self.bodies | read_bodies(unread)
        passages = {id_: marker.best_passage(bodies.get(id_, "")) for id_ in ids}
        found = read_found(passages)
        return tuple(
            _hit(found[id_], marker, bodies.get(id_, "").split("\n")[passages[id_]], self.language)
            for id_ in ids
            if id_ in found
        )

    def match_titles(self, *, limit: int) -> list[int]:
        """Return the ids of what has all the words in its title or name, the best first. Three queries."""
        matches = self.execute(limit=MAX_WEIGHED, in_head=True)
        return self.ordered(matches, until=limit)

    def execute(self, *, limit: int, in_head: bool = False, any_group: bool = False) -> list[Match]:
        """Return the best documents with all the words, or with any, anywhere or in their titles and names."""
        connection = connections[router.db_for_read(SearchDocument)]
        clause = Clause(
            self.query.groups, self.tags, self.query.excluded, in_head=in_head, any_group=any_group
        )
        words_in_head = 0 if not in_head else 1 if any_group else len(self.query.groups)
        share = self._share(any_group=any_group) * SHARE_IN_HEADS**words_in_head
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
        groups = [self._document_share(group) for group in self.query.groups]
        if any_group:
            return min(1.0, sum(groups)) * tags
        return math.prod(groups) * tags

    def _document_share(self, group: Group) -> float:
        if all(len(atom.terms) == 1 for atom in group.atoms):
            return min(1.0, frequency(group, self.counts) / self.size)
        together = (
            math.prod(self.counts.get(term, 0) / self.size for term in atom.counted) for atom in group.atoms
        )
        return min(1.0, sum(together)) * SHARE_SIDE_BY_SIDE


def _hit(found: FoundDocument, marker: Marker, passage_terms: str, language: str) -> Hit:
    title = found.title_in(language)
    terms = found.title_terms
    if title.text != found.title:
        terms = " ".join(term for term, _word in get_terms(title.text, title.language))
    return Hit(
        found,
        marker.mark(title.text, terms, title.language),
        title.language,
        marker.snippet(found.passage, found.anchor, passage_terms, found.language),
    )


def facet_counts(
    matches: Sequence[Match], chosen: Mapping[str, Sequence[str]], language: str
) -> dict[str, tuple[FacetCount, ...]]:
    """Return, by kind, the values that most of the matches have, and the chosen ones."""
    counted = Counter(" ".join([match.facets for match in matches]).split())
    codes = {facet_code(kind, value) for kind, values in chosen.items() for value in values}
    ranked: dict[str, list[tuple[int, str]]] = {letter: [] for letter in KINDS.values()}
    for code, count in counted.items():
        ranked[code[0]].append((-count, code))
    for values_of_kind in ranked.values():
        codes |= {code for _count, code in nsmallest(MAX_FACET_VALUES, values_of_kind)}
    facets: dict[str, list[FacetCount]] = {kind: [] for kind in KINDS}
    for row in read_facets(sorted(codes)):
        is_chosen = row.value in chosen.get(row.kind, ())
        label = row.labels.get(language) or next(filter(None, row.labels.values()), row.value)
        facets[row.kind].append(FacetCount(row.value, label, counted[row.code], is_chosen))
    return {
        kind: tuple(sorted(values, key=lambda one: (not one.is_chosen, -one.count, one.value)))
        for kind, values in facets.items()
        if values
    }
