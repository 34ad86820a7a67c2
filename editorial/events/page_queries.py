"""Queries of the pages of the chronicle, with SQL that is written once: `editorial.web.prepared`."""

from django.db.models import QuerySet

from editorial.events.models import Event, Mechanism
from editorial.values.languages import language_columns
from editorial.web.pagination import PreparedKeys
from editorial.web.prepared import Keys, prepared

WHOLE_LIST = PreparedKeys(Event.objects.newest_first)


@prepared
def listed_events(keys: Keys) -> "QuerySet[Event]":
    """Read what a line of the chronicle shows."""
    rows: QuerySet[Event] = Event.objects.for_listing().filter(pk__in=keys)
    return rows


@prepared
def newest_events(*, number: int) -> "QuerySet[Event]":
    """Read what the first page shows of the newest events that took place."""
    rows: QuerySet[Event] = Event.objects.published().filter(course=Event.Course.HELD).select_related("place")
    rows = rows.only(
        "slug", "started_on", "started_on_precision", "ended_on", "ended_on_precision",
        *language_columns("title", "place__name"),
    )  # fmt: skip
    return rows.order_by("-started_on", "slug")[:number]


@prepared
def event_page(slug: str) -> "QuerySet[Event]":
    """Read an event: where, who, what it produced."""
    rows: QuerySet[Event] = Event.objects.for_page().filter(slug=slug)
    return rows


@prepared
def mechanism_page(slug: str) -> "QuerySet[Mechanism]":
    """Read a series with its events."""
    rows: QuerySet[Mechanism] = Mechanism.objects.for_page().filter(slug=slug)
    return rows
