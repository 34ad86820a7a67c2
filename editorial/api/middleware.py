"""Middleware of the API: limits, request ids, validators, licence, cross-origin access."""

import datetime as dt
import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.functional import Promise
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext_lazy as _

from editorial.api import deprecation, throttling
from editorial.api.errors import as_problem, problem_response
from editorial.records import changelog
from editorial.values.request_ids import HEADER, get_request_id
from editorial.web.answer_cache import REVALIDATE, is_public

PREFIX = "/api/"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, X-API-Key, X-Request-ID, If-None-Match, If-Modified-Since, Range, "
    "If-Range",
    "Access-Control-Max-Age": "86400",
}
EXPOSED = (
    "ETag, Last-Modified, Link, Deprecation, Sunset, Retry-After, RateLimit, RateLimit-Policy, X-Request-ID, Attribution, "
    "Content-Disposition, Content-Language, Accept-Ranges, Content-Range"
)


class ApiHeadersMiddleware:
    """Middleware for addresses under /api/; nothing else is touched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Count, answer, and say of the answer what caches and partners need."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        response = self._preflight(request) or self._answer(request)
        with translation.override(error_language(request)):  # not that in which the answer was written
            response = as_problem(response)
        response[HEADER] = get_request_id(request)
        if response.status_code == HTTPStatus.OK and hasattr(response, "accepted_media_type"):
            response.headers.setdefault("Content-Type", response.accepted_media_type)  # no rows, no lines
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        deprecation.warn(request, response)
        response["Attribution"] = settings.RECORD_ATTRIBUTION
        licence = f'<{settings.RECORD_LICENCE_URL}>; rel="license"'
        response["Link"] = f"{response['Link']}, {licence}" if response.has_header("Link") else licence
        return response

    def _preflight(self, request: HttpRequest) -> HttpResponseBase | None:
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=204, headers=PREFLIGHT)
        return None

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        try:
            allowance = throttling.consume(request)
        except throttling.UnknownKeyError:
            text = _("This API key is invalid or has been revoked.")
            return refusal(request, 401, text, {"WWW-Authenticate": "Bearer"})
        if allowance.is_exceeded:
            text = _("Rate limit of %(limit)s requests per hour exceeded. Retry in %(seconds)s seconds.")
            return refusal(
                request, 429, text, allowance.headers, limit=allowance.limit, seconds=allowance.seconds
            )
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")  # a redirect to https, say
        for name, value in allowance.headers.items():
            response[name] = value
        return response


class ApiValidatorsMiddleware:
    """Give answers under /api/ what caches and partners compare them by; around whatever builds them, within what keeps them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with validators."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        # Read before the answer is built: what changes meanwhile comes with a later time.
        modified = last_modified() if request.method in ("GET", "HEAD") else None
        return with_validators(request, self.get_response(request), modified)


def error_language(request: HttpRequest) -> str:
    """Return the language to refuse in: that of `?lang=`, else the reader's."""
    code = request.GET.get("lang", "")
    return code if code in dict(settings.LANGUAGES) else translation.get_language_from_request(request)


def refusal(
    request: HttpRequest, status: int, text: Promise | str, headers: dict[str, str], **values: Any
) -> HttpResponse:
    """Answer with a problem before anything is asked, in the language of the reader."""
    with translation.override(error_language(request)):
        detail = str(text) % values
    return problem_response(status, detail, headers={**headers, "Cache-Control": "no-store"})


def with_validators(
    request: HttpRequest, response: HttpResponseBase, modified: dt.datetime | None
) -> HttpResponseBase:
    """Give a good answer an ETag and the time of the record's last change; answer 304 to whoever has it already."""
    if request.method not in ("GET", "HEAD") or response.status_code >= 400:
        response.setdefault("Cache-Control", "no-store")
        return response
    patch_vary_headers(response, ["Accept", "Accept-Encoding"])
    response.setdefault("Cache-Control", REVALIDATE)
    if response.status_code != 200 or not (isinstance(response, HttpResponse) or response.has_header("ETag")):
        return response
    if isinstance(response, HttpResponse):
        response.setdefault("ETag", f'"{hashlib.sha256(response.content).hexdigest()[:32]}"')
    if modified:
        response.setdefault("Last-Modified", http_date(modified.timestamp()))
    if is_public(response):
        return response  # compared where it is kept
    conditional = get_conditional_response(
        request,
        etag=response["ETag"],
        last_modified=parse_http_date_safe(response.get("Last-Modified", "")),
        response=cast("HttpResponse", response),
    )
    file = getattr(response, "file_to_stream", None)
    if file and conditional not in (None, response):
        file.close()  # nobody reads it now
    return conditional or response


def last_modified() -> dt.datetime | None:
    """Return when answers last changed: with the record, or with the day, as of which statuses are told. One query.

    None while that is so recent that more may change within the same second.
    """
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    last = max(changelog.last_moment() or midnight, midnight)
    return last if timezone.now() - last > dt.timedelta(seconds=2) else None
