"""What the pages of the register read, with SQL that is written once: `editorial.web.prepared`."""

import datetime as dt
from collections.abc import Callable

from django.db.models import QuerySet

from editorial.agreements.models import Agreement
from editorial.values.languages import language_columns
from editorial.values.partial_dates import EndOfDay
from editorial.web.pagination import PreparedKeys
from editorial.web.prepared import Keys, prepared

WHOLE_LIST = PreparedKeys(Agreement.objects.newest_first)


@prepared
def _listed(keys: Keys, day: dt.date, month: dt.date, year: dt.date) -> "QuerySet[Agreement]":
    rows: QuerySet[Agreement] = Agreement.objects.for_listing().filter(pk__in=keys)
    return rows.with_status(EndOfDay(day, month, year))  # type: ignore[attr-defined,no-any-return]


def listed_agreements(on: dt.date) -> Callable[[list[int]], list[Agreement]]:
    """Return what reads a line of the register, with the status as of a day."""
    return lambda keys: _listed(keys, *EndOfDay.of(on))


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
