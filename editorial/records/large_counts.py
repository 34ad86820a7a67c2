"""Numbers that take long in a large database may be a minute old there; in a small one they are counted each time."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any, TypeVar

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

Counted = TypeVar("Counted")
MIN_ROWS = 10_000  # that make a database large
SECONDS = 60


def cached_if_large(name: str, count: Callable[[], Counted], *, size: Callable[[Counted], int]) -> Counted:
    """Return what `count` returns, or what it returned under this name a minute ago if `size` rows are many."""
    key = f"large-count:{blake2b(name.encode(), digest_size=16).hexdigest()}"
    known: tuple[Counted] | None = cache.get(key)
    if known is not None:
        return known[0]
    counted = count()
    if size(counted) >= MIN_ROWS:
        cache.set(key, (counted,), SECONDS)
    return counted


def query_key(rows: "QuerySet[Any]") -> str:
    """Return a name that only the same query has; those that can find nothing share one."""
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return "nothing"
    return f"{statement} {values!r}"
