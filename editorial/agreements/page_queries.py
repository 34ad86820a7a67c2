"""Queries of the pages of the register, with SQL that is written once: `editorial.web.prepared`."""

from django.db.models import QuerySet

from editorial.agreements.models import Agreement
from editorial.values.languages import language_columns
from editorial.web.pagination import PreparedKeys
from editorial.web.prepared import Keys, prepared

WHOLE_LIST = PreparedKeys(Agreement.objects.newest_first)


@prepared
def listed_agreements(keys: Keys) -> "QuerySet[Agreement]":
    """Read what a line of the register shows, with the actions from which its status follows."""
    rows: QuerySet[Agreement] = Agreement.objects.for_register().filter(pk__in=keys)
    return rows


@prepared
def newest_agreements(*, number: int) -> "QuerySet[Agreement]":
    """Read what the first page shows of the newest agreements."""
    rows: QuerySet[Agreement] = Agreement.objects.newest_first().only(
        "slug", "kind", "signed_on", "signed_on_precision", *language_columns("title")
    )
    return rows[:number]


@prepared
def agreement_page(slug: str) -> "QuerySet[Agreement]":
    """Read an agreement but for its relations."""
    rows: QuerySet[Agreement] = Agreement.objects.for_page().filter(slug=slug)
    return rows
