"""Pages of the API's lists."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.views import APIView


class RecordPagination(PageNumberPagination):
    """Numbered pages of 20, up to 100 by `page_size`."""

    page_size_query_param = "page_size"
    max_page_size = 100

    def paginate_queryset(
        self, queryset: QuerySet[Any] | Sequence[Any], request: Request, view: APIView | None = None
    ) -> list[Any] | None:
        """Take one page. Raises ValidationError for a number that is none, NotFound for a page past the end."""
        for name, most in (
            (self.page_query_param, 1_000_000),
            (self.page_size_query_param, self.max_page_size),
        ):
            asked = request.query_params.get(name)
            if asked is not None and not (asked.isascii() and asked.isdigit() and 0 < int(asked[:8]) <= most):
                raise ValidationError({name: [f"“{asked}” is not a number from 1 to {most}."]})
        try:
            return super().paginate_queryset(queryset, request, view)
        except NotFound as past_the_end:
            asked = request.query_params.get(self.page_query_param)
            raise NotFound(f"page: the list has no page {asked}.") from past_the_end
