"""Feeds of the chronicle."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from editorial.events.filters import EventFilter
from editorial.events.models import Event
from editorial.web.feeds import ListFeed
from editorial.web.prepared import Keys, prepared


@prepared
def feed_events(keys: Keys) -> "QuerySet[Event]":
    """Read what the entries of a feed show of events."""
    rows: QuerySet[Event] = Event.objects.published().filter(pk__in=keys)
    return rows


class EventFeed(ListFeed):
    """The latest events."""

    title = _("Events")
    rows = feed_events
    params = tuple(EventFilter.base_filters)

    @staticmethod
    def filterset(request: HttpRequest) -> FilterSet:
        """Return the filters of the list."""
        return EventFilter(request.GET, queryset=Event.objects.for_listing(), request=request)

    def item_title(self, item: Any) -> str:
        """Return the title that readers see."""
        return str(item)
