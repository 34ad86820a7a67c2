"""The rows of a list at the desk: what each cell shows, with its column's heading for a phone.

The admin's theme works out all headings and classes anew for each row, and draws a template for each badge and box.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as quote_url

from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import lookup_field, quote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.hashable import make_hashable
from unfold.templatetags.unfold_list import result_headers
from unfold.utils import (
    display_for_dropdown,
    display_for_field,
    display_for_header,
    display_for_label,
    display_for_value,
)

CHECKBOX = "action_checkbox"


@dataclass(frozen=True)
class Column:
    """A column of a list."""

    name: Any
    css_name: str
    heading: dict[str, Any]
    is_link: bool
    is_heading: bool  # of the row


@dataclass(frozen=True)
class Cell:
    """Value of a row in a column."""

    column: Column
    content: Any
    is_narrow: bool = False


class ListRows:
    """The rows that a list shows, for its template."""

    def __init__(self, changelist: ChangeList) -> None:
        self.changelist = changelist
        self.desk = changelist.model_admin
        self.empty = self.desk.get_empty_value_display()
        self.columns = list(columns(changelist))
        self.sorted_columns = sum(bool(column.heading.get("sorted")) for column in self.columns)
        self.url_of = row_urls(changelist)
        self._badges: dict[Any, Any] = {}

    def __iter__(self) -> Iterator[tuple[models.Model, list[Cell]]]:
        for row in self.changelist.result_list:
            yield row, [self._cell(row, column) for column in self.columns]

    def _cell(self, row: models.Model, column: Column) -> Cell:
        if column.name == CHECKBOX:
            return Cell(column, None)
        try:
            field, attribute, value = lookup_field(column.name, row, self.desk)
        except ObjectDoesNotExist:
            return Cell(column, self.empty)
        empty = getattr(attribute, "empty_value_display", self.empty)
        if field is None or field.auto_created:
            is_date = isinstance(value, dt.date | dt.time)
            return Cell(column, self._computed(row, column, attribute, value, empty), is_date)
        is_narrow = isinstance(field, models.DateField | models.TimeField | models.ForeignKey)
        if isinstance(field.remote_field, models.ManyToOneRel):
            related = getattr(row, field.name)
            return Cell(column, empty if related is None else related, is_narrow)
        return Cell(column, display_for_field(value, field, empty), is_narrow)

    def _computed(self, row: models.Model, column: Column, attribute: Any, value: Any, empty: str) -> Any:
        """Return what a method of the desk or of the row shows."""
        if label := getattr(attribute, "label", False):
            key = (column.name, make_hashable(value))
            if key not in self._badges:
                self._badges[key] = display_for_label(value, empty, label)
            return self._badges[key]
        if getattr(attribute, "dropdown", False):
            return display_for_dropdown(row, column.name, value, empty)
        if getattr(attribute, "header", False):
            return display_for_header(value, empty)
        return display_for_value(value, empty, getattr(attribute, "boolean", False))


def columns(changelist: ChangeList) -> Iterator[Column]:
    """Yield the columns of a list with their headings."""
    links = changelist.list_display_links
    is_first = True
    for index, (name, heading) in enumerate(
        zip(changelist.list_display, result_headers(changelist), strict=True)
    ):
        is_link = links is not None and (is_first if not links else name in links)
        yield Column(
            name, name if isinstance(name, str) else f"column{index}", heading, is_link, is_link and is_first
        )
        is_first = is_first and not is_link


def row_urls(changelist: ChangeList) -> Callable[[models.Model], str]:
    """Return how to make the address of a row's form, which leads back to the list as it is; empty for no form."""
    opts = changelist.opts
    try:
        form = reverse(
            f"admin:{opts.app_label}_{opts.model_name}_change",
            args=["__pk__"],
            current_app=changelist.model_admin.admin_site.name,
        )
    except NoReverseMatch:
        return lambda _row: ""
    context: Any = {"preserved_filters": changelist.preserved_filters, "opts": opts}
    address = add_preserved_filters(context, form)
    name = changelist.pk_attname
    return lambda row: address.replace("__pk__", quote_url(str(quote(getattr(row, name)))), 1)
