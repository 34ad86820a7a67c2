"""Feeds of the chronicle."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from editorial.events.filters import EventFilter
from editorial.events.models import Event
from editorial.web.feeds import ListFeed


class EventFeed(ListFeed):
    """The latest events."""

    title = _("Events")
    params = tuple(EventFilter.base_filters)

    @staticmethod
    def filterset(request: HttpRequest) -> FilterSet:
        """Return the filters of the list."""
        return EventFilter(request.GET, queryset=Event.objects.for_listing(), request=request)

    def item_title(self, item: Any) -> str:
        """Return the title that readers see."""
        return str(item)
