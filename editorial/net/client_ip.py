"""The IP address of a client."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """Return the IP address that asks; behind our own proxy the one that the proxy saw."""
    return address_of(request.META)


def address_of(meta: Mapping[str, Any]) -> str:
    """Return the same from the fields of a request."""
    forwarded = meta.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return str(forwarded.rpartition(",")[2].strip() or meta.get("REMOTE_ADDR", ""))
