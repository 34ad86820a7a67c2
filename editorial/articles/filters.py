"""Filters of articles and collections, shared by pages and API."""

import datetime as dt
from typing import Any, cast

import django_filters as filters
from django.db.models import QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from editorial.articles.models import Article, Collection, Edition
from editorial.articles.querysets import ArticleQuerySet
from editorial.experts.models import Expert, Organisation
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.languages import Language
from editorial.web.filters.choices import by_slug
from editorial.web.filters.fields import (
    ChoicesFilter,
    IsSetFilter,
    MomentFilter,
    MultiModelFilter,
    PartialDateFilter,
    YesOrNoFilter,
)
from editorial.web.filters.search import SearchFilter


class MentionedInFilter(MultiModelFilter):
    """Rows that published texts speak of, asked for by the slugs of the texts.

    What an editor has accepted as mentioned in a text is a source of the row, so both are asked for alike.
    """

    def __init__(self, field_name: str = "sources__edition__article", **kwargs: Any) -> None:
        kwargs.setdefault("queryset", lambda _request: Article.objects.published())
        kwargs.setdefault("to_field_name", "slug")
        kwargs.setdefault("label", _("Article that is a source for the record."))
        super().__init__(field_name, **kwargs)


class InCollectionFilter(ChoicesFilter):
    """Texts of a collection, by a key that the database looks up first.

    Of a join PostgreSQL expects that every text is in some collection, and reads all of them by date.
    """

    def filter(self, qs: QuerySet[Article], value: list[str]) -> QuerySet[Article]:
        """Narrow to the texts of the collections of these slugs."""
        if not value:
            return qs
        keys = Collection.objects.filter(slug__in=value).values("pk")
        if len(value) > 1:
            return qs.filter(collection__in=keys)
        return qs.filter(collection=Subquery(keys[:1]))


class TopicFilter(ChoicesFilter):
    """Texts under a heading."""

    def filter(self, qs: QuerySet[Article], value: list[str]) -> QuerySet[Article]:
        """Narrow to the texts of the topics of these slugs."""
        return cast("ArticleQuerySet", qs).on_topic(*value) if value else qs


class ArticleFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the list of texts."""

    genre = ChoicesFilter(choices=Article.Genre.choices, label=_("Type of publication"))
    topic = TopicFilter(field_name="topics__slug", choices=by_slug(Topic.objects.all), label=_("Topic"))
    year = filters.NumberFilter(
        field_name="dated_on", lookup_expr="year", min_value=1900, max_value=2200, label=_("Year")
    )
    language = ChoicesFilter(choices=Language.choices, label=_("Language of publication"))
    collection = InCollectionFilter(
        field_name="collection__slug",
        choices=by_slug(Collection.objects.published, "title"),
        label=_("Collection"),
    )

    class Meta:
        model = Article
        fields: list[str] = []


class CollectionFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the list of collections."""

    year = filters.NumberFilter(min_value=1900, max_value=2200, label=_("Year"))
    topic = ChoicesFilter(field_name="topics__slug", choices=by_slug(Topic.objects.all), label=_("Topic"))

    class Meta:
        model = Collection
        fields: list[str] = []


class ArticleQuery(ArticleFilter):
    """Filters of the API that the page does not offer."""

    q = SearchFilter("article")
    dated = PartialDateFilter("dated_on", "within")
    dated_after = PartialDateFilter("dated_on", "after")
    dated_before = PartialDateFilter("dated_on", "before")
    dated_known = IsSetFilter("dated_on", label=_("Date known (yes/no)."))
    expert = MultiModelFilter(
        "contributions__expert", queryset=lambda _request: Expert.objects.published(), to_field_name="slug",
        label=_("Contributor in any role."),
    )  # fmt: skip
    organisation = MultiModelFilter(
        "contributions__organisation", queryset=lambda _request: Organisation.objects.published(),
        to_field_name="slug", label=_("Contributing organisation."),
    )  # fmt: skip
    outlet = MultiModelFilter(
        "outlet",
        queryset=lambda _request: Organisation.objects.published(),
        to_field_name="slug",
        label=_("Media outlet"),
    )
    translation_of = MultiModelFilter(
        "translation_of", queryset=lambda _request: Article.objects.published(), to_field_name="slug",
        label=_("Translation of"),
    )  # fmt: skip
    is_digest = YesOrNoFilter(label=_("Summaries of publications by the editors."))
    doi_known = IsSetFilter("doi", label=_("Has a DOI."))
    collection_known = IsSetFilter("collection", label=_("Part of a collection."))
    published_since = MomentFilter("published_at", "gte", label=_("First published since"))
    corrected_since = MomentFilter(method="with_edition_since", label=_("Edition published since"))

    def with_edition_since(
        self, queryset: QuerySet[Article], _name: str, value: dt.datetime
    ) -> QuerySet[Article]:
        """Keep those whose current edition is of that time or later."""
        editions = Edition.objects.current().filter(published_at__gte=value)
        return queryset.filter(pk__in=editions.values("article"))


class CollectionQuery(CollectionFilter):
    """Filters of the API that the page does not offer."""

    q = SearchFilter("collection")
    language = ChoicesFilter(choices=Language.choices, label=_("Language"))
    place = MultiModelFilter("place", queryset=Place.objects.all(), to_field_name="slug", label=_("Place"))
    publisher = MultiModelFilter(
        "publishers__organisation", queryset=lambda _request: Organisation.objects.published(), to_field_name="slug",
        label=_("Organisation that published or supported the collection."),
    )  # fmt: skip
    doi_known = IsSetFilter("doi", label=_("Has a DOI."))
    changed_since = MomentFilter("changed_at", "gte", label=_("Modified since"))
