"""Records for harvesters: published and withdrawn texts as Dublin Core and JATS."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from lxml import etree

from editorial.articles import file_builder
from editorial.articles.attribution import Nature, to_citable
from editorial.articles.models import Article, Collection, Edition
from editorial.press.citations import gost
from editorial.press.document import Document
from editorial.press.document_tree import strip_control_chars
from editorial.press.format_registry import FORMATS
from editorial.topics.models import Topic
from editorial.values.languages import Language
from editorial.web.prepared import Keys, prepared

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
# JATS has no namespace of its own; the protocol wants one of whatever it carries.
JATS = "https://jats.nlm.nih.gov/ns/publishing/1.1/"
JATS_SCHEMA = "https://jats.nlm.nih.gov/publishing/1.1/xsd/JATS-journalpublishing1.xsd"


@dataclass(frozen=True, slots=True)
class Prefix:
    """A form in which records are given."""

    schema: str
    namespace: str
    write: Callable[[Edition, str], etree._Element]
    is_brief: bool  # tells nothing of the text itself


@dataclass(frozen=True, slots=True)
class Item:
    """A text as the harvest knows it: with its edition, or deleted."""

    article: Article
    edition: Edition | None


def harvestable_items() -> QuerySet[Article]:
    """Select every text that readers see or saw, in the order in which it last changed."""
    rows: QuerySet[Article] = Article.objects.published_or_withdrawn().order_by("changed_at", "pk")
    return rows


@prepared
def _headers(keys: Keys) -> QuerySet[Article]:
    rows = harvestable_items().filter(pk__in=keys).select_related("collection").prefetch_related("topics")
    return rows.only(
        "slug",
        "state",
        "genre",
        "language",
        "changed_at",
        "collection",
        "collection__slug",
        "collection__state",
    )


@prepared
def _catalogued(keys: Keys) -> QuerySet[Edition]:
    rows: QuerySet[Edition] = file_builder.catalogued_editions().filter(article__in=keys)
    return rows


def in_set(spec: str) -> Q:
    """Narrow to a set."""
    kind, _colon, value = spec.partition(":")
    fields = {
        "genre": "genre",
        "language": "language",
        "topic": "topics__slug",
        "collection": "collection__slug",
    }
    return Q(**{fields[kind]: value}) if kind in fields and value else Q(pk=None)


def all_sets() -> Iterable[tuple[str, str]]:
    """Yield each set with its name. Two queries."""
    yield from ((f"genre:{value}", str(label)) for value, label in Article.Genre.choices)
    yield from ((f"language:{value}", str(label)) for value, label in Language.choices)
    yield from ((f"topic:{topic.slug}", topic.name) for topic in Topic.objects.all())
    yield from ((f"collection:{book.slug}", book.title) for book in Collection.objects.published())


def get_headers(keys: Sequence[int]) -> list[Article]:
    """Return texts with what a header tells of them, in the order in which they last changed. Two queries."""
    return _headers(keys)


def get_items(articles: Iterable[Article], prefix: str) -> list[Item]:
    """Bring what a form tells of the texts that are published. Twelve queries at most."""
    articles = list(articles)
    keys = [article.pk for article in articles]
    found = (
        _catalogued(keys)
        if PREFIXES[prefix].is_brief
        else file_builder.printable_editions().current().filter(article__in=keys)
    )
    editions = {edition.article_id: edition for edition in found}
    return [Item(article, editions.get(article.pk) if article.is_published else None) for article in articles]


def get_sets(article: Article) -> Iterable[str]:
    """Yield the sets that a text is in."""
    yield f"genre:{article.genre}"
    yield f"language:{article.language}"
    yield from (f"topic:{topic.slug}" for topic in article.topics.all())
    if article.collection and article.collection.is_published:
        yield f"collection:{article.collection.slug}"


def stamp(moment: dt.datetime) -> str:
    """Write a time in UTC, to the second."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def dublin_core(edition: Edition, origin: str) -> etree._Element:
    """Describe a text in the fifteen elements of Dublin Core."""
    names = {"oai_dc": OAI_DC, "dc": DC, "xsi": XSI}
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap=names)
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    book = file_builder.printed_collection(edition, origin=origin)
    credits_ = edition.article.contributions.all()
    document = to_citable(edition, credits_=credits_, collection=book, origin=origin)
    for name, language, text in _elements(edition, document):
        if text:
            element = etree.SubElement(root, f"{{{DC}}}{name}")
            element.text = strip_control_chars(text)
            if language:
                element.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    return root


def _elements(edition: Edition, document: Document) -> Iterable[tuple[str, str, str]]:
    yield "title", document.language, document.title
    yield from (
        ("title", code, title) for code, title in document.titles.items() if code != document.language
    )
    yield from (("creator", "", who.name) for who in document.creators)
    others = (who for who in document.contributors if who not in document.creators)
    yield from (("contributor", "", who.name) for who in others)
    for topic in edition.article.topics.all():
        yield "subject", "", topic.name
    for language, abstract in edition.abstracts.items():
        yield from (("subject", language, word) for word in abstract["keywords"])
        yield "description", language, abstract["text"]
    yield "publisher", "", "; ".join(document.publishers)
    yield "date", "", document.issued or document.year
    yield "type", "", Nature.SUMMARY if document.is_summary else document.genre
    yield "format", "", "text/html"
    yield "identifier", "", document.url
    yield "source", "", gost.summary_note(document)
    yield "source", "", (document.original or document).source_url
    yield "language", "", document.language
    book = (document.original or document).collection
    yield "relation", "", book.url if book else ""
    yield "rights", "", settings.RECORD_LICENCE_URL
    yield "identifier", "", f"https://doi.org/{document.doi}" if document.doi else ""


def jats(edition: Edition, origin: str) -> etree._Element:
    """Describe a text with its body, in JATS."""
    written = file_builder.article_file(edition, FORMATS["jats"], origin=origin)
    written = written.replace(b"<article ", f'<article xmlns="{JATS}" '.encode(), 1)
    return etree.fromstring(written, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


PREFIXES: Mapping[str, Prefix] = {
    "oai_dc": Prefix("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC, dublin_core, is_brief=True),
    "jats": Prefix(JATS_SCHEMA, JATS, jats, is_brief=False),
}


def bounds(since: dt.datetime | None, until: dt.datetime | None) -> dict[str, Any]:
    """Return filters of the time of the last change; both ends belong to the period."""
    found: dict[str, Any] = {}
    if since:
        found["changed_at__gte"] = since
    if until:
        found["changed_at__lt"] = until
    return found
