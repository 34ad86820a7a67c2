"""Pages of the API's lists: by number, or by cursor through the whole of a list."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

FIRST_CURSOR = "*"
LAST_PAGE = 1_000_000


class RecordPagination(PageNumberPagination):
    """Numbered pages of 20, up to 100 by `page_size`; or `cursor=*` and then each answer's `next`.

    A cursor walks through rows by their ids: nothing comes twice or is left out while others are published.
    """

    page_size_query_param = "page_size"
    max_page_size = 100
    cursor_query_param = "cursor"
    last_id: int | None = None
    by_cursor = False

    def paginate_queryset(
        self, queryset: QuerySet[Any] | Sequence[Any], request: Request, view: APIView | None = None
    ) -> list[Any] | None:
        """Take one page. Raises ValidationError for a number that is none, NotFound for a page past the end."""
        for name, most in (
            (self.page_query_param, LAST_PAGE),
            (self.page_size_query_param, self.max_page_size),
        ):
            asked = request.query_params.get(name)
            if asked is not None and not (asked.isascii() and asked.isdigit() and 0 < int(asked[:8]) <= most):
                raise ValidationError({name: [f"“{asked}” is not a number from 1 to {most}."]})
        if self.cursor_query_param in request.query_params and isinstance(queryset, QuerySet):
            return self.after_cursor(queryset, request)
        try:
            return super().paginate_queryset(queryset, request, view)
        except NotFound as past_the_end:
            asked = request.query_params.get(self.page_query_param)
            raise NotFound(f"page: the list has no page {asked}.") from past_the_end

    def after_cursor(self, rows: QuerySet[Any], request: Request) -> list[Any]:
        """Take the rows after a cursor, by id. Raises ValidationError for a cursor that we did not give."""
        for other in ("page", "ordering"):
            if other in request.query_params:
                raise ValidationError({other: [f"A cursor has an order of its own: leave “{other}” out."]})
        self.request, self.by_cursor = request, True
        size = self.get_page_size(request) or 1
        after = read_cursor(request.query_params[self.cursor_query_param])
        found = list(rows.order_by("pk").filter(pk__gt=after)[: size + 1])
        self.last_id = found[size - 1].pk if len(found) > size else None
        return found[:size]

    def get_paginated_response(self, data: Any) -> Response:
        """Answer with the page, and name its neighbours in the body and in a Link header (RFC 8288)."""
        if self.by_cursor:
            address = self.get_next_link()
            return Response({"next": address, "results": data}, headers=link_header(next=address))
        address, pages = self.address, self.page.paginator.num_pages  # type: ignore[union-attr]
        response = super().get_paginated_response(data)
        links = link_header(
            first=remove_query_param(address, self.page_query_param),
            prev=self.get_previous_link(),
            next=self.get_next_link(),
            last=replace_query_param(address, self.page_query_param, pages),
        )
        return Response(response.data, headers=links)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the cursor too."""
        cursor = {
            "name": self.cursor_query_param,
            "in": "query",
            "description": "“*” to walk through the whole list, then as `next` has it; not with `page` or `ordering`.",
            "schema": {"type": "string"},
        }
        return [*super().get_schema_operation_parameters(view), cursor]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe a page; one by cursor has no `count` and no `previous`."""
        described: dict[str, Any] = super().get_paginated_response_schema(schema)
        return {**described, "required": ["results"]}

    def get_next_link(self) -> str | None:
        """The address of the next page; None on the last."""
        if not self.by_cursor:
            return super().get_next_link()
        if self.last_id is None:
            return None
        return replace_query_param(self.address, self.cursor_query_param, write_cursor(self.last_id))

    @property
    def address(self) -> str:
        """The address of this page."""
        return self.request.build_absolute_uri() if self.request else ""


def write_cursor(last_id: int) -> str:
    """Write a position so that nobody builds on what it is made of."""
    return base64.urlsafe_b64encode(f"id:{last_id}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> int:
    """Read a position; 0 for the beginning. Raises ValidationError."""
    if text == FIRST_CURSOR:
        return 0
    try:
        name, _colon, number = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
        if name == "id" and number.isascii() and number.isdigit() and len(number) < 19:
            return int(number)
    except (ValueError, binascii.Error):
        pass
    raise ValidationError({"cursor": ["Begin with cursor=* and then follow “next”."]})


def link_header(**addresses: str | None) -> dict[str, str]:
    """Return the Link header of the addresses that are there, by relation."""
    links = [f'<{address}>; rel="{relation}"' for relation, address in addresses.items() if address]
    return {"Link": ", ".join(links)} if links else {}
