"""Documents that name a topic, a person or a body: written anew after it is renamed.

What is out of date is written down in the transaction of the change. A few documents are written anew as soon as it
is committed; the rest by `publish_scheduled`, which a timer runs, so that no editor waits for thousands of them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from editorial.search.entry import facet_code
from editorial.search.models import SearchDocument, StaleDocument

AT_ONCE = 50


@contextmanager
def renaming(kind: str, facet: str, slug: str) -> Iterator[None]:
    """Find out whether what is written inside changes the words by which a thing is found; if so, mark who names it."""
    before = _words(kind, slug)
    yield
    if _words(kind, slug) != before:
        mark(facet, slug)


def mark(facet: str, slug: str) -> None:
    """Mark the documents that name a topic, a person or a body, and write a few of them after the commit."""
    code = facet_code(facet, slug)
    named = Q(facets=code) | Q(facets__startswith=f"{code} ") | Q(facets__contains=f" {code}")
    found = SearchDocument.objects.filter(named).values_list("type", "key").distinct()
    rows = [StaleDocument(type=kind, key=key) for kind, key in found if (kind, key) != (facet, slug)]
    if rows:
        StaleDocument.objects.bulk_create(rows, ignore_conflicts=True)
        transaction.on_commit(lambda: write_stale(AT_ONCE))


@transaction.atomic
def write_stale(limit: int) -> int:
    """Write up to `limit` documents anew; return how many were. Two writers never take the same ones."""
    rows = list(StaleDocument.objects.select_for_update().order_by("type", "key")[:limit])
    # By name, because only a surface knows all apps; see the settings.
    write_anew = import_string(settings.SEARCH_WRITER)
    for kind, group in groupby(rows, key=lambda row: row.type):
        keys = [row.key for row in group]
        write_anew(kind, keys)
    StaleDocument.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _words(kind: str, slug: str) -> list[tuple[str, ...]]:
    rows: Iterable[tuple[str, ...]] = SearchDocument.objects.filter(type=kind, key=slug).values_list(
        "language", "title", "name_terms"
    )
    return sorted(rows)
