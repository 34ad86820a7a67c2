"""Articles and collections as schema.org."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from editorial.articles.attribution import SITES
from editorial.articles.models import Article, Edition
from editorial.press.kinds import KINDS, SUMMARY, Kind
from editorial.records.linked_data import Described, Row, reference, slugs, texts, without_empty


def describe_article(row: Row) -> Described:
    """Describe a text; a summary is based on its original, which has the date, the pages and the book."""
    attribution: Row = row.get("attribution") or {}
    summarised: Row | None = attribution.get("summary_of")
    credits_: Sequence[Row] = row.get("contributions") or ()
    kind = SUMMARY if summarised else KINDS.get(row.get("genre", ""), Kind())
    genre = "interview" if row.get("genre") == "interview" else None
    elsewhere = None if summarised else row.get("source_url")
    dated = row.get("dated") or row.get("published_at")
    return {
        "@type": kind.schema_org,
        "headline": row.get("title"),
        "alternateName": texts(row.get("titles")),
        "inLanguage": row.get("language"),
        **_people(attribution, credits_),
        **_publication(row, is_summary=summarised is not None),
        **_body(row),
        "genre": "summary" if summarised else genre,
        "isBasedOn": _original(summarised, credits_) if summarised else None,
        "datePublished": row.get("published_at") if summarised else dated,
        "dateModified": row.get("updated_at"),
        "keywords": slugs(row.get("topics")),
        "version": row.get("edition"),
        "sameAs": f"https://doi.org/{row['doi']}" if row.get("doi") else elsewhere,
    }


def _publication(row: Row, *, is_summary: bool) -> Described:
    """Return where a text appeared: in a book, in an outlet, or here."""
    book = None if is_summary else row.get("collection")
    outlet = None if is_summary else row.get("outlet")
    site = {"@type": "Organization", "name": SITES.get(row.get("language", ""))}
    here = site if site["name"] and not book and not outlet else None
    return {
        "isPartOf": reference("collection", book),
        "publisher": reference("organisation", outlet) or here,
        "license": settings.RECORD_LICENCE_URL if is_summary else None,
        "pageStart": row.get("first_page"),
        "pageEnd": row.get("last_page"),
        "pagination": pagination(row),
    }


def _body(row: Row) -> Described:
    """Return the text itself with what it comes to, where it is shown."""
    text: Row = row.get("text") or {}
    abstracts: Row = text.get("abstracts") or {}
    own: Row = abstracts.get(row.get("language", "")) or {}
    return {
        "abstract": own.get("text"),
        "wordCount": text.get("word_count") or len((text.get("text") or "").split()) or None,
        "articleBody": text.get("text"),
    }


def _people(attribution: Row, credits_: Sequence[Row]) -> Described:
    """Return creators, editors, translators, and other contributors by their role; in full where expanded."""
    full = {
        one[kind]["slug"]: one[kind]
        for one in credits_
        for kind in ("expert", "organisation")
        if isinstance(one.get(kind), Mapping)
    }
    others: Sequence[Row] = attribution.get("others", ())
    named = ("editor", "translator")
    return {
        "author": [_named(one, full) for one in attribution.get("creators", ())],
        **{role: [_named(one, full) for one in others if one["role"] == role] for role in named},
        "contributor": [
            {"@type": "Role", "roleName": one["role"], "contributor": _named(one, full)}
            for one in others
            if one["role"] not in named
        ],
    }


def _named(one: Row, full: Mapping[str, Row]) -> Described:
    kind = "organisation" if one["is_body"] else "expert"
    slug = one[kind]
    known = reference(kind, full.get(slug, slug)) or {"@type": "Organization" if one["is_body"] else "Person"}
    return {**known, "name": one["name"]}


def _original(original: Row, credits_: Sequence[Row]) -> Described:
    """Return the publication of which a text is a summary."""
    described = {
        "@type": "CreativeWork",
        "name": original["title"],
        "inLanguage": original["language"],
        **_people(original, credits_),
        "datePublished": original["dated"],
        "publisher": reference("organisation", original["outlet"]),
        "isPartOf": reference("collection", original["collection"]),
        "pagination": pagination(original),
        "url": original["source_url"],
    }
    return without_empty(described)


def pagination(row: Row) -> str:
    """Return `9–15`, `9`, or nothing."""
    return "–".join(str(row[name]) for name in ("first_page", "last_page") if row.get(name))


def describe_collection(row: Row) -> Described:
    """Describe a book."""
    return {
        "@type": "Book",
        "name": texts(row.get("title")),
        "inLanguage": row.get("language"),
        "datePublished": str(row.get("year") or ""),
        "isbn": row.get("isbn"),
        "publisher": [
            reference("organisation", one["organisation"])
            for one in row.get("publishers", ())
            if one["role"] == "publisher" and one["organisation"]
        ],
        "keywords": slugs(row.get("topics")),
        "description": texts(row.get("description")),
    }


def from_edition_page(edition: Edition, context: Mapping[str, Any]) -> tuple[Article, Row]:
    """Return the article with what its page has read, as the API reads it; a former edition under its own address."""
    article: Any = edition.article
    article.current_editions = [edition]
    article.listed_topics = context["topics"]
    address = context["request"].build_absolute_uri(edition.get_absolute_url())
    return article, {
        "url": address,
        "text": {"abstracts": edition.abstracts, "word_count": edition.word_count},
    }
