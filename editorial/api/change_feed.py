"""The change feed, for partners who mirror the database."""

import datetime as dt
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from drf_spectacular.utils import (
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from editorial.api.filters import reject_unknown
from editorial.api.pagination import parse_number
from editorial.api.schema import listed
from editorial.records import changelog, registry
from editorial.records.models import Change, ChangeKind
from editorial.web.answer_cache import mark_public
from editorial.web.api.field_selection import list_param, reject_unknown_names
from editorial.web.api.value_fields import TimestampField

MAX_PAGE_SIZE = 1_000
DEFAULT_PAGE_SIZE = 200
# A larger number is not a number of the log.
MAX_POSITION = 2**63 - 1


class ChangeSerializer(serializers.ModelSerializer[Change]):
    """One change. Fetch `url` for how the thing is now: 200, or 410 with a tombstone, or 404 once deleted.

    The thing keeps its `id` when it is renamed; what has another `id` is another thing that took over the address.
    """

    id = serializers.IntegerField(source="row_id")
    at = TimestampField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = Change
        fields = ("position", "at", "kind", "type", "id", "slug", "edition", "note", "url")

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_url(self, change: Change) -> str | None:
        """Return the address of the thing in the API."""
        try:
            address = reverse(f"api:{change.type}-detail", kwargs={"slug": change.slug})
        except NoReverseMatch:
            return None
        request = self.context.get("request")
        return (
            request.build_absolute_uri(address) if request else f"{self.context.get('origin', '')}{address}"
        )


@extend_schema_serializer(many=False)
class ChangesSerializer(serializers.Serializer[Any]):
    """Some changes, and where to go on."""

    since = serializers.IntegerField()
    next_since = serializers.IntegerField()
    more = serializers.BooleanField()
    results = ChangeSerializer(many=True)


class ChangesViewSet(ViewSet):
    """Everything published, corrected, changed, withdrawn, restored or deleted, in the order in which it came about.

    Keep `next_since` of an answer once you have taken over all it tells, and ask with it next time: no change is
    left out and none comes twice. Whatever a change says, the thing itself is read at its `url`.
    """

    @extend_schema(
        operation_id="changes_list",
        parameters=[
            OpenApiParameter(
                "since",
                {
                    "anyOf": [
                        {"type": "string", "pattern": "^[0-9]{1,18}$"},
                        {"type": "string", "format": "date-time"},
                    ]
                },
                description="`next_since` of the last answer, 0 for the beginning, or a time like "
                "2026-01-31T00:00:00Z.",
                default="0",
            ),
            OpenApiParameter(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE},
            ),
            listed("type", "Only these types, as in `article,agreement`.", registry.names()),
            listed("kind", "Only these kinds, as in `withdrawn,deleted`.", ChangeKind.values),
        ],
        responses=ChangesSerializer,
    )
    def list(self, request: Request, **_kwargs: Any) -> Response:
        """Answer with the changes after a position. Two queries."""
        reject_unknown(
            request.query_params, ("since", "limit", "type", "kind", "format"), lists=("type", "kind")
        )
        # Before the rows are read: whatever is noted meanwhile is left for the next time.
        last = changelog.last_position()
        since = parse_position(request.query_params.get("since", "0"), last=last)
        limit = parse_number(
            "limit", request.query_params.get("limit", str(DEFAULT_PAGE_SIZE)), 1, MAX_PAGE_SIZE
        )
        rows = Change.objects.filter(position__gt=since, position__lte=last)
        for name, known in (("type", registry.names()), ("kind", ChangeKind.values)):
            if value := list_param(request, name):
                reject_unknown_names(name, value, known)
                rows = rows.filter(**{f"{name}__in": value})
        found = list(rows.order_by("position")[: limit + 1])
        more = len(found) > limit
        found = found[:limit]
        next_since = found[-1].position if more else last
        data = ChangeSerializer(found, many=True, context={"request": request}).data
        headers = {"Cache-Control": "no-cache", "Link": next_link(request, next_since)}
        response = Response(
            {"since": since, "next_since": next_since, "more": more, "results": data}, headers=headers
        )
        mark_public(request, response, request.GET.keys())  # others were refused
        return response


def parse_position(value: str, *, last: int) -> int:
    """Read a position or a time. Raises ValidationError for anything else, and for a position yet to come."""
    if value.isascii() and value.isdigit():
        position = min(int(value[:20]), MAX_POSITION)
        if position > last:
            text = _("%(asked)s is later than the last change (%(last)s). Start again with since=0.")
            raise ValidationError({"since": [text % {"asked": value, "last": last}]})
        return position
    moment = parse_moment(value)
    if moment is None:
        text = _(
            "Invalid value “%(asked)s”: use a change number or a timestamp such as 2026-01-31T00:00:00Z."
        )
        raise ValidationError({"since": [text % {"asked": value}]})
    return changelog.position_before(moment)


def parse_moment(value: str) -> dt.datetime | None:
    """Read a time or a day; without a zone it is ours."""
    try:
        # A plus that was not escaped in the address arrives as a space.
        moment = parse_datetime(value.replace(" ", "+"))
        if moment is None:
            moment = dt.datetime.combine(dt.date.fromisoformat(value), dt.time())
        moment = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
        return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def next_link(request: Request, since: int) -> str:
    """Return the address of the next request, as a Link header."""
    query = request.query_params.copy()
    query["since"] = str(since)
    return f'<{request.build_absolute_uri(request.path)}?{query.urlencode()}>; rel="next"'
