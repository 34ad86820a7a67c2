"""Rows of documents that a search reads: each time the columns that are needed, and of a document's passages one.

Plain SQL, which both databases take: it is read for every search, and the ORM takes longer to write it than they to answer.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connections, router

from editorial.search.models import SearchDocument
from editorial.search.ranking import Candidate

CANDIDATES_SQL = """
SELECT id, type, weight, title_terms, name_terms, lead_terms FROM search_searchdocument WHERE id IN ({places})
"""
BODIES_SQL = "SELECT id, body_terms FROM search_searchdocument WHERE id IN ({places})"
FOUND_SQL = """
WITH wanted(id, number) AS (VALUES {places})
SELECT d.id, d.type, d.key, d.language, d.title, d.path, d.date, d.title_terms, p.anchor, p.text
FROM wanted
JOIN search_searchdocument AS d ON d.id = wanted.id
LEFT JOIN search_searchpassage AS p ON p.document_id = wanted.id AND p.number = wanted.number
"""
LATEST_SQL = """
SELECT d.id, d.type, d.title, d.path, d.written_at, p.text
FROM search_searchdocument AS d
LEFT JOIN search_searchpassage AS p ON p.document_id = d.id AND p.number = 0
WHERE d.id IN ({places})
ORDER BY d.written_at DESC, d.date IS NULL, d.date DESC, d.id DESC LIMIT %s
"""
FACETS_SQL = "SELECT code, kind, value, labels FROM search_facetvalue WHERE code IN ({places})"
TERMS_SQL = "SELECT term, documents FROM search_term WHERE documents > 0 AND ({conditions})"


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


class WrittenDocument(NamedTuple):
    """A document as a feed shows it: when it was written to the index, and how it begins."""

    id: int
    type: str
    title: str
    path: str
    written_at: dt.datetime
    beginning: str


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
        row[0]: FoundDocument._make((*row[:8], row[8] or "", row[9] or ""))
        for row in _execute(FOUND_SQL.format(places=places), values)
    }


def read_latest(ids: Sequence[int], limit: int) -> list[WrittenDocument]:
    """Return those of the documents that were written last. One query."""
    return [
        WrittenDocument._make((*row[:4], _moment(row[4]), row[5] or ""))
        for row in _read(LATEST_SQL, ids, limit)
    ]


def read_facets(codes: Sequence[str]) -> list[FacetRow]:
    """Return the values of facets by their codes. One query."""
    return [FacetRow._make((*row[:3], json.loads(row[3]))) for row in _read(FACETS_SQL, codes)]


def read_counts(terms: Sequence[str], beginnings: Iterable[str]) -> dict[str, int]:
    """Return in how many documents the terms stand, and all terms that begin so. One query."""
    bounds = [(beginning, f"{beginning}zzzz") for beginning in beginnings]
    conditions = [f"term IN ({_places(terms)})"] if terms else []
    conditions += ["(term >= %s AND term < %s)"] * len(bounds)
    if not conditions:
        return {}
    values = [*terms, *(bound for pair in bounds for bound in pair)]
    return dict(_execute(TERMS_SQL.format(conditions=" OR ".join(conditions)), values))


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


def _moment(value: dt.datetime) -> dt.datetime:
    """Return a time, which SQLite keeps in UTC without saying so."""
    return value if value.tzinfo else value.replace(tzinfo=dt.UTC)
