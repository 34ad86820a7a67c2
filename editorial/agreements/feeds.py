"""Feeds of the register of agreements."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from editorial.agreements.filters import AgreementFilter
from editorial.agreements.models import Agreement
from editorial.web.feeds import ListFeed
from editorial.web.prepared import Keys, prepared


@prepared
def feed_agreements(keys: Keys) -> "QuerySet[Agreement]":
    """Read what the entries of a feed show of agreements."""
    rows: QuerySet[Agreement] = Agreement.objects.published().filter(pk__in=keys)
    return rows


class AgreementFeed(ListFeed):
    """The latest agreements."""

    title = _("Agreements")
    rows = feed_agreements
    params = tuple(AgreementFilter.base_filters)

    @staticmethod
    def filterset(request: HttpRequest) -> FilterSet:
        """Return the filters of the list."""
        return AgreementFilter(request.GET, queryset=Agreement.objects.for_listing(), request=request)

    def item_title(self, item: Any) -> str:
        """Return the title that readers see."""
        return str(item)
