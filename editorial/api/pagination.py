"""Pages of the API's lists: by number, or by cursor through the whole of a list."""

import base64
import binascii
from collections.abc import Hashable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from editorial.values.query import all_values
from editorial.web.key_queries import key_query

FIRST_CURSOR = "*"
LAST_PAGE = 1_000_000
# Parameters of a list that choose none of its rows.
SHAPING = frozenset(("page", "page_size", "cursor", "ordering", "lang", "fields", "expand", "format"))


class RecordPagination(PageNumberPagination):
    """Numbered pages of 20, up to 100 by `page_size`; or `cursor=*` and then each answer's `next`.

    A cursor walks through rows by their ids: nothing comes twice or is left out while others are published.
    """

    page_size_query_param = "page_size"
    max_page_size = 100
    cursor_query_param = "cursor"
    page_size: int
    request: Request
    number = 1
    count = 0
    last_id: int | None = None
    by_cursor = False

    def paginate_queryset(  # type: ignore[override]
        self, queryset: QuerySet[Any], request: Request, view: APIView | None = None
    ) -> list[int]:
        """Return the keys of one page. Raises ValidationError for a number that is none, NotFound for a page past the end."""
        self.request = request
        page_number = self.int_param(self.page_query_param, LAST_PAGE)
        self.size = self.int_param(self.page_size_query_param, self.max_page_size) or self.page_size
        if self.cursor_query_param in request.query_params:
            return self.after_cursor(queryset, request)
        self.number = page_number or 1
        start = (self.number - 1) * self.size
        is_whole = request.query_params.keys() <= SHAPING
        name = (type(view).__module__, type(view).__qualname__)
        orders: list[Hashable] = [name, *all_values(request.query_params, "ordering")]
        listed = key_query(queryset, *(orders if is_whole else ()))
        found = listed.keys(start, self.size)
        if not found and self.number > 1:
            raise NotFound(_("page: page %(page)s does not exist.") % {"page": self.number})
        self.count = start + len(found) if len(found) < self.size else listed.count()
        return found

    def int_param(self, name: str, maximum: int) -> int | None:
        """Read a number of the address. Raises ValidationError."""
        value = self.request.query_params.get(name)
        return None if value is None else parse_number(name, value, 1, maximum)

    def after_cursor(self, rows: QuerySet[Any], request: Request) -> list[int]:
        """Return the keys after a cursor, in their order. Raises ValidationError for a cursor that we did not give."""
        for other in ("page", "ordering"):
            if other in request.query_params:
                text = _("Sorting cannot be combined with a cursor: remove “%(name)s”.") % {"name": other}
                raise ValidationError({other: [text]})
        self.by_cursor = True
        after = read_cursor(request.query_params[self.cursor_query_param])
        keys = rows.order_by("pk").filter(pk__gt=after).values_list("pk", flat=True)
        found = list(keys[: self.size + 1])
        self.last_id = found[self.size - 1] if len(found) > self.size else None
        return found[: self.size]

    def get_paginated_response(self, data: Any) -> Response:
        """Answer with the page, and name its neighbours in the body and in a Link header (RFC 8288)."""
        address, following, previous = self.address, self.get_next_link(), self.get_previous_link()
        if self.by_cursor:
            payload: dict[str, Any] = {"next": following, "results": data}
            links = {"next": following}
        else:
            payload = {"count": self.count, "next": following, "previous": previous, "results": data}
            first = remove_query_param(address, self.page_query_param)
            links = {"first": first, "prev": previous, "next": following, "last": self.page_url(self.pages)}
        return Response(payload, headers=link_header(**links))

    @property
    def pages(self) -> int:
        """Return how many pages the list has; an empty one has one."""
        return max(-(-self.count // self.size), 1)

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
        """Return the address of the next page; None on the last."""
        if not self.by_cursor:
            return self.page_url(self.number + 1) if self.number < self.pages else None
        if self.last_id is None:
            return None
        return replace_query_param(self.address, self.cursor_query_param, write_cursor(self.last_id))

    def get_previous_link(self) -> str | None:
        """Return the address of the previous page; None on the first."""
        return self.page_url(self.number - 1) if not self.by_cursor and self.number > 1 else None

    def page_url(self, number: int) -> str:
        """Return the address of a page; the first has no number."""
        if number == 1:
            return remove_query_param(self.address, self.page_query_param)
        return replace_query_param(self.address, self.page_query_param, number)

    @property
    def address(self) -> str:
        """The address of this page."""
        return self.request.build_absolute_uri()


def parse_number(name: str, value: str, minimum: int, maximum: int) -> int:
    """Read a number of the address. Raises ValidationError."""
    if value.isascii() and value.isdigit() and minimum <= int(value[:8]) <= maximum:
        return int(value)
    text = _("“%(value)s” is not a number between %(least)s and %(most)s.")
    raise ValidationError({name: [text % {"value": value, "least": minimum, "most": maximum}]})


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
    raise ValidationError({"cursor": [_("Start with cursor=* and then follow “next”.")]})


def link_header(**addresses: str | None) -> dict[str, str]:
    """Return the Link header of the addresses that are there, by relation."""
    links = [f'<{address}>; rel="{relation}"' for relation, address in addresses.items() if address]
    return {"Link": ", ".join(links)} if links else {}
