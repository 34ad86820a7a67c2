"""Crossref deposits that register DOIs, made from published texts."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.articles import file_builder
from editorial.articles.credits import book_credits
from editorial.articles.models import Article, Collection, Edition
from editorial.articles.press_documents import to_book, to_document
from editorial.press.document import Book
from editorial.press.formats import crossref

NAME, CONTENT_TYPE = "crossref.xml", "application/vnd.crossref.deposit+xml"


def of_collections(collections: Iterable[Collection], *, origin: str) -> bytes:
    """Return the deposit of whole collections. Raises ValidationError that names what is missing."""
    chosen = list(collections)
    _refuse_without_doi(chosen)
    books = [_book(collection, file_builder.book_editions(collection), origin) for collection in chosen]
    return crossref.write_books(books, _deposit(chosen))


def of_articles(articles: Iterable[Article], *, origin: str) -> bytes:
    """Return the deposit of texts: chapters of their collections, or reports of their own, as summaries are.

    Raises ValidationError that names what is missing, or when there are texts of both kinds.
    """
    chosen = list(articles)
    _refuse_without_doi(chosen)
    editions = list(
        file_builder.printable_editions()
        .current()
        .filter(article__in=[article.pk for article in chosen])
        .order_by("article__order_in_collection", "article_id")
    )
    in_books = [edition for edition in editions if _chapter_collection(edition)]
    if in_books and len(in_books) < len(editions):
        raise ValidationError(
            _(
                "Crossref does not accept chapters and other publications in one file. Select publications of "
                "one type."
            )
        )
    if not in_books:
        reports = [
            to_document(
                edition, collection=file_builder.printed_collection(edition, origin=origin), origin=origin
            )
            for edition in editions
        ]
        return crossref.write_reports(reports, _deposit(chosen))
    books = {
        collection.pk: collection for edition in in_books if (collection := _chapter_collection(edition))
    }
    _refuse_without_doi(list(books.values()))
    parts = {key: [one for one in in_books if one.article.collection_id == key] for key in books}
    return crossref.write_books(
        [_book(collection, parts[key], origin) for key, collection in books.items()], _deposit(chosen)
    )


def _chapter_collection(edition: Edition) -> Collection | None:
    """Return the book of which a text is a chapter; a summary is none."""
    if edition.article.is_digest:
        return None
    collection = edition.article.collection
    return collection if collection is not None and collection.is_published else None


def _book(collection: Collection, editions: Iterable[Edition], origin: str) -> Book:
    return to_book(collection, book_credits(collection), editions, origin=origin)


def _refuse_without_doi(rows: Sequence[Article | Collection]) -> None:
    if not rows:
        raise ValidationError(_("Nothing selected."))
    for row in rows:
        if not row.is_published:
            raise ValidationError(_("“%(title)s” is not published.") % {"title": row})
        if not row.doi:
            raise ValidationError(_("“%(title)s” has no DOI.") % {"title": row})


def _deposit(rows: Sequence[Article | Collection]) -> crossref.Deposit:
    if not settings.CROSSREF_DEPOSITOR_EMAIL:
        raise ImproperlyConfigured("CROSSREF_DEPOSITOR_EMAIL must be set to deposit with Crossref.")
    now = timezone.now()
    return crossref.Deposit(
        batch_id=f"{rows[0].slug}-{now:%Y%m%d%H%M%S}",
        made_at=now,
        depositor=settings.CROSSREF_DEPOSITOR_NAME,
        email=settings.CROSSREF_DEPOSITOR_EMAIL,
        registrant=settings.CROSSREF_REGISTRANT,
    )
