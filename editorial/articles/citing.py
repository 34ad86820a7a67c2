"""How to cite a text or a book, as its page offers it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from editorial.articles.models import Collection, Contribution, Edition
from editorial.articles.press import to_book, to_citable, to_collection
from editorial.press.catalogue import BOOK_FORMATS, FORMATS, Format
from editorial.press.citations.line import Citation
from editorial.press.citations.styles import book_citations, citations
from editorial.press.document import Collection as PrintedCollection

COLLECTION_KEPT_FOR = 300  # seconds
FOR_CITING = ("bib", "ris", "csl")


@dataclass(frozen=True)
class Download:
    """A file that the page offers."""

    label: str
    url: str
    extension: str
    content_type: str


@dataclass(frozen=True)
class CiteBlock:
    """Citations in each style, files for citation managers, and files to read."""

    citations: tuple[Citation, ...]
    managers: tuple[Download, ...]
    files: tuple[Download, ...]


def cite_block(edition: Edition, *, credits_: Iterable[Contribution], origin: str) -> CiteBlock:
    """The block of an edition; no query besides the book's, which is kept for some minutes."""
    article = edition.article
    book = printed_collection(article.collection, origin=origin) if article.collection else None
    document = to_citable(edition, credits_=credits_, collection=book, origin=origin)
    return CiteBlock(
        citations=citations(document, accessed=timezone.localdate()),
        managers=tuple(_download(edition, FORMATS[name]) for name in FOR_CITING),
        files=tuple(_download(edition, form) for name, form in FORMATS.items() if name not in FOR_CITING),
    )


def book_cite_block(collection: Collection, *, origin: str) -> CiteBlock:
    """The block of a collection."""
    book = to_book(collection, (), origin=origin)
    files = (
        Download(
            form.label,
            reverse("articles:collection_download", args=[collection.slug, name]),
            form.extension,
            form.content_type,
        )
        for name, form in BOOK_FORMATS.items()
    )
    return CiteBlock(book_citations(book, accessed=timezone.localdate()), (), tuple(files))


def printed_collection(collection: Collection, *, origin: str) -> PrintedCollection:
    """The book as it is cited, from the cache if its row has not changed since."""
    key = f"cited-collection:{collection.pk}:{collection.changed_at.timestamp()}:{origin}"
    found = cache.get(key)
    if not isinstance(found, PrintedCollection):
        found = to_collection(collection, origin=origin)
        cache.set(key, found, COLLECTION_KEPT_FOR)
    return found


def _download(edition: Edition, form: Format) -> Download:
    slug = edition.article.slug
    if edition.is_current:
        url = reverse("articles:download", args=[slug, form.name])
    else:
        url = reverse("articles:edition_download", args=[slug, edition.number, form.name])
    return Download(form.label, url, form.extension, form.content_type)
