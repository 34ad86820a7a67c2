"""Which editions may be printed, and the files made of them."""

import hashlib
from collections.abc import Iterable

from editorial.articles.book_credits import book_credits
from editorial.articles.models import Collection, Edition
from editorial.articles.press import to_book, to_collection, to_document
from editorial.articles.querysets import EditionQuerySet
from editorial.press.catalogue import Format
from editorial.press.document import Collection as PrintedCollection
from editorial.workflow.states import State

# A part of every file's tag: raise it when the same text comes to look different.
PRESS_VERSION = "2"


def printable_editions() -> EditionQuerySet:
    """Editions of published articles, with all that the press needs. Six queries."""
    return (
        Edition.objects.filter(article__state=State.PUBLISHED)
        .select_related("article__collection__place", "article__outlet")
        .prefetch_related(
            "article__editions",
            "article__topics",
            "article__contributions__expert",
            "article__contributions__organisation",
        )
    )


def editions_of(collection: Collection) -> EditionQuerySet:
    """The current editions of a collection's published articles, in printed order."""
    return (
        printable_editions()
        .current()
        .filter(article__collection=collection)
        .order_by("article__order_in_collection", "article__first_page", "article_id")
    )


def printed_collection(edition: Edition, *, origin: str) -> PrintedCollection | None:
    """The book in which an article was printed, if it was. One query."""
    collection = edition.article.collection
    if collection is not None and not collection.is_published:
        return None
    return to_collection(collection, book_credits(collection), origin=origin) if collection else None


def article_file(edition: Edition, form: Format, *, origin: str) -> bytes:
    """An edition in a format."""
    return form.write(
        to_document(edition, collection=printed_collection(edition, origin=origin), origin=origin)
    )


def book_file(collection: Collection, form: Format, *, origin: str) -> bytes:
    """A collection in a format that a book can take."""
    if form.write_book is None:
        raise ValueError(f"{form.label} has no form for a whole book.")
    return form.write_book(
        to_book(collection, book_credits(collection), editions_of(collection), origin=origin)
    )


def tag_of(form: Format, editions: Iterable[Edition], collection: Collection | None = None) -> str:
    """An ETag from the checksums of the texts and the last changes of their catalogue data."""
    parts = [PRESS_VERSION, form.name]
    for edition in editions:
        parts += [edition.checksum, edition.article.changed_at.isoformat()]
        if edition.article.collection:
            parts.append(edition.article.collection.changed_at.isoformat())
    if collection:
        parts.append(collection.changed_at.isoformat())
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'
