"""Queries of the pages of figures, with SQL that is written once: `editorial.web.prepared`."""

from django.db.models import QuerySet

from editorial.indicators.models import Indicator
from editorial.web.pagination import PreparedKeys
from editorial.web.prepared import Keys, prepared

WHOLE_LIST = PreparedKeys(Indicator.objects.published)


@prepared
def listed_indicators(keys: Keys) -> "QuerySet[Indicator]":
    """Read what a line of the list of figures shows."""
    rows: QuerySet[Indicator] = Indicator.objects.for_listing().filter(pk__in=keys)
    return rows


@prepared
def indicator_page(slug: str) -> "QuerySet[Indicator]":
    """Read a quantity with its values."""
    rows: QuerySet[Indicator] = Indicator.objects.for_page().filter(slug=slug)
    return rows
