"""Rate limits of the API: requests per hour by address, more with a key."""

import hashlib
import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from editorial.api.models import ApiKey
from editorial.net.client_ip import client_ip

WINDOW = 3600  # seconds
MAX_COUNTED = 200_000  # addresses and keys of one window in one process


class UnknownKeyError(Exception):
    """The request carries a key that was never issued or was revoked."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """The rest of a limit: `remaining` requests for `seconds` more."""

    policy: str
    limit: int
    remaining: int
    seconds: int

    @property
    def is_exceeded(self) -> bool:
        """Return whether the request is one too many."""
        return self.remaining < 0

    @property
    def headers(self) -> dict[str, str]:
        """The header fields of draft-ietf-httpapi-ratelimit-headers."""
        headers = {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={max(self.remaining, 0)};t={self.seconds}',
        }
        return headers | ({"Retry-After": str(self.seconds)} if self.is_exceeded else {})


def consume(request: HttpRequest) -> Allowance:
    """Count a request against the limit of its key or address. Raises UnknownKey."""
    secret = request_key(request)
    if not secret:
        return consume_anonymous(client_ip(request))
    key = ApiKey.objects.of(secret)
    if key is None:
        raise UnknownKeyError
    key.note_use()
    return _count("key", str(key.pk), key.hourly_limit)


def consume_anonymous(address: str) -> Allowance:
    """Count a request without a key against the limit of its address."""
    return _count("anonymous", address, settings.API_ANONYMOUS_LIMIT)


def request_key(request: HttpRequest) -> str:
    """Return the key that the request carries, as `Authorization: Bearer KEY` or `X-API-Key: KEY`."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        return secret.strip()
    return request.headers.get("X-API-Key", "").strip()


def _count(policy: str, who: str, limit: int) -> Allowance:
    now = int(time.time())
    window, passed = divmod(now, WINDOW)
    is_shared = not settings.CACHES["memory"]["BACKEND"].endswith("LocMemCache")
    used = _count_shared(policy, who, window) if is_shared else COUNTS.add((policy, who), window)
    return Allowance(policy, limit, limit - used, WINDOW - passed)


class ProcessCounts:
    """Requests of a window in this process, by a hash of who asked: addresses of readers are not kept as they are."""

    def __init__(self) -> None:
        self._window = 0
        self._used: dict[int, int] = {}
        self._lock = threading.Lock()

    def add(self, who: tuple[str, str], window: int) -> int:
        """Count one more; returns how many there were."""
        name = hash(who)  # salted for each process
        with self._lock:
            if window != self._window or len(self._used) > MAX_COUNTED:
                self._window, self._used = window, {}
            self._used[name] = used = self._used.get(name, 0) + 1
        return used


COUNTS = ProcessCounts()


def _count_shared(policy: str, who: str, window: int) -> int:
    # Addresses of readers are not kept as they are.
    name = hashlib.sha256(f"{policy}:{who}".encode()).hexdigest()[:32]
    name = f"api-limit:{name}:{window}"
    cache = caches["memory"]
    cache.add(name, 0, timeout=WINDOW)
    try:
        return cache.incr(name)
    except ValueError:  # dropped in between
        return 1
