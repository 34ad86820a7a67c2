"""Builders of press documents: an edition as a Document, a collection as a Book."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage
from django.utils.html import escape
from django.utils.translation import override
from PIL import Image, UnidentifiedImageError

from editorial.articles.attribution import SITES, licence_name, to_citable
from editorial.articles.credits import BookCredits
from editorial.articles.models import Collection, Edition
from editorial.articles.models.edition import EditionReference
from editorial.articles.models.picture import file_name, picture_storage
from editorial.articles.notes import DisplayedNote, cited_works, displayed_notes
from editorial.articles.page_breaks import printed_breaks
from editorial.i18n.fallback_text import fallback_text
from editorial.press.citations import gost
from editorial.press.document import (
    Book,
    Contributor,
    Correction,
    Document,
    Footnote,
    Picture,
    Reference,
)
from editorial.press.document import Collection as PrintedCollection
from editorial.press.labels import labels_for

PICTURE_SOURCE = re.compile(r'src="(/pictures/([0-9a-f]{20})/(full\.(?:jpg|png)))"')
MARKER = re.compile(r'<sup class="footnote-ref"><a href="#fn-(\d+)"[^>]*>[^<]*</a></sup>')


def to_document(edition: Edition, *, collection: PrintedCollection | None, origin: str) -> Document:
    """One edition with the catalogue data of today. `origin` is `https://host`."""
    article = edition.article
    html = printed_breaks(article, edition.html)
    keys = {note["number"]: note["key"] for note in edition.footnotes}
    earlier = (
        other for other in article.editions.all() if other.number <= edition.number and other.correction_note
    )
    citable = to_citable(edition, credits_=article.contributions.all(), collection=collection, origin=origin)
    return replace(
        citable,
        notice=_notice(citable, labels_for(edition.language)),
        topics=tuple(str(fallback_text(topic, "name", edition.language)) for topic in article.topics.all()),
        body=_absolute_urls(
            MARKER.sub(lambda found: f'<sup data-footnote="{keys[int(found[1])]}"></sup>', html), origin
        ),
        footnotes=build_footnotes(edition),
        references=tuple(_reference(work) for work in cited_works(edition.references, edition.footnotes)),
        pictures=_pictures(edition.html, origin),
        corrections=tuple(
            Correction(other.number, other.published_at.date(), other.correction_note)
            for other in sorted(earlier, key=lambda other: other.number)
        ),
    )


def to_collection(
    collection: Collection, made_by: BookCredits, *, origin: str, is_summarised: bool = False
) -> PrintedCollection:
    """Build the publisher's page, in the language of the book."""
    language = collection.language
    with override(language):
        url = f"{origin}{collection.get_absolute_url()}"
    return PrintedCollection(
        title=str(fallback_text(collection, "title", language)),
        language=language,
        subtitle=str(fallback_text(collection, "subtitle", language)),
        place=str(fallback_text(collection.place, "name", language)) if collection.place else "",
        year=str(collection.year),
        publishers=made_by.publishers,
        supporters=made_by.supporters,
        series=SITES[language],
        editors=made_by.editors,
        reviewers=made_by.reviewers,
        isbn=collection.isbn,
        doi=collection.doi,
        url=url,
        annotation=str(fallback_text(collection, "description", language)),
        page_count=collection.page_count,
        is_summarised=is_summarised,
        is_printed_elsewhere=collection.printed_elsewhere,
    )


def to_book(
    collection: Collection, made_by: BookCredits, editions: Iterable[Edition], *, origin: str
) -> Book:
    """Build a collection with the given editions, in their order."""
    printed = to_collection(collection, made_by, origin=origin)
    documents = tuple(to_document(edition, collection=printed, origin=origin) for edition in editions)
    dates = [document.edition_made_on for document in documents if document.edition_made_on]
    of_summaries = any(document.is_summary for document in documents)
    has_cover = collection.cover and not of_summaries
    return Book(
        slug=collection.slug,
        collection=printed,
        documents=documents,
        cover=_picture(collection.cover.storage, collection.cover.name or "") if has_cover else None,
        site=SITES[collection.language],
        licence=licence_name() if of_summaries else "",
        licence_url=settings.RECORD_LICENCE_URL if of_summaries else "",
        notice=_book_notice(documents, labels_for(collection.language)),
        made_on=max(dates, default=None),
    )


def _book_notice(documents: Sequence[Document], terms: Mapping[str, str]) -> str:
    """Return the notice of a book that comes before its texts."""
    summaries = sum(document.is_summary for document in documents)
    if not summaries:
        return ""
    return f"{terms['summaries' if summaries == len(documents) else 'some_summaries']}."


def _notice(document: Document, terms: Mapping[str, str]) -> str:
    """Return the notice before the text: of what it is a summary, and whose the title is."""
    original = document.original or document
    parts = (
        terms["digest"] if document.is_summary else "",
        gost.summary_note(document),
        terms["our_title"] if original.title_is_supplied else "",
    )
    return " ".join(part for part in parts if part)


def build_footnotes(edition: Edition) -> tuple[Footnote, ...]:
    """Return the notes as readers see them."""
    return tuple(_footnote(note, labels_for(edition.language)) for note in displayed_notes(edition.footnotes))


def _footnote(note: DisplayedNote, terms: Mapping[str, str]) -> Footnote:
    """Build a footnote: the work with its address and the remark on it, or the text; and the note that it repeats."""
    reference = _reference(note.reference) if note.reference else None
    work = escape(reference.text.removesuffix(f". {reference.url}")) if reference else ""
    if work and note.html and not note.url and work[-1] not in ".?!…":
        work = f"{work}."
    text, remark = (work, note.html) if reference else (note.html, "")
    repeated = terms["see_note"].format(number=note.repeats) if note.repeats else ""
    link = f'<a href="{escape(note.url)}">{escape(note.url)}</a>' if note.url else ""
    line = " ".join(part for part in (text, repeated, link, remark) if part)
    return Footnote(key=note.key, number=note.number, html=line, reference=reference, mark=note.mark)


def _reference(frozen: EditionReference) -> Reference:
    year = str(frozen["year"] or "")
    parts = (frozen["authors"], frozen["title"], frozen["outlet"], year, frozen["pages"])
    text = ". ".join(part.rstrip(".") for part in parts if part)
    names = (name.strip() for name in frozen["authors"].split(","))
    return Reference(
        text=f"{text}. {frozen['url']}".strip(". "),
        contributors=tuple(Contributor(literal=name) for name in names if name),
        title=frozen["title"],
        container=frozen["outlet"],
        year=year,
        pages=frozen["pages"],
        doi=frozen["doi"],
        url=frozen["url"],
    )


def _absolute_urls(body: str, origin: str) -> str:
    return PICTURE_SOURCE.sub(lambda found: f'src="{origin}{found[1]}"', body)


def _pictures(body: str, origin: str) -> dict[str, Picture]:
    """Return the pictures of a body by their absolute address; nothing is fetched from elsewhere."""
    found = {}
    for address, key, name in PICTURE_SOURCE.findall(body):
        if picture := _picture(picture_storage(), file_name(key, name)):
            found[f"{origin}{address}"] = picture
    return found


def _picture(storage: Storage, name: str) -> Picture | None:
    """Return the stored file if it exists and is a picture of the format of its name."""
    try:
        with storage.open(name) as stored:
            with Image.open(stored) as image:
                image.verify()
            stored.seek(0)
            return Picture(stored.read(), PurePosixPath(name).suffix.lstrip(".").lower())
    except (OSError, UnidentifiedImageError, SuspiciousFileOperation):
        return None
