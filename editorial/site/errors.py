"""Error pages with their reason (400, 403, 404, 410), and redirects of renamed pages (301)."""

import errno
import sys
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from editorial.web.exceptions import RenamedError, WithdrawnError

RETRY_AFTER = 10  # seconds


def _render_error(
    request: HttpRequest, *, code: int, heading: str, reason: str, advice: str = ""
) -> HttpResponse:
    context = {"code": code, "heading": heading, "reason": reason, "advice": advice}
    return render(request, "error.html", context, status=code)


def _reason(exception: Exception | None) -> str:
    """Return what the exception says, where it was raised to be read by a person."""
    message = exception.args[0] if exception and exception.args else ""
    return str(message) if isinstance(message, str | Promise) else ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return _render_error(
        request,
        code=400,
        heading=_("Invalid address"),
        reason=_reason(exception),
        advice=_("Correct the value in the address or remove it."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return _render_error(
        request,
        code=403,
        heading=_("Access denied"),
        reason=_reason(exception),
        advice=_("If you should have access, sign in with another account."),
    )


def csrf_failure(request: HttpRequest, **_reason: str) -> HttpResponse:
    """Answer 403 to a form without a token that it came from here."""
    context = {
        "code": 403,
        "heading": _("The form could not be submitted"),
        "reason": _("The session has expired or cookies are blocked in your browser."),
        "advice": _(
            "Reload the page. Unsaved text in the editorial system will be restored so that you can save it."
        ),
        "again": request.path,
    }
    return render(request, "error.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return _render_error(
        request,
        code=404,
        heading=_("Page not found"),
        reason=_reason(exception),
        advice=_("Check the address or use the search above."),
    )


def server_error(_request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 where the database is away or nothing can be written: that passes, and nothing is half saved."""
    error = sys.exc_info()[1]
    is_unavailable = any(map(_is_outage, _chain(error)))
    name, code = ("503.html", 503) if is_unavailable else ("500.html", 500)
    response = HttpResponse(render_to_string(name), status=code)
    if is_unavailable:
        response["Retry-After"] = str(RETRY_AFTER)
        response["Cache-Control"] = "no-store"
    return response


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_outage(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    return isinstance(error, OperationalError | InterfaceError)


def gone(request: HttpRequest, exception: WithdrawnError) -> HttpResponse:
    """Answer 410 with the reason of the withdrawal."""
    return render(request, "410.html", {"row": exception.row, "title": exception.title}, status=410)


def moved(request: HttpRequest, exception: RenamedError) -> HttpResponse:
    """Answer 301 with the same page, in the same language and with the same query, under the slug of today."""
    match = request.resolver_match
    if match is None:
        return not_found(request)
    address = reverse(match.view_name, kwargs={**match.kwargs, "slug": exception.slug})
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


ANSWERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    BadRequest: bad_request,
    PermissionDenied: forbidden,
    WithdrawnError: gone,
    RenamedError: moved,
    Http404: not_found,
}


class ErrorPagesMiddleware:
    """Show the designed page wherever a view refuses, also while DEBUG is on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        response = self.get_response(request)
        is_page = request.path.split("/")[1] in dict(settings.LANGUAGES)
        if response.status_code == 404 and request.resolver_match is None and is_page:
            return not_found(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer with a page for the refusals that a public view raises; leave the rest to Django."""
        if request.path.startswith(("/admin/", "/api/")):
            return None
        for kind, answer in ANSWERS.items():
            if isinstance(exception, kind):
                return answer(request, exception)
        return None
