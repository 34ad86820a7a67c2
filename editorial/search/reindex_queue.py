"""Documents that are out of date: marked in the transaction of the change, and written again after its commit.

So no transaction that holds rows of the record waits for another that writes the index. A few documents are written
at once, those too that name what was renamed; the rest by `publish_scheduled`, which a timer runs, so that no editor
waits for thousands of them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.db.transaction import on_commit

from editorial.search import sources
from editorial.search.entry import facet_code
from editorial.search.models import ReindexRequest, SearchDocument

AT_ONCE = 50
_is_paused: ContextVar[bool] = ContextVar("the search index is paused", default=False)


@contextmanager
def suspended() -> Iterator[None]:
    """Let nothing be marked inside: for loads of many rows, whose caller calls `index.rebuild` afterwards."""
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)


def enqueue(kind: str, *keys: str) -> None:
    """Mark the documents of some objects, and write them, or a few of them, after the commit. One query."""
    if not _is_paused.get():
        _mark([ReindexRequest(type=kind, key=key) for key in keys])
        on_commit(partial(process, AT_ONCE), robust=True)


def _mark(rows: list[ReindexRequest]) -> None:
    ReindexRequest.objects.bulk_create(rows, batch_size=500)


def _mark_naming(kind: str, key: str) -> None:
    """Mark the documents that name a topic, a person or a body."""
    code = facet_code(sources.facets()[kind], key)
    named = Q(facets=code) | Q(facets__startswith=f"{code} ") | Q(facets__contains=f" {code}")
    found = SearchDocument.objects.filter(named).values_list("type", "key").distinct()
    _mark([ReindexRequest(type=other, key=name) for other, name in found if (other, name) != (kind, key)])


def process(limit: int) -> int:
    """Write up to `limit` documents again, and those that name what was renamed; return how many were."""
    written = 0
    while written < limit and (some := _write_some(limit - written)):
        written += some
    return written


@transaction.atomic
def _write_some(limit: int) -> int:
    """Write what is marked, or a part of it. Two writers never take the same ones."""
    rows = list(ReindexRequest.objects.select_for_update().order_by("pk")[:limit])
    for kind in dict.fromkeys(row.type for row in rows):
        keys = list(dict.fromkeys(row.key for row in rows if row.type == kind))
        before = _words(kind, keys)
        sources.reindex(kind, keys)
        after = _words(kind, keys)
        for key in keys if kind in sources.facets() else ():
            if before.get(key) != after.get(key):
                _mark_naming(kind, key)
    ReindexRequest.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _words(kind: str, keys: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Return the words by which topics, persons or bodies are found, by key."""
    found: dict[str, list[tuple[str, ...]]] = {}
    if kind in sources.facets():
        rows = SearchDocument.objects.filter(type=kind, key__in=list(keys)).order_by("key", "language")
        for key, *words in rows.values_list("key", "language", "title", "name_terms"):
            found.setdefault(key, []).append(tuple(words))
    return found
