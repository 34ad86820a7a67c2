"""Feeds of lists: the same filters as on the page, the latest first."""

from collections.abc import Callable
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django_filters import FilterSet

from editorial.workflow.pages import checked

LENGTH = 30


class ListFeed(Feed):  # type: ignore[type-arg]
    """A list as an Atom feed; `?format=json` gives JSON Feed 1.1. An app says which filterset and how rows are titled."""

    feed_type = Atom1Feed
    filterset: Callable[[HttpRequest], FilterSet]

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in the form asked for."""
        if request.GET.get("format") == "json":
            return self._json(request)
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Any:
        """Return the request: its filters decide what the feed holds."""
        return request

    def items(self, obj: HttpRequest) -> list[Any]:
        """Return the rows of the list, in its order. Raises BadRequest for impossible filters."""
        return list(checked(type(self).filterset(obj)).qs[:LENGTH])

    def link(self, obj: HttpRequest) -> str:
        """Return the address of the list."""
        query = obj.META.get("QUERY_STRING", "")
        return obj.path.removesuffix("feed/") + (f"?{query}" if query else "")

    def feed_url(self, obj: HttpRequest) -> str:
        """Return the feed's own address."""
        return obj.get_full_path()

    def item_updateddate(self, item: Any) -> Any:
        """Return when the row last changed."""
        return item.changed_at

    def item_pubdate(self, item: Any) -> Any:
        """Return when the row was published."""
        return item.published_at

    def item_description(self, item: Any) -> str:
        """Return the note of the row."""
        return str(getattr(item, "note", "") or "")

    def _json(self, request: HttpRequest) -> HttpResponse:
        rows = [
            {
                "id": request.build_absolute_uri(row.get_absolute_url()),
                "url": request.build_absolute_uri(row.get_absolute_url()),
                "title": str(self.item_title(row)),
                "content_text": self.item_description(row),
                "date_published": row.published_at.isoformat(),
                "date_modified": row.changed_at.isoformat(),
            }
            for row in self.items(request)
        ]
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": str(self.title),
            "home_page_url": request.build_absolute_uri(self.link(request)),
            "feed_url": request.build_absolute_uri(),
            "language": get_language(),
            "items": rows,
        }
        return JsonResponse(
            feed, json_dumps_params={"ensure_ascii": False}, content_type="application/feed+json"
        )
