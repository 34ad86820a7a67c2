"""Feeds of texts."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from editorial.articles.filters import ArticleFilter
from editorial.articles.models import Article
from editorial.articles.querysets import current_editions
from editorial.web.feeds import ListFeed
from editorial.web.prepared import Keys, prepared


@prepared
def feed_articles(keys: Keys) -> "QuerySet[Article]":
    """Read what the entries of a feed show of texts."""
    rows: QuerySet[Article] = Article.objects.published().only("slug", "changed_at", "published_at")
    return rows.prefetch_related(current_editions("")).filter(pk__in=keys)


class ArticleFeed(ListFeed):
    """The latest texts."""

    title = _("Articles")
    rows = feed_articles
    params = tuple(ArticleFilter.base_filters)

    @staticmethod
    def filterset(request: HttpRequest) -> FilterSet:
        """Return the filters of the list."""
        rows = Article.objects.for_listing()
        if not request.GET.get("language"):
            rows = rows.in_page_language()
        return ArticleFilter(request.GET, queryset=rows, request=request)

    def item_title(self, item: Any) -> str:
        """Return the title that readers see."""
        return str(item.current_editions[0].title)

    def item_description(self, item: Any) -> str:
        """Return the abstract in the text's own language."""
        edition = item.current_editions[0]
        return str((edition.abstracts.get(edition.language) or {}).get("text", ""))
