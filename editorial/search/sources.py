"""Registry of search sources: the rows of each kind and how they become entries."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from editorial.search import index
from editorial.search.entry import SearchEntry

BATCH = 100  # rows; those who take part in so many texts are fewer than SQLite can be asked for at once


@dataclass(frozen=True, kw_only=True)
class SearchSource:
    """The source of the documents of one kind.

    `rows` returns what readers may see, `entries` turns a row into its documents, `key` is the lookup of the slug
    under which a row is found. `facet` is the facet by which documents of other kinds name this one.
    """

    rows: Callable[[], QuerySet[Any]]
    entries: Callable[[Any], Sequence[SearchEntry]]
    key: str = "slug"
    facet: str = ""


_sources: dict[str, SearchSource] = {}


def register(kind: str, source: SearchSource) -> None:
    """Make a kind of object known to the search."""
    _sources[kind] = source


def has(kind: str) -> bool:
    """Say whether objects of a kind are searched."""
    return kind in _sources


def facets() -> dict[str, str]:
    """Return the kinds by whose names others are found, with the facet under which they are named."""
    return {kind: source.facet for kind, source in _sources.items() if source.facet}


def all_entries() -> Iterator[SearchEntry]:
    """Yield the entries of everything that readers may see, in a bounded number of queries for each batch."""
    for source in _sources.values():
        for row in source.rows().iterator(BATCH):
            yield from source.entries(row)


def reindex(kind: str, keys: Sequence[str]) -> None:
    """Bring the index up to date with some objects of a kind; those that readers may not see leave it."""
    source = _sources[kind]
    rows: dict[str, list[Any]] = {key: [] for key in keys}
    for row in source.rows().filter(**{f"{source.key}__in": keys}):
        rows[_key_for(row, source.key)].append(row)
    for key, found in rows.items():
        index.refresh(kind, key, found, source.entries)


def _key_for(row: Any, lookup: str) -> str:
    value = row
    for name in lookup.split("__"):
        value = getattr(value, name)
    return str(value)
