"""Lists of the desk that stay quick with a hundred thousand rows: how they are searched, counted and parted by dates."""

import datetime as dt
from collections.abc import Callable
from functools import partial, reduce
from operator import or_
from types import MethodType
from typing import Any

from django.db import connections, router
from django.db.models import DateField, DateTimeField, Q
from django.http import HttpRequest
from django.utils.timezone import localtime
from unfold.views import ChangeList

from editorial.records.large_counts import MIN_ROWS, cached_if_large, query_key
from editorial.workflow.search_text import fold

COMMON = 5_000  # rows
FIRST: dict[str, dict[str, int]] = {"year": {"month": 1, "day": 1}, "month": {"day": 1}}


class SearchTextSearch:
    """A list that is searched by the folded texts of its rows and of what they are tied to.

    `search_fields` names columns of folded text: `search_text`, or slugs, which have small letters only.
    """

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Narrow the list to the rows that have each word typed, in any case, anywhere in a column."""
        names = tuple(self.get_search_fields(request))  # type: ignore[attr-defined]
        # A list with counts beside its filters searches once for each of them.
        known: dict[Any, Q] = request.__dict__.setdefault("rows_with_words", {})
        for word in fold(search_term).split() if names else ():
            key = (queryset.model, names, word)
            if key not in known:
                known[key] = rows_with(*key)
            queryset = queryset.filter(known[key])
        return queryset, False


class ChangeListMixin(SearchTextSearch):
    """A list of short pages, of which only the rows shown are read."""

    list_per_page = 30
    list_defer: tuple[str, ...] = ()  # long columns that the list does not show
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Read no more of a row that is not shown than its place in the list."""
        return DeferredChangeList


class DeferredChangeList(ChangeList):  # type: ignore[misc]
    """A list that puts the keys of its rows in order, and reads only the rows of the page."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        """Return the rows that the filters leave."""
        rows = super().get_queryset(request, exclude_parameters)
        found = self._found_rows(rows) if self.query else None
        if found is not None:
            return found
        # Called by the bar of dates above the list.
        rows.dates = rows.datetimes = partial(self.dates, rows)
        rows.aggregate = partial(self.aggregate, rows)
        return rows

    def _found_rows(self, rows: Any) -> Any:
        """Return the rows of a search by their keys, read once and in order; None where they are too many.

        The list needs what a search has found four times, and each time every text would be looked through.
        """
        known = self.__dict__.setdefault("found_by_query", {})
        name, order = query_key(rows), rows.query.order_by
        columns = ("pk", self.date_hierarchy) if self.date_hierarchy else ("pk",)
        if name not in known:
            matching = rows.order_by().values("pk")[:MIN_ROWS]
            listed = self.root_queryset.filter(pk__in=matching).order_by(*order).values_list(*columns)
            known[name] = list(listed)
        if len(known[name]) == MIN_ROWS:
            return None
        found = self.root_queryset.filter(pk__in=[row[0] for row in known[name]]).order_by(*order)
        return list_found(found, known[name])

    def get_ordering_field(self, field_name: Any) -> Any:
        """Return the column by which a heading puts the list in order, none where the heading offers no order."""
        return super().get_ordering_field(field_name) if field_name in self.sortable_by else None

    def get_results(self, request: HttpRequest) -> None:
        """Read the rows of the page, in the order of their keys."""
        super().get_results(request)
        page_rows: Any = self.result_list  # type: ignore[has-type]
        found = getattr(self.queryset, "found_keys", None)
        window = slice(page_rows.query.low_mark, page_rows.query.high_mark)
        keys = list(page_rows.values_list("pk", flat=True)) if found is None else found[window]
        rows = self.apply_select_related(self.root_queryset.filter(pk__in=keys).order_by())
        rows = rows.defer(*getattr(self.model_admin, "list_defer", ()))
        by_key = {row.pk: row for row in rows}
        self.result_list = [by_key[key] for key in keys if key in by_key]

    def aggregate(self, rows: Any, **wanted: Any) -> dict[str, Any]:
        """Return an aggregate of the rows."""
        found: dict[str, Any] = self._cached(f"{wanted}", rows, lambda: type(rows).aggregate(rows, **wanted))
        return found

    def dates(self, rows: Any, field: str, kind: str) -> list[dt.date]:
        """Return the years, months or days of the rows, the first first."""
        found: list[dt.date] = self._cached(f"{kind} of {field}", rows, lambda: _dates(rows, field, kind))
        return found

    def _cached(self, name: str, rows: Any, count: Callable[[], Any]) -> Any:
        name = f"{name} {query_key(rows.order_by())}"
        return cached_if_large(name, count, size=lambda _counted: self.result_count)


def list_found(rows: Any, listed: list[tuple[Any, ...]]) -> Any:
    """Return rows that answer what a list asks of them from their keys and dates, which were read in order."""
    count, aggregate = len(listed), rows.aggregate
    dated = [row[1] for row in listed if len(row) > 1 and row[1] is not None]

    def ends_or_aggregate(**wanted: Any) -> dict[str, Any]:
        if set(wanted) != {"first", "last"}:  # those of the bar of dates
            found: dict[str, Any] = aggregate(**wanted)
            return found
        return {"first": min(dated, default=None), "last": max(dated, default=None)}

    rows.found_keys = [row[0] for row in listed]
    rows.count = MethodType(lambda _rows: count, rows)  # a paginator calls only a method
    rows.dates = rows.datetimes = lambda _field, kind: _begun(dated, kind)
    rows.aggregate = ends_or_aggregate
    return rows


def _begun(dated: list[Any], kind: str) -> list[Any]:
    """Return the years, months or days of dates or moments, the first first."""
    return sorted({_beginning(one, kind) for one in dated})


def _beginning(one: Any, kind: str) -> Any:
    if isinstance(one, dt.datetime):
        one = localtime(one).replace(hour=0, minute=0, second=0, microsecond=0)
    return one.replace(**FIRST.get(kind, {}))


def _dates(rows: Any, field: str, kind: str) -> list[dt.date]:
    column = rows.model._meta.get_field(field)
    if isinstance(column, DateTimeField):
        return list(type(rows).datetimes(rows, field, kind))
    if not isinstance(column, DateField):
        raise TypeError(field)
    days = rows.order_by().exclude(**{field: None}).values_list(field, flat=True).distinct()
    return _begun(list(days), kind)


def rows_with(model: Any, names: Any, word: str) -> Q:
    """Select the rows that have a folded word in one of the columns, each of them looked for in its own table.

    A condition on columns of several tables would be looked for in every row of all of them. PostgreSQL uses the index
    of each table only where the keys found are put together, which takes longer than to read all rows once a word
    stands in many of them; one query reads the keys, or tells that. SQLite walks down the list in its order instead.
    """
    found = [_with(model, path, column, word) for *path, column in (name.split("__") for name in names)]
    if len(found) > 1 and connections[router.db_for_read(model)].vendor == "postgresql":
        first, *others = (
            model._base_manager.order_by().filter(each).values_list("pk", flat=True) for each in found
        )
        keys = list(first.union(*others)[: COMMON + 1])
        if len(keys) <= COMMON:
            return Q(pk__in=keys)
    return reduce(or_, found)


def _with(model: Any, path: list[str], column: str, word: str) -> Q:
    """Select the rows of a model that have the word at the end of a path, table by table and without a join."""
    if not path:
        return Q(**{f"{column}__contains": word})
    step = model._meta.get_field(path[0])
    target = step.related_model
    rows = target._base_manager.order_by().filter(_with(target, path[1:], column, word))
    if step.one_to_many:
        return Q(pk__in=rows.values(step.field.attname))
    return Q(**{f"{step.name}__in": rows.values("pk")})
