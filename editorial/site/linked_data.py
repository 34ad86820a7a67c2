"""What pages tell machines about their subject, in the words of schema.org."""

from collections.abc import Callable, Iterable
from typing import Any

from editorial.agreements.models import Agreement
from editorial.articles.models import Collection, Edition
from editorial.events.models import Event
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Indicator
from editorial.values.addresses import name_of_thing
from editorial.values.tables import LICENCE

Absolute = Callable[[str], str]
Described = dict[str, Any]


def describe(row: object, absolute: Absolute) -> Described:
    """Return the description of a row; `absolute` makes an address whole. Raises KeyError for unknown kinds."""
    described = _DESCRIBERS[type(row)](row, absolute)
    return {"@context": "https://schema.org", **{key: value for key, value in described.items() if value}}


def _named(rows: Iterable[Any], absolute: Absolute) -> list[Described]:
    """Return contributors by name and address."""
    return [
        {
            "@type": "Person" if row.expert_id else "Organization",
            "name": str(row.contributor),
            "url": absolute(row.contributor.get_absolute_url()),
        }
        for row in rows
    ]


def _edition(edition: Edition, absolute: Absolute) -> Described:
    article = edition.article
    credits_ = list(article.contributions.all())
    return {
        "@type": "ScholarlyArticle" if article.genre == "research_article" else "Article",
        "@id": absolute(name_of_thing(edition)),
        "headline": edition.title,
        "inLanguage": edition.language,
        "datePublished": str(article.dated or edition.published_at.date()),
        "dateModified": edition.published_at.isoformat(),
        "version": str(edition.number),
        "wordCount": edition.word_count,
        "abstract": (edition.abstracts.get(edition.language) or {}).get("text", ""),
        "author": _named((row for row in credits_ if row.role == "author"), absolute),
        "isPartOf": _book(article.collection, absolute) if article.collection else None,
        "pageStart": article.first_page,
        "pageEnd": article.last_page,
        "sameAs": f"https://doi.org/{article.doi}" if article.doi else "",
    }


def _book(book: Collection, absolute: Absolute) -> Described:
    return {
        "@type": "Book",
        "@id": absolute(name_of_thing(book)),
        "name": book.title,
        "inLanguage": book.language,
        "datePublished": str(book.year),
        "isbn": book.isbn,
        "numberOfPages": book.page_count,
    }


def _person(expert: Expert, absolute: Absolute) -> Described:
    return {
        "@type": "Person",
        "@id": absolute(name_of_thing(expert)),
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
        "@id": absolute(name_of_thing(body)),
        "name": body.name,
        "alternateName": [form.name for form in body.name_forms.all()],
        "url": body.website,
    }


def _event(event: Event, absolute: Absolute) -> Described:
    place = event.place
    return {
        "@type": "Event",
        "@id": absolute(name_of_thing(event)),
        "name": event.title,
        "startDate": str(event.started or ""),
        "endDate": str(event.ended or event.started or ""),
        "eventStatus": "https://schema.org/EventCancelled" if event.course == "cancelled" else "",
        "location": {"@type": "Place", "name": str(place), "address": place.country_name} if place else None,
        "superEvent": {"@id": absolute(name_of_thing(event.part_of))} if event.part_of else None,
    }


def _agreement(agreement: Agreement, absolute: Absolute) -> Described:
    return {
        "@type": "Legislation",
        "@id": absolute(name_of_thing(agreement)),
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
        "@id": absolute(name_of_thing(indicator)),
        "name": indicator.name,
        "description": indicator.description or indicator.name,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{address}data.csv"}
        ],
    }


_DESCRIBERS: dict[type, Callable[[Any, Absolute], Described]] = {
    Edition: _edition,
    Collection: _book,
    Expert: _person,
    Organisation: _organisation,
    Event: _event,
    Agreement: _agreement,
    Indicator: _indicator,
}
