"""The map of the site for search engines: every public page in its four languages."""

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from editorial.agreements.models import Agreement
from editorial.articles.models import Article, Collection
from editorial.events.models import Event, Mechanism
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Indicator
from editorial.topics.models import Topic


class PageSitemap(Sitemap):  # type: ignore[type-arg]
    """Pages of one kind, each with its other languages."""

    i18n = True
    alternates = True
    x_default = True
    limit = 5000
    rows: type[Any]

    def items(self) -> "QuerySet[Any]":
        """Return what is published."""
        found: QuerySet[Any] = self.rows.objects.published().only("slug", "changed_at").order_by("pk")
        return found

    def lastmod(self, item: Any) -> dt.datetime:
        """Return when the row was last changed."""
        changed: dt.datetime = item[0].changed_at if isinstance(item, tuple) else item.changed_at
        return changed


class TopicSitemap(PageSitemap):
    """Topics, which are public as soon as they exist."""

    lastmod = None  # type: ignore[assignment]

    def items(self) -> "QuerySet[Any]":
        """Return all topics."""
        return Topic.objects.order_by("pk")


class ListSitemap(Sitemap):  # type: ignore[type-arg]
    """The first page and the lists."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        """Return the names of the pages."""
        lists = (
            "articles:list",
            "articles:collections",
            "experts:list",
            "experts:organisations",
            "experts:council",
            "agreements:list",
        )
        return ["site:home", *lists, "events:list", "events:mechanisms", "indicators:list", "topics:list"]

    def location(self, item: str) -> str:
        """Return the address in the active language."""
        return reverse(item)


def _of(rows: type[Any]) -> type[PageSitemap]:
    return type(f"{rows.__name__}Sitemap", (PageSitemap,), {"rows": rows})


SITEMAPS = {
    "pages": ListSitemap,
    "articles": _of(Article),
    "collections": _of(Collection),
    "experts": _of(Expert),
    "organisations": _of(Organisation),
    "agreements": _of(Agreement),
    "events": _of(Event),
    "series": _of(Mechanism),
    "indicators": _of(Indicator),
    "topics": TopicSitemap,
}
