"""What takes long to count, kept for a while: in a large record a number may be a minute old.

A small record is counted anew each time, as that takes no time.
"""

import time
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

Counted = TypeVar("Counted")
LONG = 0.01  # seconds


def kept(name: str, count: Callable[[], Counted], *, long: float | None = None) -> Counted:
    """Return what `count` returns, or what it returned under this name a while ago if that took long.

    `long` is in seconds, for what hardly changes and may be kept sooner.
    """
    key = f"kept:{blake2b(name.encode(), digest_size=16).hexdigest()}"
    known: tuple[Counted] | None = cache.get(key)
    if known is not None:
        return known[0]
    start = time.perf_counter()
    counted = count()
    if time.perf_counter() - start > (LONG if long is None else long) and settings.COUNTS_KEPT:
        cache.set(key, (counted,), settings.COUNTS_KEPT)
    return counted


def query_name(rows: "QuerySet[Any]") -> str:
    """Return a name that only the same question has; those that can find nothing share one."""
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return "nothing"
    return f"{statement} {values!r}"


class KeptPaginator(Paginator):  # type: ignore[type-arg]
    """Pages of which the number is kept."""

    @cached_property
    def count(self) -> int:
        """Return how many rows there are."""
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        return kept(f"count {query_name(rows.order_by())}", rows.count)
