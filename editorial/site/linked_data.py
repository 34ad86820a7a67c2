"""What pages tell machines about their subject, in the words of schema.org."""

from collections.abc import Callable, Iterable
from typing import Any

from editorial.agreements.models import Agreement
from editorial.articles.models import Collection, Edition
from editorial.events.models import Event
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Indicator
from editorial.press.document import Contributor, Document
from editorial.press.formats.table import LICENCE
from editorial.press.kinds import text_kind, text_label
from editorial.values.page_urls import canonical_url

Absolute = Callable[[str], str]
Described = dict[str, Any]


def describe(row: object, absolute: Absolute, *, citable: Document | None = None) -> Described:
    """Return the description of a row; `absolute` makes an address whole. Raises KeyError for unknown kinds.

    Of an edition its `citable` document says who made it and what it is.
    """
    if isinstance(row, Edition) and citable is not None:
        described = _edition(row, citable, absolute)
    else:
        described = _DESCRIBERS[type(row)](row, absolute)
    return {"@context": "https://schema.org", **{key: value for key, value in described.items() if value}}


def _named(people: Iterable[Contributor], absolute: Absolute) -> list[Described]:
    """Return contributors by name and address."""
    return [
        {
            "@type": "Organization" if who.literal else "Person",
            "name": who.name,
            **({"url": absolute(who.page)} if who.page else {}),
        }
        for who in people
    ]


def _people(document: Document, absolute: Absolute) -> Described:
    """Return authors, translators, editors, and by their role those who answer in an interview."""
    answering = _named(document.with_role("interviewee"), absolute)
    return {
        "author": _named(document.creators, absolute),
        "editor": _named(document.with_role("editor"), absolute),
        "translator": _named(document.with_role("translator"), absolute),
        "contributor": [
            {"@type": "Role", "roleName": "interviewee", "contributor": one} for one in answering
        ],
    }


def _edition(edition: Edition, document: Document, absolute: Absolute) -> Described:
    article = edition.article
    first, _dash, last = document.pages.partition("–")
    in_book = article.collection if document.collection else None
    return {
        "@type": text_kind(document).schema_org,
        "@id": absolute(canonical_url(edition)),
        "headline": document.title,
        "genre": text_label(document),
        "inLanguage": document.language,
        "datePublished": document.issued or document.year,
        "dateModified": edition.published_at.isoformat(),
        "version": str(edition.number),
        "wordCount": edition.word_count,
        "abstract": document.abstracts.get(document.language, ""),
        **_people(document, absolute),
        "publisher": [{"@type": "Organization", "name": name} for name in document.publishers],
        "license": document.licence_url,
        "isBasedOn": _original(document.original, article.collection, absolute)
        if document.original
        else None,
        "isPartOf": _book(in_book, absolute) if in_book else None,
        "pageStart": first,
        "pageEnd": last,
        "pagination": document.pages,
        "sameAs": f"https://doi.org/{article.doi}" if article.doi else "",
    }


def _original(original: Document, book: Collection | None, absolute: Absolute) -> Described:
    """Return the publication of which a text is a summary."""
    described: Described = {
        "@type": text_kind(original).schema_org,
        "name": original.title,
        "inLanguage": original.language,
        "datePublished": original.issued or original.year,
        **_people(original, absolute),
        "publisher": [{"@type": "Organization", "name": name} for name in original.publishers],
        "isPartOf": _book(book, absolute) if book and original.collection else None,
        "pagination": original.pages,
        "url": original.address,
    }
    return {key: value for key, value in described.items() if value}


def _book(book: Collection, absolute: Absolute) -> Described:
    return {
        "@type": "Book",
        "@id": absolute(canonical_url(book)),
        "name": book.title,
        "inLanguage": book.language,
        "datePublished": str(book.year),
        "isbn": book.isbn,
        "numberOfPages": book.page_count,
    }


def _person(expert: Expert, absolute: Absolute) -> Described:
    return {
        "@type": "Person",
        "@id": absolute(canonical_url(expert)),
        "name": expert.name,
        "alternateName": [form.name for form in expert.name_forms.all()],
        "description": expert.note,
        "jobTitle": [row.position for row in expert.affiliations.all()],
        "affiliation": [
            {"@type": "Organization", "name": str(row.organisation), "url": absolute(row.organisation.get_absolute_url())}
            for row in expert.affiliations.all()
        ],
        "sameAs": f"https://orcid.org/{expert.orcid}" if expert.orcid else "",
    }  # fmt: skip


def _organisation(body: Organisation, absolute: Absolute) -> Described:
    return {
        "@type": "Organization",
        "@id": absolute(canonical_url(body)),
        "name": body.name,
        "alternateName": [form.name for form in body.name_forms.all()],
        "url": body.website,
    }


def _event(event: Event, absolute: Absolute) -> Described:
    place = event.place
    return {
        "@type": "Event",
        "@id": absolute(canonical_url(event)),
        "name": event.title,
        "startDate": str(event.started or ""),
        "endDate": str(event.ended or event.started or ""),
        "eventStatus": "https://schema.org/EventCancelled" if event.course == "cancelled" else "",
        "location": {"@type": "Place", "name": str(place), "address": place.country_name} if place else None,
        "superEvent": {"@id": absolute(canonical_url(event.part_of))} if event.part_of else None,
    }


def _agreement(agreement: Agreement, absolute: Absolute) -> Described:
    return {
        "@type": "Legislation",
        "@id": absolute(canonical_url(agreement)),
        "name": agreement.title,
        "legislationType": str(agreement.get_kind_display()),
        "legislationDate": str(agreement.signed or ""),
        "legislationIdentifier": agreement.registration,
        "legislationPassedBy": [party.name for party in agreement.parties.all()],
    }


def _indicator(indicator: Indicator, absolute: Absolute) -> Described:
    address = absolute(indicator.get_absolute_url())
    return {
        "@type": "Dataset",
        "@id": absolute(canonical_url(indicator)),
        "name": indicator.name,
        "description": indicator.description or indicator.name,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{address}data.csv"}
        ],
    }


_DESCRIBERS: dict[type, Callable[[Any, Absolute], Described]] = {
    Collection: _book,
    Expert: _person,
    Organisation: _organisation,
    Event: _event,
    Agreement: _agreement,
    Indicator: _indicator,
}
