"""Rate limits of the API: requests per hour by address, more with a key."""

import hashlib
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from editorial.api.models import ApiKey
from editorial.net.client_ip import client_ip

WINDOW = 3600  # seconds


class UnknownKeyError(Exception):
    """The request carries a key that was never issued or was revoked."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a limit: `remaining` requests for `seconds` more."""

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
        return _count("anonymous", client_ip(request), settings.API_ANONYMOUS_LIMIT)
    key = ApiKey.objects.of(secret)
    if key is None:
        raise UnknownKeyError
    key.note_use()
    return _count("key", str(key.pk), key.hourly_limit)


def request_key(request: HttpRequest) -> str:
    """Return the key that the request carries, as `Authorization: Bearer KEY` or `X-API-Key: KEY`."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        return secret.strip()
    return request.headers.get("X-API-Key", "").strip()


def _count(policy: str, who: str, limit: int) -> Allowance:
    now = int(time.time())
    window, passed = divmod(now, WINDOW)
    # Addresses of readers are not kept as they are.
    name = hashlib.sha256(f"{policy}:{who}".encode()).hexdigest()[:32]
    name = f"api-limit:{name}:{window}"
    cache = caches["memory"]
    cache.add(name, 0, timeout=WINDOW)
    try:
        used = cache.incr(name)
    except ValueError:  # dropped in between
        used = 1
    return Allowance(policy, limit, limit - used, WINDOW - passed)
