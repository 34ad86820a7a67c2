"""Rows of the API as schema.org, for JSON-LD: one function a type, from what the API shows of a row."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings

Row = Mapping[str, Any]
CONTEXT = "https://schema.org"
PAGE = re.compile(rf"^(https?://[^/]+)/(?:{'|'.join(code for code, _name in settings.LANGUAGES)})/")


def texts(value: Any) -> Any:
    """Return a text in four languages as language-tagged values, a text in one as it is."""
    if isinstance(value, Mapping):
        return [{"@language": language, "@value": text} for language, text in value.items() if text]
    return value


def slugs(values: Any) -> list[str]:
    """Slugs of ties, whether they are shown in full or not."""
    return [value["slug"] if isinstance(value, Mapping) else value for value in values or ()]


def reference(kind: str, value: Any) -> Any:
    """Return a related row, described in full or referred to by its slug and type."""
    if not value:
        return None
    if isinstance(value, Mapping):
        return thing(kind, value)
    return {"@type": WRITERS.get(kind, term)({})["@type"], "identifier": value}


def people(said: Row, credits_: Sequence[Row]) -> dict[str, Any]:
    """Creators, and by their role whoever else had a part; in full where the credits of the row are expanded."""
    full = {
        one[kind]["slug"]: one[kind]
        for one in credits_
        for kind in ("expert", "organisation")
        if isinstance(one.get(kind), Mapping)
    }
    return {
        "author": [_named(one, full) for one in said.get("creators", ())],
        "contributor": [
            {"@type": "Role", "roleName": one["role"], "contributor": _named(one, full)}
            for one in said.get("others", ())
        ],
    }


def _named(one: Row, full: Mapping[str, Row]) -> dict[str, Any]:
    kind = "organisation" if one["is_body"] else "expert"
    slug = one[kind]
    known = reference(kind, full.get(slug, slug)) or {"@type": "Organization" if one["is_body"] else "Person"}
    return {**known, "name": one["name"]}


def original(said: Row, credits_: Sequence[Row]) -> dict[str, Any]:
    """Describe the publication of which a text is a summary."""
    described = {
        "@type": "CreativeWork",
        "name": said["title"],
        "inLanguage": said["language"],
        **people(said, credits_),
        "datePublished": said["dated"],
        "publisher": reference("organisation", said["outlet"]),
        "isPartOf": reference("collection", said["collection"]),
        "pagination": pagination(said),
        "url": said["source_url"],
    }
    return {name: value for name, value in described.items() if value not in (None, "", [])}


def pagination(said: Row) -> str:
    """`9–15`, `9`, or nothing."""
    return "–".join(str(said[name]) for name in ("first_page", "last_page") if said.get(name))


def article(row: Row) -> dict[str, Any]:
    """Describe a text; a summary is based on its original, which has the date, the pages and the book."""
    said: Row = row.get("attribution") or {}
    summarised: Row | None = said.get("summary_of")
    credits_: Sequence[Row] = row.get("contributions") or ()
    elsewhere = None if summarised else row.get("source_url")
    kind = "ScholarlyArticle" if row.get("genre") == "research_article" and not summarised else "Article"
    return {
        "@type": kind,
        "headline": row.get("title"),
        "alternateName": texts(row.get("titles")),
        "inLanguage": row.get("language"),
        **people(said, credits_),
        "genre": "summary" if summarised else None,
        "isBasedOn": original(summarised, credits_) if summarised else None,
        "datePublished": row.get("published_at")
        if summarised
        else row.get("dated") or row.get("published_at"),
        "dateModified": row.get("updated_at"),
        "keywords": slugs(row.get("topics")),
        "version": row.get("edition"),
        "sameAs": f"https://doi.org/{row['doi']}" if row.get("doi") else elsewhere,
        "pagination": pagination(row),
        "isPartOf": None if summarised else reference("collection", row.get("collection")),
        "articleBody": (row.get("text") or {}).get("text"),
    }


def collection(row: Row) -> dict[str, Any]:
    """Describe a book."""
    return {
        "@type": "Book",
        "name": texts(row.get("title")),
        "inLanguage": row.get("language"),
        "datePublished": str(row.get("year") or ""),
        "isbn": row.get("isbn"),
        "keywords": slugs(row.get("topics")),
        "description": texts(row.get("description")),
    }


def expert(row: Row) -> dict[str, Any]:
    """Describe a person."""
    return {
        "@type": "Person",
        "givenName": texts(row.get("given_name")),
        "familyName": texts(row.get("family_name")),
        "nationality": row.get("country"),
        "sameAs": f"https://orcid.org/{row['orcid']}" if row.get("orcid") else None,
        "jobTitle": [texts(one.get("position")) for one in row.get("affiliations", ())],
        "affiliation": [
            reference("organisation", one["organisation"])
            for one in row.get("affiliations", ())
            if one["organisation"]
        ],
    }


def organisation(row: Row) -> dict[str, Any]:
    """Describe an organisation."""
    return {
        "@type": "Organization",
        "name": texts(row.get("name")),
        "alternateName": texts(row.get("short_name")),
        "sameAs": row.get("website"),
        "areaServed": row.get("country"),
    }


def agreement(row: Row) -> dict[str, Any]:
    """Describe an agreement between states or organisations."""
    parties = [
        {"@type": "Country" if one.get("country") else "Organization", "name": one["name"]}
        for one in row.get("parties", ())
    ]
    return {
        "@type": "Legislation",
        "name": texts(row.get("title")),
        "legislationType": row.get("kind"),
        "legislationDate": row.get("signed"),
        "contributor": parties,
        "keywords": slugs(row.get("topics")),
    }


def event(row: Row) -> dict[str, Any]:
    """Describe an event."""
    cancelled = row.get("course") == "cancelled"
    return {
        "@type": "Event",
        "name": texts(row.get("title")),
        "startDate": row.get("started"),
        "endDate": row.get("ended"),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if cancelled else 'Scheduled'}",
        "location": reference("place", row.get("place")),
        "superEvent": reference("event", row.get("part_of")),
        "keywords": slugs(row.get("topics")),
    }


def observation(row: Row) -> dict[str, Any]:
    """Describe an observation."""
    unit, value, exactness = row.get("unit") or {}, row.get("value"), row.get("qualifier")
    is_least, is_most = exactness in ("more_than", "at_least"), exactness in ("less_than", "up_to")
    nature = row.get("nature")
    return {
        "@type": "Observation",
        "measuredProperty": next(iter(slugs([row.get("indicator")])), None),
        "value": None if is_least or is_most else value,
        "minValue": value if is_least and value is not None else row.get("value_min"),
        "maxValue": value if is_most and value is not None else row.get("value_max"),
        "measurementQualifier": [word for word in (exactness, nature) if word and word != "measured"] or None,
        "unitCode": unit.get("code"),
        "observationDate": row.get("started"),
        "observationAbout": (row.get("area") or {}).get("code"),
    }


def place(row: Row) -> dict[str, Any]:
    """Describe a place."""
    point = {
        "@type": "GeoCoordinates",
        "latitude": row.get("latitude"),
        "longitude": row.get("longitude"),
    }
    return {
        "@type": "Place",
        "name": texts(row.get("name")),
        "addressCountry": row.get("country"),
        "geo": point if row.get("latitude") is not None else None,
    }


def result(row: Row) -> dict[str, Any]:
    """Describe a search result by its own type, under its title."""
    written = WRITERS.get(row["type"], term)({})
    return {"@type": written["@type"], "name": row["title"], "inLanguage": row["language"]}


def change(row: Row) -> dict[str, Any]:
    """Describe a change of a record: what happened, and when."""
    return {
        "@type": "DataFeedItem",
        "identifier": str(row.get("position", "")),
        "dateModified": row.get("at"),
        "name": row.get("kind"),
        "description": row.get("note"),
        "item": reference(row.get("type", ""), row.get("slug")),
    }


def directory(row: Row) -> dict[str, Any]:
    """Describe the directory of the API."""
    lists = [{"@type": "Dataset", "name": name, "url": url} for name, url in row.items() if name != "licence"]
    return {"@type": "DataCatalog", "license": row.get("licence"), "dataset": lists}


def term(row: Row) -> dict[str, Any]:
    """Describe a topic, a mechanism or an indicator."""
    return {
        "@type": "DefinedTerm",
        "name": texts(row.get("name")),
        "description": texts(row.get("description")),
    }


WRITERS: Mapping[str, Callable[[Row], dict[str, Any]]] = {
    "article": article,
    "collection": collection,
    "expert": expert,
    "organisation": organisation,
    "agreement": agreement,
    "event": event,
    "observation": observation,
    "place": place,
    "search": result,
    "change": change,
    "directory": directory,
}


def thing(kind: str, row: Row) -> dict[str, Any]:
    """Describe a row in schema.org terms, without what is unknown."""
    said = WRITERS.get(kind, term)(row)
    address = {"@id": canonical_id(row["url"]), "url": row["url"]} if row.get("url") else {}
    return {
        name: value
        for name, value in {**address, "identifier": row.get("slug"), **said}.items()
        if value not in (None, "", [], {})
    }


def canonical_id(url: str) -> str:
    """Name a thing by its page in the first language, so that it is the same thing in every language."""
    return PAGE.sub(rf"\1/{settings.LANGUAGE_CODE}/", url)


def document(kind: str, rows: list[Row], *, is_list: bool) -> dict[str, Any]:
    """One thing, or a list of things, with the context that says what the names mean."""
    if not is_list:
        return {"@context": CONTEXT, **thing(kind, rows[0])}
    items = [{"@type": "ListItem", "position": n, "item": thing(kind, row)} for n, row in enumerate(rows, 1)]
    return {"@context": CONTEXT, "@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}
