"""Deprecations of the API, announced by headers (RFC 9745, RFC 8594) and in the description."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import http_date

NOTICE = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Deprecated:
    """A resource, as `articles`, or a parameter of it: since when it is better not used, and when it goes."""

    resource: str
    since: dt.date
    sunset: dt.date
    parameter: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for less notice than partners were promised."""
        if self.sunset - self.since < NOTICE:
            raise ValueError(f"{self.resource} {self.parameter}: partners have at least twelve months.")

    @property
    def address(self) -> str:
        """Return where the addresses of the resource begin."""
        return f"{reverse('api:api-root')}{self.resource}"


def deprecations_for(request: HttpRequest) -> Iterator[Deprecated]:
    """Yield what of `API_DEPRECATIONS` a request makes use of."""
    for one in settings.API_DEPRECATIONS:
        rest = request.path.removeprefix(one.address)
        is_there = rest != request.path and rest[:1] in ("", "/", ".")
        if is_there and (not one.parameter or one.parameter in request.GET):
            yield one


def warn(request: HttpRequest, response: HttpResponseBase) -> None:
    """Tell of the first that goes, and where to read of it."""
    found = min(deprecations_for(request), key=lambda one: one.sunset, default=None)
    if found is None:
        return
    response["Deprecation"] = f"@{epoch_seconds(found.since)}"
    response["Sunset"] = http_date(epoch_seconds(found.sunset))
    policy = request.build_absolute_uri(reverse("api:docs"))
    link = f'<{policy}>; rel="deprecation"; type="text/html"'
    response["Link"] = f"{response['Link']}, {link}" if response.has_header("Link") else link


def epoch_seconds(day: dt.date) -> int:
    """Return the beginning of a day in seconds since the epoch."""
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
