"""Answers of the API that belong to no list."""

from django.http import HttpRequest, JsonResponse

from editorial.api.errors import problem_response


def not_found(request: HttpRequest) -> JsonResponse:
    """Refuse an address that the API does not have."""
    detail = f"The API has no address {request.path}; /api/v1/ lists those it has."
    return problem_response(404, detail)
