"""Rows of documents that a search reads: each time the columns that are needed, and of a document's passages one.

Plain SQL, which both databases take: it is read for every search, and the ORM takes longer to write it than they to answer.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connections, router

from editorial.search.entry import LANGUAGES, Text
from editorial.search.models import SearchDocument
from editorial.search.ranking import Candidate

CANDIDATES_SQL = """
SELECT id, type, weight, title_terms, name_terms, lead_terms FROM search_searchdocument WHERE id IN ({places})
"""
BODIES_SQL = "SELECT id, body_terms FROM search_searchdocument WHERE id IN ({places})"
FOUND_SQL = """
WITH wanted(id, number) AS (VALUES {places})
SELECT d.id, d.type, d.key, d.language, d.title, d.path, d.date, d.title_terms, p.anchor, p.text, d.titles
FROM wanted
JOIN search_searchdocument AS d ON d.id = wanted.id
LEFT JOIN search_searchpassage AS p ON p.document_id = wanted.id AND p.number = wanted.number
"""
LATEST_SQL = """
SELECT d.id, d.type, d.title, d.path, d.written_at, p.text, d.titles
FROM search_searchdocument AS d
LEFT JOIN search_searchpassage AS p ON p.document_id = d.id AND p.number = 0
WHERE d.id IN ({places})
ORDER BY d.written_at DESC, d.date IS NULL, d.date DESC, d.id DESC LIMIT %s
"""
TITLES_SQL = (
    "SELECT id, type, language, title, path, titles FROM search_searchdocument WHERE id IN ({places})"
)
FACETS_SQL = "SELECT code, kind, value, labels FROM search_facetvalue WHERE code IN ({places})"
TERMS_SQL = "SELECT term, documents FROM search_term WHERE documents > 0 AND ({conditions})"
SYNONYMS_SQL = (
    f"SELECT {', '.join(f'words_{code}' for code in LANGUAGES)} FROM search_synonymgroup ORDER BY id"  # noqa: S608
)


class FoundDocument(NamedTuple):
    """A document as a line of the results shows it, with one of its passages."""

    id: int
    type: str
    key: str
    language: str
    title: str
    path: str
    date: dt.date | None
    title_terms: str
    anchor: str
    passage: str
    titles: Mapping[str, str]

    def title_in(self, language: str) -> Text:
        """Return the title in a language of the site, else in the language of the document."""
        return title_in(language, self.title, self.language, self.titles)


class WrittenDocument(NamedTuple):
    """A document as a feed shows it: when it was written to the index, and how it begins."""

    id: int
    type: str
    title: str
    path: str
    written_at: dt.datetime
    beginning: str
    titles: Mapping[str, str]


class TitledDocument(NamedTuple):
    """A document as a suggestion shows it."""

    id: int
    type: str
    language: str
    title: str
    path: str
    titles: Mapping[str, str]


class FacetRow(NamedTuple):
    """A value of a facet with its labels by language."""

    code: str
    kind: str
    value: str
    labels: Mapping[str, str]


def read_candidates(ids: Sequence[int]) -> list[Candidate]:
    """Return what is weighed first of the documents, in no order. One query."""
    return list(map(Candidate._make, _read(CANDIDATES_SQL, ids)))


def read_bodies(ids: Sequence[int]) -> dict[int, str]:
    """Return the terms of the bodies, a line for each passage. One query."""
    return dict(_read(BODIES_SQL, ids))


def read_found(numbers: Mapping[int, int]) -> dict[int, FoundDocument]:
    """Return documents by their ids, each with the passage of the number given for it. One query."""
    if not numbers:
        return {}
    places = ", ".join(["(%s, %s)"] * len(numbers))
    values = [value for pair in numbers.items() for value in pair]
    return {
        row[0]: FoundDocument._make((*row[:8], row[8] or "", row[9] or "", _titles(row[10])))
        for row in _execute(FOUND_SQL.format(places=places), values)
    }


def read_latest(ids: Sequence[int], limit: int) -> list[WrittenDocument]:
    """Return those of the documents that were written last. One query."""
    return [
        WrittenDocument._make((*row[:4], _moment(row[4]), row[5] or "", _titles(row[6])))
        for row in _read(LATEST_SQL, ids, limit)
    ]


def read_facets(codes: Sequence[str]) -> list[FacetRow]:
    """Return the values of facets by their codes. One query."""
    return [FacetRow._make((*row[:3], json.loads(row[3]))) for row in _read(FACETS_SQL, codes)]


def read_titles(ids: Sequence[int]) -> dict[int, TitledDocument]:
    """Return documents by their ids, as a suggestion shows them. One query."""
    return {row[0]: TitledDocument._make((*row[:5], _titles(row[5]))) for row in _read(TITLES_SQL, ids)}


def title_in(language: str, title: str, own: str, titles: Mapping[str, str]) -> Text:
    """Return the title in a language of the site, else as it is."""
    translated = titles.get(language) if language != own else ""
    return Text(translated, language) if translated else Text(title, own)


def read_counts(terms: Sequence[str], beginnings: Iterable[str]) -> dict[str, int]:
    """Return in how many documents the terms stand, and all terms that begin so. One query."""
    bounds = [(beginning, f"{beginning}zzzz") for beginning in beginnings]
    conditions = [f"term IN ({_places(terms)})"] if terms else []
    conditions += ["(term >= %s AND term < %s)"] * len(bounds)
    if not conditions:
        return {}
    values = [*terms, *(bound for pair in bounds for bound in pair)]
    return dict(_execute(TERMS_SQL.format(conditions=" OR ".join(conditions)), values))


def read_synonyms() -> tuple[tuple[str, ...], ...]:
    """Return the words of each group of synonyms, a text for each language. One query."""
    return tuple(tuple(row) for row in _execute(SYNONYMS_SQL, ()))


def _places(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _read(sql: str, values: Sequence[Any], *others: Any) -> list[Any]:
    if not values:
        return []
    return _execute(sql.format(places=_places(values)), [*values, *others])


def _execute(sql: str, values: Sequence[Any]) -> list[Any]:
    with connections[router.db_for_read(SearchDocument)].cursor() as cursor:
        cursor.execute(sql, values)
        found: list[Any] = cursor.fetchall()
        return found


def _titles(value: str | None) -> Mapping[str, str]:
    return json.loads(value) if value else {}


def _moment(value: dt.datetime) -> dt.datetime:
    """Return a time, which SQLite keeps in UTC without saying so."""
    return value if value.tzinfo else value.replace(tzinfo=dt.UTC)
