"""The API's view of the record: read only, published rows by slug, and a tombstone for what was withdrawn."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from editorial.i18n.requests import activate_request_language, requested_language
from editorial.records import changelog
from editorial.values.languages import Language
from editorial.web.answer_cache import mark_public
from editorial.web.api.exceptions import GoneError, MovedError
from editorial.web.api.field_selection import (
    Expansion,
    OutputShape,
    build_row_writer,
    list_param,
    reject_unknown_names,
)
from editorial.web.api.renderers import FileRenderer
from editorial.web.prepared import Prepared, prepared
from editorial.web.whole_lists import CHUNK, PAGING, file_response
from editorial.workflow.models import PublishableModel


class RecordViewSet(ReadOnlyModelViewSet):  # type: ignore[type-arg]
    """Lists and details of published rows.

    `queryset` is what a list shows; `detail_queryset`, where given, brings what only the detail shows.
    """

    queryset: Any
    lookup_field = "slug"
    lookup_value_regex = "[a-z0-9-]+"
    detail_queryset: Any = None
    detail_serializer_class: Any = None
    detail_parameters: tuple[str, ...] = ()
    ordering_fields: tuple[str, ...] = ()
    expandable: Mapping[str, Expansion] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse an unknown language before anything is read; refusals are in that asked for, else the reader's."""
        activate_request_language(request)
        super().initial(request, *args, **kwargs)
        requested_language(request)

    def get_queryset(self) -> Any:
        """Return the rows with all that a list or detail shows of them, as far as is asked for."""
        return self.rows_shown(self.action == "retrieve", tuple(self.expanded), *self.row_values())

    @classmethod
    def rows_shown(cls, is_detail: bool, expanded: tuple[str, ...], *_values: Any) -> Any:
        """Return the rows with what a list shows or the fuller detail, and what the relations need that are shown in full.

        The values are those of `row_values`.
        """
        rows = cls.detail_queryset if is_detail and cls.detail_queryset is not None else cls.queryset
        rows = rows.all()
        for expansion in (cls.expandable[name] for name in expanded):
            rows = rows.prefetch_related(*expansion.prefetch)
            rows = rows.select_related(*expansion.select) if expansion.select else rows
        return rows

    def read_page(self) -> list[Any]:
        """Return the rows of the page that is asked for, in their order: first their keys, then all else by these."""
        narrow = self.queryset.all().select_related(None).prefetch_related(None)
        keys: list[int] = self.paginate_queryset(self.filter_queryset(narrow)) or []
        found = {row.pk: row for row in self.read_rows("pk__in", keys)}
        return [found[key] for key in keys if key in found]

    def read_rows(self, lookup: str, value: Any) -> list[Any]:
        """Return the rows that a lookup finds, with what is shown of them."""
        query = row_query(type(self), lookup, self.action == "retrieve", *self.expanded)
        return query(value, *self.row_values())

    def row_values(self) -> tuple[Any, ...]:
        """Return what rows are read by beside their keys."""
        return ()

    @property
    def expanded(self) -> list[str]:
        """The ties to show in full. Raises ValidationError for one that cannot be."""
        names = list_param(getattr(self, "request", None), "expand")
        reject_unknown_names("expand", names, list(self.expandable))
        return names

    def row_writer(self) -> Callable[[Any], dict[str, Any]]:
        """Return what writes a row, as little or as much of it as was asked for.

        From here on names and addresses are of the language asked for, else of the record's own.
        """
        shape = OutputShape(
            self.get_serializer_class(),
            expanded=tuple((name, self.expandable[name]) for name in self.expanded),
            fields=tuple(list_param(self.request, "fields")),
            language=requested_language(self.request),
            origin=self.request.build_absolute_uri("/").removesuffix("/"),
        )
        write = build_row_writer(shape)
        self.activate_response_language()
        return write

    def activate_response_language(self) -> None:
        """Turn from the language of the reader to that of the answer."""
        translation.activate(requested_language(self.request) or settings.LANGUAGE_CODE)

    def get_serializer_class(self) -> Any:
        """Take the fuller serializer for a detail."""
        if self.action == "retrieve" and self.detail_serializer_class is not None:
            return self.detail_serializer_class
        return super().get_serializer_class()

    def render_file(self, rows: Iterable[Any]) -> Iterable[bytes]:
        """Write rows in the format that was asked for, a part at a time; for views that have such formats."""
        raise NotImplementedError

    def retrieve(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Show one row, or write it in a format of the field."""
        if isinstance(request.accepted_renderer, FileRenderer):
            row = self.get_object()
            self.activate_response_language()
            return Response(b"".join(self.render_file([row])))
        row = self.get_object()
        return Response(self.row_writer()(row))

    def list(self, request: Request, *_args: Any, **_kwargs: Any) -> Any:
        """List a page of rows; a table, a calendar or a list of references has all of them, unless a page is asked for."""
        if self.is_whole(request):
            return self.whole_list(request)
        page = self.read_page()
        if not isinstance(request.accepted_renderer, FileRenderer):
            return self.get_paginated_response(list(map(self.row_writer(), page)))
        response = self.get_paginated_response([])
        self.activate_response_language()
        response.data = b"".join(self.render_file(page))
        return response

    def is_whole(self, request: Request) -> bool:
        """Return whether the answer is one file with the whole list."""
        renderer = request.accepted_renderer
        has_form = isinstance(renderer, FileRenderer) or hasattr(renderer, "whole")
        return has_form and PAGING.isdisjoint(request.query_params)

    def whole_list(self, request: Request) -> HttpResponseBase:
        """Write all rows as one file, reading a chunk of them at a time."""
        renderer: Any = request.accepted_renderer
        rows = self.filter_queryset(self.get_queryset())
        charset = f"; charset={renderer.charset}" if renderer.charset else ""
        # Closed here in any case: a cursor of the database that is left to the garbage collector outlives its request.
        found: Any = rows.iterator(chunk_size=CHUNK)
        with closing(found):
            if isinstance(renderer, FileRenderer):
                self.activate_response_language()
                parts, tag = self.render_file(found), ""
            else:
                parts, tag = renderer.whole(map(self.row_writer(), found), title=self.basename or "rows")
            return file_response(parts, content_type=f"{renderer.media_type}{charset}", tag=tag)

    def get_object(self) -> Any:
        """Find the row by its slug. Raises Gone for a withdrawn one, NotFound that names the slug for any other."""
        slug = self.kwargs[self.lookup_field]
        self.filter_queryset(self.queryset)  # refuses unknown parameters
        value = int(slug) if self.lookup_field == "pk" else slug
        if found := self.read_rows(self.lookup_field, value):
            return found[0]
        model = self.queryset.model
        if issubclass(model, PublishableModel):
            tombstone = model._default_manager.filter(slug=slug, state="withdrawn").first()
            if tombstone is not None:
                raise GoneError(tombstone)
        self.raise_if_renamed(model, slug)
        raise NotFound(_("No published record found at “%(slug)s”.") % {"slug": slug})

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Say of a good answer in which languages it is: that asked for, else all."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code == status.HTTP_200_OK:
            response["Content-Language"] = requested_language(request) or ", ".join(Language.values)
            mark_public(request, response, request.GET.keys())  # the filters refuse what they do not know
        return response

    def raise_if_renamed(self, model: Any, slug: str) -> None:
        """Raise Moved for a slug that a row had before."""
        key = changelog.find_by_former_slug(model._meta.model_name, slug)
        row = self.get_queryset().filter(pk=key).first() if key else None
        if row is not None and row.slug != slug:
            name = f"api:{self.basename}-detail"
            address = reverse(name, kwargs={**self.kwargs, self.lookup_field: row.slug})
            query = self.request.META.get("QUERY_STRING", "")
            raise MovedError(self.request.build_absolute_uri(f"{address}?{query}" if query else address))


@lru_cache(maxsize=1024)
def row_query(viewset: type[RecordViewSet], lookup: str, is_detail: bool, *expanded: str) -> Prepared[Any]:
    """Return the query of rows with what is shown of them, of which the SQL is written once."""
    return prepared(
        lambda value, *values: (
            viewset.rows_shown(is_detail, expanded, *values).order_by().filter(**{lookup: value})
        )
    )
