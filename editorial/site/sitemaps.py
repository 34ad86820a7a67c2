"""The map of the site for search engines: every public page in its four languages."""

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from editorial.pages.models import Page
from editorial.records import registry
from editorial.workflow.models import PublishableModel


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


class StatelessSitemap(PageSitemap):
    """Pages of rows without states, which are public as soon as they exist."""

    lastmod = None  # type: ignore[assignment]

    def items(self) -> "QuerySet[Any]":
        """Return all rows."""
        found: QuerySet[Any] = self.rows.objects.order_by("pk")
        return found


class ListSitemap(Sitemap):  # type: ignore[type-arg]
    """The first page and the lists."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        """Return the names of the pages."""
        return ["site:home", "site:disagreements", *(name for one in registry.all() for name in one.lists)]

    def location(self, item: str) -> str:
        """Return the address in the active language."""
        return reverse(item)


def _sitemap(model: type[Any]) -> type[PageSitemap]:
    base = PageSitemap if issubclass(model, PublishableModel) else StatelessSitemap
    return type(f"{model.__name__}Sitemap", (base,), {"rows": model})


class SitePagesSitemap(PageSitemap):
    """Pages about the site."""

    def items(self) -> "QuerySet[Any]":
        """Return what readers see."""
        return Page.objects.shown().only("address", "changed_at").order_by("pk")


SITEMAPS = {"pages": ListSitemap, "about": SitePagesSitemap} | {
    one.section: _sitemap(one.model) for one in registry.all() if one.section
}
