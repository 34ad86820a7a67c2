"""API output of the attribution of a text: its genre, its creators, the publication that it summarises."""

from collections.abc import Iterable
from typing import Any

from editorial.articles.attribution import Nature, attributed, original_edition
from editorial.articles.models import Article, Edition
from editorial.press.document import Contributor

NAMES_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "role": {"type": "string"},
            "expert": {"type": ["string", "null"]},
            "organisation": {"type": ["string", "null"]},
            "is_body": {"type": "boolean"},
        },
    },
}
CREATORS = ("author", "interviewer")
OPTIONAL_STRING = {"type": ["string", "null"]}
OPTIONAL_NUMBER = {"type": ["integer", "null"]}
ATTRIBUTION = {
    "type": "object",
    "properties": {
        "nature": {"type": "string", "enum": Nature.values},
        "creators": NAMES_SCHEMA,
        "others": NAMES_SCHEMA,
        "title_is_supplied": {"type": "boolean"},
        "summary_of": {
            "type": ["object", "null"],
            "properties": {
                "title": {"type": "string"},
                "title_is_supplied": {"type": "boolean"},
                "language": {"type": "string"},
                "creators": NAMES_SCHEMA,
                "others": NAMES_SCHEMA,
                "outlet": OPTIONAL_STRING,
                "collection": OPTIONAL_STRING,
                "first_page": OPTIONAL_NUMBER,
                "last_page": OPTIONAL_NUMBER,
                "dated": OPTIONAL_STRING,
                "source_url": {"type": "string"},
            },
        },
    },
}


def serialize_attribution(article: Article, edition: Edition) -> dict[str, Any]:
    """Write what an article is and who made it, names in the language of the text. No query for rows of the API."""
    credits_ = article.listed_contributions  # type: ignore[attr-defined]
    made = attributed(article, credits_, language=edition.language, names_only=True)
    is_summary = made.nature == Nature.SUMMARY
    return {
        "nature": made.nature.value,
        **_people(made.contributors),
        "title_is_supplied": article.title_is_supplied and not is_summary,
        "summary_of": _summary(article, edition, made.of_original) if is_summary else None,
    }


def _summary(article: Article, edition: Edition, people: Iterable[Contributor]) -> dict[str, Any]:
    source = original_edition(edition)
    outlet, collection = article.outlet, article.collection
    return {
        "title": source.title,
        "title_is_supplied": article.title_is_supplied,
        "language": source.language,
        **_people(people),
        "outlet": outlet.slug if outlet and outlet.is_published else None,
        "collection": collection.slug if collection and collection.is_published else None,
        "first_page": article.first_page,
        "last_page": article.last_page,
        "dated": str(article.dated) if article.dated else None,
        "source_url": article.source_url,
    }


def _people(people: Iterable[Contributor]) -> dict[str, list[dict[str, Any]]]:
    """Creators, and whoever else had a part."""
    named = [
        {
            "name": who.name,
            "role": who.role,
            "expert": who.slug or None if not who.literal else None,
            "organisation": who.slug or None if who.literal else None,
            "is_body": bool(who.literal),
        }
        for who in people
    ]
    return {
        # Those who asked stand before those who wrote, as in citations.
        "creators": [who for role in reversed(CREATORS) for who in named if who["role"] == role],
        "others": [who for who in named if who["role"] not in CREATORS],
    }
