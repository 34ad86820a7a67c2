"""A cache on a Redis server that may be away: while it is, the memory of the process stands in for it."""

import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)
CONNECT_TIMEOUT, ANSWER_TIMEOUT = 0.3, 0.5  # seconds
RETRY_AFTER = 5.0  # seconds for which a server that failed is not asked again
LOG_INTERVAL = 60.0  # seconds between two lines about the same outage


@dataclass
class Outage:
    """The outage of a cache server: until when it is not asked, and when that was last logged."""

    until: float
    logged: float = float("-inf")


class RemoteCache(BaseCache):
    """Django's Redis cache, whose failures cost a request half a second at most, and no page."""

    _outages: ClassVar[dict[str, Outage]] = {}

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        options = {
            "socket_connect_timeout": CONNECT_TIMEOUT,
            "socket_timeout": ANSWER_TIMEOUT,
            "retry": Retry(NoBackoff(), 0),
            **params.get("OPTIONS", {}),
        }
        self.server = server
        self.remote = RedisCache(server, {**params, "OPTIONS": options})
        self.local = LocMemCache(f"in place of {server}", {**params, "OPTIONS": {}})

    def _call(self, method: str, *args: Any, **kwargs: Any) -> Any:
        outage = self._outages.get(self.server)
        if outage is None or time.monotonic() >= outage.until:
            try:
                answer = getattr(self.remote, method)(*args, **kwargs)
            except RedisError as error:
                self._note_failure(error)
            else:
                self._note_success()
                return answer
        return getattr(self.local, method)(*args, **kwargs)

    def _note_failure(self, error: RedisError) -> None:
        now = time.monotonic()
        outage = self._outages.setdefault(self.server, Outage(until=now))
        outage.until = now + RETRY_AFTER
        if now - outage.logged >= LOG_INTERVAL:
            outage.logged = now
            log.warning(
                "The cache at %s fails (%s); each process uses its own memory until it answers.",
                self.place,
                type(error).__name__,
            )

    def _note_success(self) -> None:
        if self._outages.pop(self.server, None):
            self.local.clear()  # what was stored meanwhile would be outdated at the next outage
            log.warning("The cache at %s answers again.", self.place)

    @property
    def place(self) -> str:
        """The server without its password."""
        address = urlsplit(self.server)
        return f"{address.hostname}:{address.port or 6379}" if address.hostname else address.path

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Store a value unless there is one."""
        return bool(self._call("add", key, value, timeout, version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return a value."""
        return self._call("get", key, default, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Store a value."""
        self._call("set", key, value, timeout, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Give a value more time."""
        return bool(self._call("touch", key, timeout, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Remove a value."""
        return bool(self._call("delete", key, version))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """Say whether there is a value."""
        return bool(self._call("has_key", key, version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add to a number; ValueError where there is none."""
        return int(self._call("incr", key, delta, version))

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        """Return the values that there are, by key."""
        found: dict[Any, Any] = self._call("get_many", list(keys), version)
        return found

    def set_many(
        self, data: Mapping[Any, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[Any]:
        """Store values; return the keys that could not be stored."""
        return list(self._call("set_many", data, timeout, version))

    def delete_many(self, keys: Iterable[Any], version: int | None = None) -> None:
        """Remove values."""
        self._call("delete_many", list(keys), version)

    def clear(self) -> None:
        """Remove everything."""
        self._call("clear")
