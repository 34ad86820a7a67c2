"""Errors as problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from editorial.workflow.api import Gone, Moved


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
        problem(status, detail), status=status, content_type="application/problem+json", headers=headers
    )


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
    elif isinstance(error, Gone):
        response.data = problem(response.status_code, str(error.detail), tombstone=error.tombstone)
    else:
        response.data = problem(response.status_code, str(response.data.get("detail", "")))
    if isinstance(error, Moved):
        response["Location"] = error.location
    response.content_type = "application/problem+json"
    return response
