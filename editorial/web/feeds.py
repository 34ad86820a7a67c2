"""Feeds of lists: the same filters as on the page, the latest first, as Atom, RSS 2.0 or JSON Feed 1.1."""

import copy
import datetime as dt
import json
from collections.abc import Callable, Collection
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django_filters import FilterSet

from editorial.web.answer_cache import mark_public
from editorial.web.key_queries import key_query
from editorial.web.views import choice_param, validated_filterset

LENGTH = 30


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1."""

    content_type = "application/feed+json"

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed."""
        rows = [
            {
                "id": item["link"],
                "url": item["link"],
                "title": item["title"],
                "content_text": item["description"] or "",
                "date_published": _moment(item["pubdate"]),
                "date_modified": _moment(item["updateddate"]),
            }
            for item in self.items
        ]
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": self.feed["language"],
            "items": [{name: value for name, value in row.items() if value is not None} for row in rows],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))


def _moment(value: Any) -> str | None:
    return value.isoformat() if value else None


class SteadyDate(SyndicationFeed):
    """A feed that is the same each time it is built: without entries it is of today, and not of this moment."""

    def latest_post_date(self) -> dt.datetime:
        """Return when the latest entry changed; Django takes the moment where there is none."""
        if any(item["updateddate"] or item["pubdate"] for item in self.items):
            return super().latest_post_date()
        return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class AtomFeed(SteadyDate, Atom1Feed):
    """Atom."""


class RssFeed(SteadyDate, Rss201rev2Feed):
    """RSS 2.0."""


FORMATS: dict[str, type[SyndicationFeed]] = {"atom": AtomFeed, "rss": RssFeed, "json": JsonFeed}


class FormattedFeed(Feed):  # type: ignore[type-arg]
    """A feed as Atom, or in the form that `?format=` asks for."""

    address = ""
    params: Collection[str] = ()  # what a feed reads of the query beside the format

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in the form asked for. Raises BadRequest for a form that is not offered."""
        # One view object answers all requests at once, so what is asked is kept on a copy.
        answering = copy.copy(self)
        answering.address = request.get_full_path()
        answering.feed_type = FORMATS[choice_param(request, "format", tuple(FORMATS))]
        response = super(FormattedFeed, answering).__call__(request, *args, **kwargs)
        mark_public(request, response, ("format", *self.params))
        return response

    def feed_url(self, _obj: Any) -> str:
        """Return the feed's own address."""
        return self.address


class ListFeed(FormattedFeed):
    """A list as a feed. An app says which filterset and how rows are titled."""

    filterset: Callable[[HttpRequest], FilterSet]
    rows: Callable[[list[int]], list[Any]]  # what an entry shows, read by the keys of the rows

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Any:
        """Return the request: its filters decide what the feed holds."""
        return request

    def items(self, obj: HttpRequest) -> list[Any]:
        """Return the rows of the list, in its order. Raises BadRequest for impossible filters."""
        filterset = type(self).filterset(obj)
        is_whole = obj.GET.keys() <= {"format"}
        narrow = filterset.queryset if is_whole else validated_filterset(filterset).qs
        narrow = narrow.select_related(None).prefetch_related(None)
        keys = key_query(narrow, *((type(self),) if is_whole else ())).keys(0, LENGTH)
        found = {row.pk: row for row in type(self).rows(keys)}
        return [found[key] for key in keys if key in found]

    def link(self, obj: HttpRequest) -> str:
        """Return the address of the list."""
        query = obj.GET.copy()
        query.pop("format", None)
        address = obj.path.removesuffix("feed/")
        return f"{address}?{query.urlencode()}" if query else address

    def item_updateddate(self, item: Any) -> Any:
        """Return when the row last changed."""
        return item.changed_at

    def item_pubdate(self, item: Any) -> Any:
        """Return when the row was published."""
        return item.published_at

    def item_description(self, item: Any) -> str:
        """Return the note of the row."""
        return str(getattr(item, "note", "") or "")
