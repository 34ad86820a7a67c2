"""Errors as problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from editorial.web.api.exceptions import GoneError, MovedError

PROBLEM = "application/problem+json"
LOGGED = "_has_been_logged"  # by which Django knows that it has logged a fault already
# Headers of a refusal that belong to its old form.
FORM_CONTROL_FIELDS = (
    "Content-Type",
    "Content-Length",
    "Content-Encoding",
    "Content-Disposition",
    "ETag",
    "Last-Modified",
)


def problem(status: int, detail: str, **more: Any) -> dict[str, Any]:
    """Describe a problem: what kind, which status, what exactly is wrong."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }


def problem_response(status: int, detail: str, *, headers: dict[str, str] | None = None) -> JsonResponse:
    """Answer with a problem where no view of the API does."""
    return JsonResponse(
        problem(status, detail),
        status=status,
        content_type=PROBLEM,
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )


def as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """Say of whatever else refused, Django or a fault of ours, in the same form what was wrong."""
    is_traceback = settings.DEBUG and response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    if response.status_code < 400 or is_traceback or response.get("Content-Type", "") == PROBLEM:
        return response
    details = {
        HTTPStatus.FORBIDDEN: _("The API is read-only."),
        HTTPStatus.METHOD_NOT_ALLOWED: _("The API is read-only."),
        HTTPStatus.PRECONDITION_FAILED: _("The resource has changed since the version you specified."),
        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: _("The requested range is not satisfiable."),
        HTTPStatus.INTERNAL_SERVER_ERROR: _(
            "Internal error. Please report the X-Request-ID of this response."
        ),
        HTTPStatus.SERVICE_UNAVAILABLE: _("The database cannot be reached. Retry in %(seconds)s seconds.")
        % {"seconds": response.get("Retry-After", "10")},
    }
    status = HTTPStatus(response.status_code)
    fields = {name: value for name, value in response.items() if name not in FORM_CONTROL_FIELDS}
    fields.setdefault("Cache-Control", "no-store")
    answer = problem_response(status, details.get(status, status.description), headers=fields)
    setattr(answer, LOGGED, getattr(response, LOGGED, False))
    return answer


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer every refusal in one form; `errors` names each parameter that is wrong."""
    response = drf_exception_handler(error, context)
    if response is None:
        return None
    # Whatever was asked for, a problem is JSON.
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
    if isinstance(error, ValidationError):
        errors = response.data if isinstance(response.data, dict) else {"": response.data}
        first = next(iter(errors.items()), ("", ""))
        detail = f"{first[0]}: {' '.join(str(text) for text in first[1])}"
        response.data = problem(response.status_code, detail, errors=errors)
    elif isinstance(error, GoneError):
        response.data = problem(response.status_code, str(error.detail), tombstone=error.tombstone)
    else:
        response.data = problem(response.status_code, str(response.data.get("detail", "")))
    if isinstance(error, MovedError):
        response["Location"] = error.location
    response.content_type = PROBLEM
    return response
