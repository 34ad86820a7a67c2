"""JSON-LD of pages: the same as the API's, built from the rows that the page has read."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from editorial.api.router import router
from editorial.articles.models import Edition
from editorial.records import linked_data
from editorial.records.changelog import type_name
from editorial.records.linked_data import CONTEXT, Described
from editorial.web.api.field_selection import OutputShape, build_row_writer


def describe_page(row: Any, context: Mapping[Any, Any]) -> Described:
    """Describe the row of a page in its language; an article by its edition, but for the text, which the page has."""
    kind = "article" if isinstance(row, Edition) else type_name(row)
    known = linked_data.get(kind)
    request: HttpRequest = context["request"]
    view: Any = next(view for _prefix, view, basename in router.registry if basename == kind)
    shape = OutputShape(
        view.detail_serializer_class or view.serializer_class,
        expanded=tuple((path, view.expandable[path]) for path in known.expand),
        fields=known.fields,
        language=get_language() or settings.LANGUAGE_CODE,
        origin=request.build_absolute_uri("/").removesuffix("/"),
    )
    read, more = known.from_page(row, context) if known.from_page else (row, {})
    described = linked_data.describe(kind, {**build_row_writer(shape)(read), **more})
    described.pop("articleBody", None)
    return {"@context": CONTEXT, **described}
