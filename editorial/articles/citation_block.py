"""The citation blocks of texts and books."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language

from editorial.articles.attribution import as_published, to_citable
from editorial.articles.credits import book_credits, prefetched_book_credits
from editorial.articles.models import Collection, Contribution, Edition
from editorial.articles.press_documents import to_collection
from editorial.press.citations.formatting import Citation
from editorial.press.citations.styles import book_citations, citations
from editorial.press.document import Book, Document
from editorial.press.format_registry import BOOK_FORMATS, FORMATS
from editorial.values.page_urls import addresses, page_address

FOR_CITING = ("bib", "ris", "csl")


class Download(NamedTuple):
    """A file that the page offers."""

    label: str
    url: str
    extension: str
    content_type: str


class CiteBlock(NamedTuple):
    """Citations in each style, files for citation managers, and files to read."""

    citations: tuple[Citation, ...]
    managers: tuple[Download, ...]
    files: tuple[Download, ...]


def citable(edition: Edition, *, credits_: Iterable[Contribution], origin: str) -> Document:
    """Return an edition as its page and its metadata cite it. One query for a text of a book."""
    collection = as_published(edition.article).collection
    published_collection = collection if collection and collection.is_published else None
    book = (
        to_collection(published_collection, book_credits(published_collection), origin=origin)
        if published_collection
        else None
    )
    return to_citable(edition, credits_=credits_, collection=book, origin=origin)


def cite_block(edition: Edition, document: Document) -> CiteBlock:
    """Return the block of an edition. No query."""
    files = _downloads(edition)
    return CiteBlock(
        citations=citations(document, accessed=timezone.localdate()),
        managers=tuple(files[name] for name in FOR_CITING),
        files=tuple(file for name, file in files.items() if name not in FOR_CITING),
    )


def book_cite_block(collection: Collection, *, origin: str) -> CiteBlock:
    """Return the block of a collection whose credits and texts its page has read. No query.

    A book of which only summaries can be read here is cited without an address.
    """
    credits_, is_summarised = prefetched_book_credits(collection), is_only_summarised(collection)
    printed = to_collection(collection, credits_, origin=origin, is_summarised=is_summarised)
    book = Book(collection.slug, printed, ())
    files = (
        Download(
            form.label,
            page_address("articles:collection_download", collection.slug, name),
            form.extension,
            form.content_type,
        )
        for name, form in BOOK_FORMATS.items()
    )
    return CiteBlock(book_citations(book, accessed=timezone.localdate()), (), tuple(files))


def is_only_summarised(collection: Collection) -> bool:
    """Return whether readers find no text of a book here, but summaries of its texts. No query where the texts are read."""
    texts = list(collection.articles.all())
    return bool(texts) and all(text.is_digest for text in texts)


def _downloads(edition: Edition) -> dict[str, Download]:
    """Return the files of an edition by the names of their formats."""
    address, slug = addresses(get_language()), edition.article.slug

    def url(name: str) -> str:
        if edition.is_current:
            return address("articles:download", slug, name)
        return address("articles:edition_download", slug, edition.number, name)

    return {
        name: Download(form.label, url(name), form.extension, form.content_type)
        for name, form in FORMATS.items()
    }
