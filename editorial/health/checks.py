"""Deployment checks: what would make a server lose data, letters or readers without an error."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as Remark

from editorial.health.probes import SMTP, run_probes

log = logging.getLogger(__name__)
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
MANIFEST = "staticfiles.json"
HINTS = {
    "database": "Start PostgreSQL, or correct DATABASE_URL.",
    "migrations": "Run `manage.py migrate`.",
    "cache": "Start the server or correct CACHE_URL; until then each process counts and stores for itself.",
    "storage": "Give the user that runs the site the right to write there.",
    "mail": "Correct EMAIL_URL; letters wait and are sent later.",
    "worker": "Start the service of background tasks (`manage.py db_worker`).",
    "timers": "Enable the timers of deploy/systemd, or run `manage.py run_schedule`.",
}


def deployment_messages(**_options: Any) -> list[CheckMessage]:
    """Return a warning of each setting and each service that is not fit for a server."""
    return [*configuration_messages(), *service_messages()]


def configuration_messages() -> Iterator[CheckMessage]:
    """Yield what the settings alone show."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        message = "The database is SQLite: one machine, one writer at a time."
        yield Remark(message, hint="Set DATABASE_URL to a PostgreSQL database.", id="health.W001")
    host = urlsplit(settings.SITE_ORIGIN).hostname or ""
    if host in LOCAL_HOSTS:
        message = f"SITE_ORIGIN is {settings.SITE_ORIGIN}: feeds, citations and letters name this machine."
        yield Remark(message, hint="Set SITE_ORIGIN to the public address.", id="health.W002")
    if settings.EMAIL_BACKEND != SMTP:
        message = "Letters go to the log: nobody gets the letter that resets a password."
        yield Remark(message, hint="Set EMAIL_URL to a mail server.", id="health.W003")
    if getattr(settings, "HTTPS", False) and not settings.BEHIND_PROXY:
        message = (
            "HTTPS is on and BEHIND_PROXY off: behind a proxy that ends TLS each page redirects to itself."
        )
        yield Remark(message, hint="Set BEHIND_PROXY=1 where a proxy ends TLS.", id="health.W004")
    if not settings.DEBUG and not (Path(settings.STATIC_ROOT) / MANIFEST).exists():
        message = f"{settings.STATIC_ROOT} has no collected files: pages fail or come without styles."
        yield Remark(message, hint="Run `manage.py collectstatic --no-input`.", id="health.W005")


def service_messages() -> Iterator[CheckMessage]:
    """Yield what the probes find."""
    for number, (name, fault) in enumerate(run_probes().items(), 10):
        if fault:
            yield Remark(f"{name}: {fault}", hint=HINTS[name], id=f"health.W{number:03}")


def log_configuration() -> None:
    """Log what the settings alone show, once a process starts; faults of services are logged by the probes."""
    for message in configuration_messages():
        log.warning("%s: %s %s", message.id, message.msg, message.hint or "")
