"""Querysets of articles, collections and editions."""

from collections.abc import Collection, Iterable
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from editorial.articles.language_versions import hidden_versions
from editorial.values.languages import language_columns
from editorial.workflow.querysets import PublishedQuerySet, count_subquery, desk_columns
from editorial.workflow.roles import is_author_only
from editorial.workflow.search_text import SearchTextQuerySet
from editorial.workflow.states import State

CONTRIBUTORS = ("contributions__expert__name_forms", "contributions__organisation__name_forms")
LATEST_FIRST = (F("dated_on").desc(nulls_last=True), "collection", "order_in_collection", "slug")
RELATED, RELATED_AMONG = 4, 200
LONG_COLUMNS = ("html", "text", "footnotes", "references", "headings")


# What a line of a list shows of a text, of its book and outlet, of its current edition and of those it credits.
LINE = (
    "slug", "genre", "language", "is_digest", "dated_on", "dated_on_precision", "state", "published_at", "changed_at",
    "collection__slug", *language_columns("collection__title", "outlet__name"),
)  # fmt: skip
LINE_OF_EDITION = ("article", "is_current", "language", "title", "abstracts")
LINE_OF_CREDIT = (
    "article", "role", "expert__slug", "expert__state", "organisation__slug", "organisation__state",
    *language_columns("expert__given_name", "expert__family_name", "organisation__name"),
)  # fmt: skip


def current_editions(path: str) -> "Prefetch[Any, Any, Any]":
    """Bring the current edition of each article on the path, without its long columns, as `current_editions`."""
    editions = apps.get_model("articles.Edition").objects.current().light()
    return Prefetch(f"{path}editions", queryset=editions, to_attr="current_editions")


def contributor_prefetch(model: str, to_attr: str | None = None) -> "Prefetch[Any, Any, Any]":
    """Bring the credits of a text or book with the people and bodies. One query."""
    rows = apps.get_model(f"articles.{model}").objects.select_related("expert", "organisation")
    rows = rows.defer(*desk_columns("expert", "organisation"))
    return Prefetch("contributions", queryset=rows, to_attr=to_attr)


def listing_prefetches() -> tuple["Prefetch[Any, Any, Any]", ...]:
    """Bring credits and topics of texts as lists, which takes half the time of querysets that are there already."""
    return (
        contributor_prefetch("Contribution", to_attr="listed_contributions"),
        Prefetch("topics", to_attr="listed_topics"),
    )


def related_to(article: Any) -> "models.QuerySet[Any]":
    """Return the keys of the texts with the most topics of this one, among the latest that were put under these topics."""
    articles = apps.get_model("articles.Article").objects
    headings = articles.model.topics.through.objects
    topics = headings.filter(article=article.pk).values("topic")
    # Only so many, that the page is as quick in a large record as in a small one.
    latest = headings.filter(topic__in=topics).exclude(article=article.pk).order_by("-pk")[:RELATED_AMONG]
    found: models.QuerySet[Any] = (
        articles.published()
        .filter(pk__in=latest.values("article"))
        .values("pk")
        .annotate(shared=models.Count("topics", filter=Q(topics__in=topics)))
        .order_by("-shared", "-pk")
        .values("pk")[:RELATED]
    )
    return found


class CollectionQuerySet(PublishedQuerySet):
    """Collections."""

    def for_search(self) -> Self:
        """Select what readers may see, with everything that the search indexes."""
        return self.published().prefetch_related(
            "topics", "publishers__organisation__name_forms", *CONTRIBUTORS
        )

    def for_listing(self) -> Self:
        """Select what a line of a list shows: the book, its bodies and how many texts it has (`text_count`)."""
        texts = apps.get_model("articles.Article").objects.published().filter(collection=OuterRef("pk"))
        return (
            self.published()
            .select_related("place")
            .annotate(text_count=count_subquery(texts))
            .prefetch_related("publishers__organisation")
        )

    def for_page(self) -> Self:
        """Select what the page of a book shows: publisher's page and contents. Eight queries."""
        texts = apps.get_model("articles.Article").objects.published().order_by("order_in_collection")
        publishers = apps.get_model("articles.CollectionPublisher").objects.select_related("organisation")
        return (
            self.published_or_withdrawn()
            .select_related("place")
            .prefetch_related(
                Prefetch("publishers", queryset=publishers),
                contributor_prefetch("CollectionContribution"),
                "topics",
                "mechanisms",
                Prefetch(
                    "articles",
                    queryset=texts.prefetch_related(
                        current_editions(""), contributor_prefetch("Contribution")
                    ),
                ),
            )
        )

    def for_api(self) -> Self:
        """Select what the API's list shows. Two queries."""
        return self.published().select_related("place").prefetch_related("topics")

    def for_api_detail(self) -> Self:
        """Select what the API shows of one book. Six queries."""
        texts = apps.get_model("articles.Article").objects.published().order_by("order_in_collection")
        publishers = apps.get_model("articles.CollectionPublisher").objects.select_related("organisation")
        return (
            self.published()
            .select_related("place")
            .prefetch_related(
                Prefetch("publishers", queryset=publishers),
                contributor_prefetch("CollectionContribution"),
                "topics",
                Prefetch("articles", queryset=texts.prefetch_related(current_editions(""))),
            )
        )


class ArticleQuerySet(PublishedQuerySet):
    """Articles."""

    def readable_by(self, user: User | AnonymousUser) -> Self:
        """Select what a member of the desk may read: an author none of the drafts of others. One query more."""
        return self.visible_to_author(user) if is_author_only(user) else self

    def visible_to_author(self, user: User | AnonymousUser) -> Self:
        """Select what the user created and what readers have seen."""
        return self.filter(Q(created_by=user.pk) | Q(state__in=(State.PUBLISHED, State.WITHDRAWN)))

    def on_topic(self, *slugs: str) -> Self:
        """Select those under a heading, or under one of several."""
        slug = {"topic__slug": slugs[0]} if len(slugs) == 1 else {"topic__slug__in": slugs}
        through_rows = self.model.topics.through.objects.filter(**slug)
        return self.filter(Exists(through_rows.filter(article=OuterRef("pk"))))

    def under(self, topic: models.Model) -> Self:
        """Those under a heading."""
        through_rows = self.model.topics.through.objects.filter(topic=topic.pk)
        return self.filter(Exists(through_rows.filter(article=OuterRef("pk"))))

    def newest_first(self) -> Self:
        """Select what is published, the latest first."""
        return self.published().order_by(*LATEST_FIRST)

    def counted(self) -> Self:
        """Count a text once, whatever its languages."""
        return self.published().filter(translation_of=None)

    def in_page_language(self) -> Self:
        """Select one version of each text: the one that readers of the page's language are shown."""
        rows = self
        for keys in hidden_versions():
            rows = rows.exclude(pk__in=keys)
        return rows

    def for_listing(self) -> Self:
        """Select what a line of a list shows: the current title, credits, where it appeared. Three queries."""
        editions = apps.get_model("articles.Edition").objects.current().only(*LINE_OF_EDITION)
        credited = apps.get_model("articles.Contribution").objects.select_related("expert", "organisation")
        return (
            self.newest_first()
            .select_related("collection", "outlet")
            .only(*LINE)
            .prefetch_related(
                Prefetch("editions", queryset=editions, to_attr="current_editions"),
                Prefetch("contributions", credited.only(*LINE_OF_CREDIT), to_attr="listed_contributions"),
            )
        )

    def for_api(self) -> Self:
        """Select what the API's list shows. Four queries; one more for translations."""
        return (
            self.published()
            .defer("body", "internal_note", "search_text", *desk_columns("collection", "outlet"))
            .defer("translation_of__body", "translation_of__internal_note", *desk_columns("translation_of"))
            .select_related("collection", "outlet", "translation_of")
            .prefetch_related(
                current_editions(""), current_editions("translation_of__"), *listing_prefetches()
            )
            .order_by(*LATEST_FIRST)
        )

    def for_api_detail(self) -> Self:
        """Select what the API shows of one text: the whole current edition and a line for each. Five queries.

        One more for a translation.
        """
        editions = apps.get_model("articles.Edition").objects
        return (
            self.published()
            .defer("body", "internal_note", "search_text", *desk_columns("collection", "outlet"))
            .defer("translation_of__body", "translation_of__internal_note", *desk_columns("translation_of"))
            .select_related("collection", "outlet", "translation_of")
            .prefetch_related(
                Prefetch("editions", queryset=editions.current(), to_attr="current_editions"),
                Prefetch("editions", queryset=editions.light()),
                current_editions("translation_of__"),
                *listing_prefetches(),
            )
        )


class ContributionQuerySet(models.QuerySet[Any]):
    """Credits."""

    def editions(self) -> models.QuerySet[Any]:
        """Select the current editions of the published texts credited, with `role` and `position`. One query."""
        language_columns = {
            f"position_{language}": F(f"article__contributions__position_{language}")
            for language in settings.MODELTRANSLATION_LANGUAGES
        }
        found: models.QuerySet[Any] = (
            apps.get_model("articles.Edition")
            .objects.current()
            .light()
            .filter(article__contributions__in=self.order_by(), article__state=State.PUBLISHED)
            .annotate(role=F("article__contributions__role"), **language_columns)
            .select_related("article__collection", "article__outlet")
            .order_by(F("article__dated_on").desc(nulls_last=True), "article__order_in_collection", "number")
        )
        return found


class EditionQuerySet(SearchTextQuerySet):
    """Editions."""

    def for_search(self) -> Self:
        """Select what readers may see, with everything that the search indexes."""
        return (
            self.current()
            .filter(article__state=State.PUBLISHED)
            .select_related("article__translation_of")
            .prefetch_related("article__topics", *(f"article__{contributor}" for contributor in CONTRIBUTORS))
            .prefetch_related("article__translations", "article__translation_of__translations")
        )

    def current(self) -> Self:
        """Select the editions that readers see now."""
        return self.filter(is_current=True)

    def current_titles(self, articles: Collection[int]) -> Iterable[tuple[int, str]]:
        """Return the titles that readers see, by the keys of the articles."""
        rows = self.current().filter(article__in=articles).order_by("article_id")
        return rows.values_list("article_id", "title")

    def light(self) -> Self:
        """Without the text and what belongs to it: for titles."""
        return self.defer(*LONG_COLUMNS)

    def published_or_withdrawn(self) -> Self:
        """Select those of articles that are published or left a tombstone."""
        return self.filter(article__state__in=(State.PUBLISHED, State.WITHDRAWN))

    def for_page(self) -> Self:
        """Select the text with its catalogue data. One query."""
        return self.published_or_withdrawn().select_related(
            "article__collection__place", "article__outlet", "article__translation_of"
        )
