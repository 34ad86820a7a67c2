"""Queries of the pages of texts, with SQL that is written once: `editorial.web.prepared`."""

from functools import cache
from typing import Any

from django.db.models import Q, QuerySet

from editorial.articles.models import (
    Article,
    Collection,
    Contribution,
    Edition,
)
from editorial.articles.querysets import related_to
from editorial.i18n.language_versions import page_language
from editorial.records import registry
from editorial.records.registry import RecordType
from editorial.records.surfaces import Citation
from editorial.values.languages import language_columns
from editorial.web.link_union import link_query
from editorial.web.pagination import PreparedKeys
from editorial.web.prepared import Keys, prepared
from editorial.workflow.querysets import desk_columns
from editorial.workflow.states import State

TOPIC_PAGE = "topics:detail"
# Columns of a person or a body that no page of a text shows.
NOT_SHOWN = (
    *desk_columns("expert", "organisation"), *language_columns("expert__note", "organisation__note"),
    "organisation__website",
)  # fmt: skip
# Columns of the working copy; readers see those of an edition.
WORKING_COPY = ("body", "title", "subtitle", "internal_note", "publish_error", "search_text")
OF_THE_DESK = ("created_at", "created_by", "version", "footnotes_from", "publish_at", "unpublished_since")
# Columns of a text, its outlet, its book and its original that its page does not show.
NOT_ON_PAGE = (
    *(f"article__{name}" for name in (*WORKING_COPY, *OF_THE_DESK)),
    *(f"article__translation_of__{name}" for name in (*WORKING_COPY, *OF_THE_DESK, "note", "source_url", "doi")),
    *desk_columns("article__outlet", "article__collection", "article__translation_of"),
    *language_columns("article__outlet__note", "article__collection__note"),
    "article__outlet__website", "article__collection__place__search_text",
)  # fmt: skip
# Columns of the editions that a page links to, and of their texts.
OF_A_LINK = (
    "article", "number", "is_current", "published_at", "correction_note", "language", "title", "abstracts",
    *(f"article__{name}" for name in ("state", "slug", "genre", "dated_on", "dated_on_precision", "language")),
    *(f"article__{name}" for name in ("collection", "order_in_collection", "translation_of", "is_digest")),
)  # fmt: skip


WHOLE_LIST = PreparedKeys(lambda: Article.objects.newest_first().in_page_language())


def one_version_each() -> "QuerySet[Article]":
    """Select the published texts, each in one language, the latest first. Put together once for each language."""
    return _one_version_each(page_language()).all()


@cache
def _one_version_each(_language: str) -> "QuerySet[Article]":
    rows: QuerySet[Article] = Article.objects.newest_first().in_page_language()
    return rows


@prepared
def current_edition(slug: str) -> "QuerySet[Edition]":
    """Read the edition that readers see now, with its catalogue data."""
    return _page_of_text().filter(is_current=True, article__slug=slug)


@prepared
def edition_by_number(slug: str, number: int) -> "QuerySet[Edition]":
    """Read one edition with its catalogue data."""
    return _page_of_text().filter(number=number, article__slug=slug)


def _page_of_text() -> "QuerySet[Edition]":
    rows: QuerySet[Edition] = Edition.objects.for_page().defer(
        "text", "search_text", "checksum", "published_by", *NOT_ON_PAGE
    )
    return rows


@prepared
def credits_of(article: int) -> "QuerySet[Contribution]":
    """Read the credits of a text with the people and bodies."""
    rows: QuerySet[Contribution] = Contribution.objects.filter(article=article)
    return rows.select_related("expert", "organisation").defer(*NOT_SHOWN)


def cited_types() -> list[RecordType]:
    """Return the types whose records a text states or names; those that are only named come last."""
    types = [one for one in registry.all() if one.citation is not None]
    return sorted(types, key=lambda one: one.citation.sources is None)  # type: ignore[union-attr]


@prepared
def taken_from(article: int) -> "QuerySet[Any, tuple[Any, ...]]":
    """Read the columns of links to what the record takes from any edition of a text, and to its topics."""
    topics = _model_of(Article, "topics").objects.filter(articles=article)
    parts = [_cited(article, one.citation) for one in cited_types() if one.citation is not None]
    return link_query(topics, TOPIC_PAGE, title="name").union(*parts)


def _model_of(model: Any, relation: str) -> Any:
    return model._meta.get_field(relation).related_model


def _cited(article: int, citation: Citation) -> "QuerySet[Any, tuple[Any, ...]]":
    """Select links to the published records of a type: by their sources, else as an editor has found them named."""
    rows: QuerySet[Any]
    if citation.sources is None:
        rows, anchor = _model_of(Article, "mentions").objects.read().filter(article=article), "edition_anchor"
    else:
        rows, anchor = citation.sources._default_manager.filter(edition__article=article), "anchor"
    rows = rows.filter(**{f"{citation.path}__state": State.PUBLISHED})
    return link_query(rows, citation.page, path=citation.path, title=citation.title, anchor=anchor)


@prepared
def editions_around(article: int, original: int) -> "QuerySet[Edition]":
    """Read the editions of a text, its translations and texts about the same."""
    return _editions(article, _keys_around(article, original))


@prepared
def editions_around_in_book(
    article: int, original: int, book: int, before: int, after: int
) -> "QuerySet[Edition]":
    """Read the same for a text of a book, with its neighbours there by their places."""
    neighbours = Q(collection=book, order_in_collection__in=(before, after))
    return _editions(article, _keys_around(article, original, neighbours))


def _editions(article: int, keys: "QuerySet[Any, Any]") -> "QuerySet[Edition]":
    visible = Q(article=article) | Q(is_current=True, article__state=State.PUBLISHED)
    rows: QuerySet[Edition] = (
        Edition.objects.light().filter(visible, article__in=keys).select_related("article")
    )
    return rows.only(*OF_A_LINK).order_by("-number", "-article__dated_on", "article__slug")


def _keys_around(article: int, original: int, *more: Q) -> "QuerySet[Any, Any]":
    """Return the keys of the text, its translations, those about the same, and more.

    A union, as each part is looked up by an index of its own, whatever the size of the record.
    """
    parts = (Q(translation_of=original), Q(pk=original), Q(pk__in=related_to(Article(pk=article))), *more)
    own, *others = (Article.objects.filter(part).order_by().values("pk") for part in (Q(pk=article), *parts))
    return own.union(*others)


@prepared
def listed_articles(keys: Keys) -> "QuerySet[Article]":
    """Read what a line of a list shows of these texts."""
    rows: QuerySet[Article] = Article.objects.for_listing().order_by().filter(pk__in=keys)
    return rows.defer("published_at", "changed_at")


@prepared
def newest_articles(*, number: int) -> "QuerySet[Article]":
    """Read what a line of a list shows of the newest texts."""
    rows: QuerySet[Article] = Article.objects.for_listing().in_page_language()
    return rows.defer("published_at", "changed_at")[:number]


@prepared
def newest_book() -> "QuerySet[Collection]":
    """Read the newest book, with what its cover shows."""
    rows: QuerySet[Collection] = Collection.objects.published().order_by("-year", "slug")[:1]
    return rows


@prepared
def listed_books(keys: Keys) -> "QuerySet[Collection]":
    """Read what a line of the list of books shows."""
    rows: QuerySet[Collection] = Collection.objects.for_listing().filter(pk__in=keys)
    return rows


@prepared
def book(slug: str) -> "QuerySet[Collection]":
    """Read a book with its publisher's page and contents."""
    rows: QuerySet[Collection] = Collection.objects.for_page().filter(slug=slug)
    return rows
