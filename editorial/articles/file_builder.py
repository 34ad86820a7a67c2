"""Editions that may be printed, and the files made of them."""

import hashlib
import logging
from collections.abc import Iterable

from django.db.models import Prefetch

from editorial.articles.attribution import as_published
from editorial.articles.credits import book_credits, prefetched_book_credits
from editorial.articles.models import Collection, Edition
from editorial.articles.press_documents import to_book, to_collection, to_document
from editorial.articles.querysets import EditionQuerySet
from editorial.press.document import Collection as PrintedCollection
from editorial.press.format_registry import Format
from editorial.press.remarks import Printed
from editorial.workflow.states import State

# A part of every file's tag: raise it when the same text comes to look different.
PRESS_VERSION = "5"

log = logging.getLogger(__name__)


def printable_editions() -> EditionQuerySet:
    """Editions of published articles, with all that the press needs. Ten queries; one more for translations."""
    return _described(Edition.objects.all()).prefetch_related(
        "article__editions", "article__translation_of__editions"
    )


def catalogued_editions() -> EditionQuerySet:
    """Editions of published articles with all that describes them, without their texts."""
    originals = Prefetch("article__translation_of__editions", queryset=Edition.objects.light())
    rows = Edition.objects.current().light().defer("article__body", "article__internal_note")
    return _described(rows).prefetch_related(originals)


def _described(editions: EditionQuerySet) -> EditionQuerySet:
    return (
        editions.filter(article__state=State.PUBLISHED)
        .select_related("article__collection__place", "article__outlet", "article__translation_of")
        .prefetch_related(
            "article__collection__publishers__organisation",
            "article__collection__contributions__expert",
            "article__collection__contributions__organisation",
            "article__topics",
            "article__contributions__expert",
            "article__contributions__organisation",
        )
    )


def book_editions(collection: Collection) -> EditionQuerySet:
    """Return the current editions of a collection's published articles, in printed order."""
    return (
        printable_editions()
        .current()
        .filter(article__collection=collection)
        .order_by("article__order_in_collection", "article__first_page", "article_id")
    )


def printed_collection(edition: Edition, *, origin: str) -> PrintedCollection | None:
    """Return the book in which an article was printed, if any. No query for an edition that may be printed, but for a
    translation.
    """
    collection = as_published(edition.article).collection
    if collection is None or not collection.is_published:
        return None
    return to_collection(collection, prefetched_book_credits(collection), origin=origin)


def article_file(edition: Edition, form: Format, *, origin: str) -> bytes:
    """Return an edition in a format."""
    return print_edition(edition, form, origin=origin).content


def print_edition(edition: Edition, form: Format, *, origin: str) -> Printed:
    """Return an edition in a format, and what could not be kept in it."""
    document = to_document(edition, collection=printed_collection(edition, origin=origin), origin=origin)
    return _logged(form.print_article(document), edition.article.slug)


def print_collection(
    collection: Collection, form: Format, *, editions: Iterable[Edition], origin: str
) -> Printed:
    """Return a collection with these editions in a format that a book can take, and what could not be kept in it."""
    book = to_book(collection, book_credits(collection), editions, origin=origin)
    return _logged(form.print_book(book), collection.slug)


def _logged(printed: Printed, slug: str) -> Printed:
    for remark in printed.remarks:
        log.warning(
            "Printing %s: %s in “%s”: %s %s", slug, remark.kind, remark.title, remark.detail, remark.excerpt
        )
    return printed


def file_etag(form: Format, editions: Iterable[Edition], collection: Collection | None = None) -> str:
    """Return an ETag from the checksums of the texts and the last changes of their catalogue data."""
    parts = [PRESS_VERSION, form.name]
    for edition in editions:
        parts += [edition.checksum, edition.article.changed_at.isoformat()]
        if collection := as_published(edition.article).collection:
            parts.append(collection.changed_at.isoformat())
    if collection:
        parts.append(collection.changed_at.isoformat())
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'
