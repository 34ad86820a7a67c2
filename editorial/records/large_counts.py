"""Numbers that take long in a large database are cached there; in a small one they are counted each time.

At the desk they may be a minute old. What readers see is exact to the last commit.
"""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any, TypeVar

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from editorial.records.state import current_state

Counted = TypeVar("Counted")
MIN_ROWS = 10_000  # that make a database large
SECONDS = 60
DAY = 24 * 3600  # seconds


def cached_if_large(name: str, count: Callable[[], Counted], *, size: Callable[[Counted], int]) -> Counted:
    """Return what `count` returns, or what it returned under this name a minute ago if `size` rows are many."""
    cache, key = caches["memory"], _key(name)
    known: tuple[Counted] | None = cache.get(key)
    if known is not None:
        return known[0]
    counted = count()
    if size(counted) >= MIN_ROWS:
        cache.set(key, (counted,), SECONDS)
    return counted


def exact_if_large(name: str, count: Callable[[], Counted], *, size: Callable[[Counted], int]) -> Counted:
    """Return what `count` returns; where `size` rows are many, it is called once in each state of the database.

    The state is asked for, one query, only where the name is known to be large.
    """
    cache, key = caches["memory"], f"exact-{_key(name)}"
    known: tuple[object, Counted] | None = cache.get(key)
    state = (current_state(), timezone.localdate()) if known is not None else None
    if known is not None and known[0] == state:
        return known[1]
    counted = count()
    if size(counted) >= MIN_ROWS:
        cache.set(key, (state, counted), DAY)
    return counted


def once_per_state(name: str, read: Callable[[], Counted]) -> Counted:
    """Return what `read` returns, or what it returned in this state of the database. One query if it is known.

    Within a transaction it is read each time: its number is given back when it is rolled back.
    """
    if connection.in_atomic_block:
        return read()
    cache, key = caches["memory"], f"state-{_key(name)}"
    state = (current_state(), timezone.localdate())
    known: tuple[object, Counted] | None = cache.get(key)
    if known is not None and known[0] == state:
        return known[1]
    found = read()
    cache.set(key, (state, found), DAY)
    return found


def _key(name: str) -> str:
    return f"large-count:{blake2b(name.encode(), digest_size=16).hexdigest()}"


def query_key(rows: "QuerySet[Any]") -> str:
    """Return a name that only the same query has; those that can find nothing share one."""
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return "nothing"
    return f"{statement} {values!r}"
