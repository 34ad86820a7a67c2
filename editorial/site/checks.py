"""Deployment checks of the services that the server uses."""

import secrets
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.checks import CheckMessage
from django.core.checks import Warning as Remark


def cache_answers(**_options: Any) -> list[CheckMessage]:
    """Warn of a cache that is away or keeps nothing."""
    cache = caches["default"]
    if isinstance(cache, DatabaseCache):
        return []  # `migrate` made its table
    server = getattr(cache, "remote", cache)
    value = secrets.token_hex(8)
    try:
        server.set("check", value, 10)
        if server.get("check") == value:
            return []
        fault = "it does not return what was stored"
    except Exception as error:  # noqa: BLE001  (each client has errors of its own)
        fault = f"{type(error).__name__}: {error}"
    message = f"The cache of CACHE_URL cannot be used: {fault}."
    hint = "Start the server or correct CACHE_URL; until then each process counts and stores for itself."
    return [Remark(message, hint=hint, id="site.W001")]
