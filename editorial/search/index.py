"""The index: put, drop, find. Those who publish or show need nothing else of this package."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connections, router, transaction
from django.db.backends.utils import CursorWrapper

from editorial.search import vocabulary
from editorial.search.documents import Analysis, analyse
from editorial.search.engine import BACKENDS, Results, find
from editorial.search.entry import SearchEntry
from editorial.search.models import FacetValue, ReindexRequest, SearchDocument, SearchPassage, Term, Trigram

__all__ = ["Results", "find", "index_entries", "rebuild", "refresh", "remove"]

Row = TypeVar("Row")
BATCH = 200


def refresh(
    kind: str, key: str, rows: Iterable[Row], entries: Callable[[Row], Sequence[SearchEntry]]
) -> None:
    """Bring the index up to date with one object: `rows` are it as readers may see it, or nothing."""
    written = [entry for row in rows for entry in entries(row)]
    if written:
        index_entries(written)
    else:
        remove(kind, key)


@transaction.atomic
def index_entries(entries: Sequence[SearchEntry]) -> None:
    """Write the entries of one object, in all its languages, in place of those that were there."""
    _lock_index()
    for kind, key in {(entry.type, entry.key) for entry in entries}:
        remove(kind, key)
    for entry in entries:
        analysis = analyse(entry)
        analysis.document.save(force_insert=True)
        SearchPassage.objects.bulk_create(analysis.passages, batch_size=BATCH)
        with _backend() as (backend, cursor):
            backend.add(cursor, [analysis.document.pk])
        vocabulary.add(analysis.words, analysis.counted)
    _save_facets(entries)


@transaction.atomic
def remove(kind: str, key: str) -> None:
    """Take an object out, in all its languages; nothing happens when it is not there."""
    _lock_index()
    for document in SearchDocument.objects.filter(type=kind, key=key):
        terms = f"{document.title_terms} {document.name_terms} {document.lead_terms} {document.body_terms}"
        vocabulary.decrement(Analysis(document, dict.fromkeys(terms.split(), "")).counted)
        with _backend() as (backend, cursor):
            backend.remove(cursor, [document.pk])
        document.delete()


@transaction.atomic
def rebuild(entries: Iterable[SearchEntry]) -> int:
    """Write the whole index again; return how many documents it has."""
    _lock_index()
    Trigram.objects.all().delete()
    Term.objects.all().delete()
    FacetValue.objects.all().delete()
    ReindexRequest.objects.all().delete()
    SearchPassage.objects.all().delete()
    SearchDocument.objects.all().delete()
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    total = 0
    for batch in _batches(entries):
        analyses = [analyse(entry) for entry in batch]
        SearchDocument.objects.bulk_create([analysis.document for analysis in analyses])
        SearchPassage.objects.bulk_create(
            [passage for analysis in analyses for passage in analysis.passages], batch_size=BATCH
        )
        for analysis in analyses:
            counts.update(analysis.counted)
            for term, word in analysis.words.items():
                words.setdefault(term, word)
        _save_facets(batch)
        total += len(analyses)
    with _backend() as (backend, cursor):
        backend.rebuild(cursor)
    vocabulary.add_terms({term: words.get(term, "") for term in counts}, counts)
    return total


@contextmanager
def _backend() -> Iterator[tuple[Any, CursorWrapper]]:
    connection = connections[router.db_for_write(SearchDocument)]
    with connection.cursor() as cursor:
        yield BACKENDS[connection.vendor], cursor


def _lock_index() -> None:
    with _backend() as (backend, cursor):
        backend.lock_index(cursor)


def _batches(entries: Iterable[SearchEntry]) -> Iterator[tuple[SearchEntry, ...]]:
    iterator = iter(entries)
    while batch := tuple(itertools.islice(iterator, BATCH)):
        yield batch


def _save_facets(entries: Sequence[SearchEntry]) -> None:
    values = {facet.code: facet for entry in entries for facet in entry.all_facets}
    FacetValue.objects.bulk_create(
        [
            FacetValue(code=code, kind=facet.kind, value=facet.value, labels=dict(facet.labels))
            for code, facet in sorted(
                values.items()
            )  # in one order, so that two writers never wait in a ring
        ],
        update_conflicts=True,
        update_fields=["labels"],
        unique_fields=["code"],
        batch_size=BATCH,
    )
