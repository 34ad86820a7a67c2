"""How to cite a text or a book, as its page offers it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from editorial.articles.book_credits import prefetched_book_credits
from editorial.articles.models import Collection, Contribution, Edition
from editorial.articles.press import to_book, to_citable
from editorial.articles.printing import printed_collection
from editorial.press.catalogue import BOOK_FORMATS, FORMATS, Format
from editorial.press.citations.line import Citation
from editorial.press.citations.styles import book_citations, citations

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
    """The block of an edition. One query for a text of a book, none for any other."""
    book = printed_collection(edition, origin=origin)
    document = to_citable(edition, credits_=credits_, collection=book, origin=origin)
    return CiteBlock(
        citations=citations(document, accessed=timezone.localdate()),
        managers=tuple(_download(edition, FORMATS[name]) for name in FOR_CITING),
        files=tuple(_download(edition, form) for name, form in FORMATS.items() if name not in FOR_CITING),
    )


def book_cite_block(collection: Collection, *, origin: str) -> CiteBlock:
    """The block of a collection whose credits its page has read. No query."""
    book = to_book(collection, prefetched_book_credits(collection), (), origin=origin)
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


def _download(edition: Edition, form: Format) -> Download:
    slug = edition.article.slug
    if edition.is_current:
        url = reverse("articles:download", args=[slug, form.name])
    else:
        url = reverse("articles:edition_download", args=[slug, edition.number, form.name])
    return Download(form.label, url, form.extension, form.content_type)
