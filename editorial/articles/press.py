"""From the record to the press: an edition as a Document, a collection as a Book."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage, default_storage
from django.utils.html import escape
from django.utils.translation import override
from PIL import Image, UnidentifiedImageError

from editorial.articles.book_credits import BookCredits
from editorial.articles.models import Article, Collection, Contribution, Edition
from editorial.articles.models.contributor import Contributor as Credit
from editorial.articles.models.edition import EditionReference
from editorial.articles.models.picture import file_name, picture_storage
from editorial.articles.notes import ShownNote, shown_notes, works_of
from editorial.experts.models import Expert, Organisation
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
from editorial.press.terms import terms_in
from editorial.values.shown_text import shown_text

SITES = {
    "ru": "Азербайджано-Казахстанский экспертный совет",
    "kk": "Әзербайжан-Қазақстан сараптамалық кеңесі",
    "az": "Azərbaycan-Qazaxıstan Ekspert Şurası",
    "en": "Azerbaijan–Kazakhstan Expert Council",
}
SHOWN = re.compile(r'src="(/pictures/([0-9a-f]{20})/(full\.(?:jpg|png)))"')
MARKER = re.compile(r'<sup class="footnote-ref"><a href="#fn-(\d+)"[^>]*>\d+</a></sup>')


def to_document(edition: Edition, *, collection: PrintedCollection | None, origin: str) -> Document:
    """One edition with the catalogue data of today. `origin` is `https://host`."""
    article = edition.article
    keys = {note["number"]: note["key"] for note in edition.footnotes}
    earlier = (
        other for other in article.editions.all() if other.number <= edition.number and other.correction_note
    )
    return replace(
        to_citable(edition, credits_=article.contributions.all(), collection=collection, origin=origin),
        topics=tuple(str(shown_text(topic, "name", edition.language)) for topic in article.topics.all()),
        body=_with_whole_addresses(
            MARKER.sub(lambda found: f'<sup data-footnote="{keys[int(found[1])]}"></sup>', edition.html),
            origin,
        ),
        footnotes=footnotes_of(edition),
        references=tuple(_reference(work) for work in works_of(edition.references, edition.footnotes)),
        pictures=_pictures(edition.html, origin),
        corrections=tuple(
            Correction(other.number, other.published_at.date(), other.correction_note)
            for other in sorted(earlier, key=lambda other: other.number)
        ),
    )


def to_citable(
    edition: Edition, *, credits_: Iterable[Contribution], collection: PrintedCollection | None, origin: str
) -> Document:
    """What a citation of an edition needs; the text itself is left out."""
    article, language = edition.article, edition.language
    with override(language):
        url = f"{origin}{edition.get_absolute_url()}"
    return Document(
        slug=article.slug,
        title=edition.title,
        language=language,
        genre=article.genre,
        subtitle=edition.subtitle,
        contributors=tuple(_contributor(credit, language) for credit in credits_ if credit.role != "quoted"),
        abstracts={code: found["text"] for code, found in edition.abstracts.items()},
        keywords={code: tuple(found["keywords"]) for code, found in edition.abstracts.items()},
        titles={code: found["title"] for code, found in edition.abstracts.items()},
        collection=collection,
        pages="–".join(str(page) for page in dict.fromkeys((article.first_page, article.last_page)) if page),
        doi=article.doi,
        url=url,
        site=SITES[language],
        outlet=str(shown_text(article.outlet, "name", language))
        if article.outlet and article.outlet.is_published
        else "",
        source_url=article.source_url,
        notice=_notice(article, terms_in(language)),
        publisher=SITES[language],
        issued=str(article.dated or ("" if collection else edition.published_at.date().isoformat())),
        edition=edition.number,
        edition_made_on=edition.published_at.date(),
    )


def to_collection(collection: Collection, made_by: BookCredits, *, origin: str) -> PrintedCollection:
    """What stands on the publisher's page, in the language of the book."""
    language = collection.language
    with override(language):
        url = f"{origin}{collection.get_absolute_url()}"
    return PrintedCollection(
        title=str(shown_text(collection, "title", language)),
        language=language,
        subtitle=str(shown_text(collection, "subtitle", language)),
        place=str(shown_text(collection.place, "name", language)) if collection.place else "",
        year=str(collection.year),
        publishers=made_by.publishers,
        supporters=made_by.supporters,
        series=SITES[language],
        editors=made_by.editors,
        reviewers=made_by.reviewers,
        isbn=collection.isbn,
        doi=collection.doi,
        url=url,
        annotation=str(shown_text(collection, "description", language)),
        page_count=collection.page_count,
    )


def to_book(
    collection: Collection, made_by: BookCredits, editions: Iterable[Edition], *, origin: str
) -> Book:
    """A collection with the editions given, in their order."""
    printed = to_collection(collection, made_by, origin=origin)
    documents = tuple(to_document(edition, collection=printed, origin=origin) for edition in editions)
    dates = [document.edition_made_on for document in documents if document.edition_made_on]
    return Book(
        slug=collection.slug,
        collection=printed,
        documents=documents,
        cover=_picture(default_storage, collection.cover.name or "") if collection.cover else None,
        site=SITES[collection.language],
        made_on=max(dates, default=None),
    )


def _notice(article: Article, terms: Mapping[str, str]) -> str:
    """What a reader must know before the text."""
    parts = (
        terms["digest"] if article.is_digest else "",
        terms["our_title"] if article.title_is_ours else "",
    )
    return " ".join(part for part in parts if part)


def _contributor(credit: Credit, language: str) -> Contributor:
    who, role = credit.contributor, getattr(credit, "role", "author")
    position = str(shown_text(credit, "position", language))
    if isinstance(who, Organisation):
        return Contributor(
            literal=str(shown_text(who, "name", language)), role=role, position=position, country=who.country
        )
    return _person(who, role=role, position=position, language=language)


def _person(expert: Expert, *, role: str, position: str, language: str) -> Contributor:
    return Contributor(
        family=str(shown_text(expert, "family_name", language)),
        given=str(shown_text(expert, "given_name", language)),
        role=role,
        position=position,
        degree=str(shown_text(expert, "degree", language)),
        country=expert.country,
        orcid=expert.orcid,
    )


def footnotes_of(edition: Edition) -> tuple[Footnote, ...]:
    """The notes as readers see them."""
    return tuple(_footnote(note, terms_in(edition.language)) for note in shown_notes(edition.footnotes))


def _footnote(note: ShownNote, terms: Mapping[str, str]) -> Footnote:
    """The work with its address and then the remark on it, or the text; and the note that it repeats."""
    reference = _reference(note.reference) if note.reference else None
    work = escape(reference.text.removesuffix(f". {reference.url}")) if reference else ""
    if work and note.html and not note.url and work[-1] not in ".?!…":
        work = f"{work}."
    text, remark = (work, note.html) if reference else (note.html, "")
    repeated = terms["see_note"].format(number=note.repeats) if note.repeats else ""
    link = f'<a href="{escape(note.url)}">{escape(note.url)}</a>' if note.url else ""
    shown = " ".join(part for part in (text, repeated, link, remark) if part)
    return Footnote(key=note.key, number=note.number, html=shown, reference=reference)


def _reference(frozen: EditionReference) -> Reference:
    year = str(frozen["year"] or "")
    said = (frozen["authors"], frozen["title"], frozen["outlet"], year, frozen["pages"])
    text = ". ".join(part.rstrip(".") for part in said if part)
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


def _with_whole_addresses(body: str, origin: str) -> str:
    return SHOWN.sub(lambda found: f'src="{origin}{found[1]}"', body)


def _pictures(body: str, origin: str) -> dict[str, Picture]:
    """The pictures of a body by their whole address; nothing is fetched from elsewhere."""
    found = {}
    for address, key, name in SHOWN.findall(body):
        if picture := _picture(picture_storage(), file_name(key, name)):
            found[f"{origin}{address}"] = picture
    return found


def _picture(storage: Storage, name: str) -> Picture | None:
    """The stored file, if it is there and is the picture that its name says."""
    try:
        with storage.open(name) as stored:
            with Image.open(stored) as image:
                image.verify()
            stored.seek(0)
            return Picture(stored.read(), PurePosixPath(name).suffix.lstrip(".").lower())
    except (OSError, UnidentifiedImageError, SuspiciousFileOperation):
        return None
