"""Answers of the API that belong to no list."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from editorial.api.errors import problem_response
from editorial.api.filters import reject_unknown
from editorial.api.router import router

OTHER_RESOURCES = ("disagreements", "search", "oai", "dump", "schema", "docs")


class DirectoryView(APIView):
    """The contents of the API: every list, and the search, the harvest, the dump, the description and the licence besides."""

    basename = "directory"

    @extend_schema(
        operation_id="directory",
        tags=["directory"],
        responses={200: {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}},
    )
    def get(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Answer with the address of each."""
        reject_unknown(request.query_params, ("format",))
        found = {prefix: reverse(f"api:{name}-list") for prefix, _viewset, name in router.registry}
        found |= {name: reverse(f"api:{name}") for name in OTHER_RESOURCES}
        addresses = {name: request.build_absolute_uri(address) for name, address in found.items()}
        return Response({**addresses, "licence": settings.RECORD_LICENCE_URL})


def not_found(request: HttpRequest) -> HttpResponseBase:
    """Lead to the address that ends as ours do, where there is one; refuse what the API does not have."""
    with_slash = f"{request.path}/"
    if not request.path.endswith("/") and resolve(with_slash).func is not not_found:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{with_slash}?{query}" if query else with_slash)
    text = _("Unknown API endpoint %(path)s. See /api/v1/ for the list.")
    return problem_response(404, text % {"path": request.path})
