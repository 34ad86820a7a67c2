"""Keys of the rows of one page of a list, and their number in all; the rows are read by their keys.

The SQL of a list that nothing narrows is written once in a process for each order and language.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.utils.translation import get_language

from editorial.records.large_counts import exact_if_large

MAX_LISTS = 512  # lists and orders of which the SQL is remembered


@dataclass(frozen=True, slots=True)
class KeyQuery:
    """SQL with its values: of the keys in their order, and of their number."""

    using: str = ""
    sql: str = ""
    values: tuple[Any, ...] = ()
    count_sql: str = ""
    count_values: tuple[Any, ...] = ()

    def keys(self, start: int, size: int) -> list[int]:
        """Return the keys of a stretch of the list. One query."""
        if not self.sql:
            return []
        found = self._execute(f"{self.sql} LIMIT %s OFFSET %s", (*self.values, size, start))
        return [key for (key,) in found]

    def count(self) -> int:
        """Return how many rows the list has. One query."""
        return exact_if_large(f"{self.count_sql} {self.count_values!r}", self._count, size=int)

    def _count(self) -> int:
        return int(self._execute(self.count_sql, self.count_values)[0][0])

    def _execute(self, sql: str, values: Sequence[Any]) -> list[Any]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, values)
            found: list[Any] = cursor.fetchall()
            return found


_whole_lists: dict[Hashable, KeyQuery] = {}


def key_query(rows: "QuerySet[Any]", *name: Hashable) -> KeyQuery:
    """Return the query of the keys of a list.

    With a `name` the list is the same each time that it is asked for under this name, in one language.
    """
    if not name:
        return _written(rows)
    key = (get_language(), *name)
    if key not in _whole_lists:
        if len(_whole_lists) >= MAX_LISTS:
            _whole_lists.clear()
        _whole_lists[key] = _written(rows)
    return _whole_lists[key]


def _written(rows: "QuerySet[Any]") -> KeyQuery:
    keys = rows.values_list("pk", flat=True)
    try:
        sql, values = keys.query.sql_with_params()
        counted, count_values = keys.order_by().query.sql_with_params()
    except EmptyResultSet:
        return KeyQuery()
    count_sql = f"SELECT COUNT(*) FROM ({counted}) AS counted"  # noqa: S608  (SQL of the ORM)
    return KeyQuery(rows.db, sql, values, count_sql, count_values)
