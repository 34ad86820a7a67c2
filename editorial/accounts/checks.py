"""Deployment checks of signing in."""

from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Remark


def two_factor_is_required(**_options: Any) -> list[CheckMessage]:
    """Warn of a server on which publishers sign in by password alone."""
    if settings.TWO_FACTOR_REQUIRED:
        return []
    hint = "Unset TWO_FACTOR_REQUIRED, or set it to on."
    return [Remark("Publishers may sign in without a second factor.", hint=hint, id="accounts.W001")]


def cache_is_shared(**_options: Any) -> list[CheckMessage]:
    """Refuse a cache that each process has for itself: it holds failed attempts and the codes that were used."""
    if not isinstance(caches["default"], LocMemCache | DummyCache):
        return []
    return [
        Error(
            "Each process counts failed sign-ins and used codes for itself.",
            hint="Unset CACHE_URL, which then means the database, or name a Redis server.",
            id="accounts.E001",
        )
    ]
