"""Probes of what the site needs: each returns nothing where all is well, else what is wrong, in plain words."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.files.storage import FileSystemStorage, storages
from django.core.mail import get_connection
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from editorial.health.schedule import late_commands
from editorial.queue.retries import OVERDUE_AFTER

log = logging.getLogger(__name__)
Probe = Callable[[], str]
SMTP = "django.core.mail.backends.smtp.EmailBackend"
MAIL_TIMEOUT = 3  # seconds
REMEMBERED = 15.0  # seconds for which a probe is not repeated, whoever asks


def database() -> str:
    """Ask the database for nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations() -> str:
    """Name the first migrations that are not applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _backwards in plan[:3])
    return f"not applied: {len(plan)} ({names})" if plan else ""


def cache() -> str:
    """Store and read a value in the cache that all processes share."""
    shared = caches["default"]
    if isinstance(shared, DatabaseCache):
        return ""
    server = getattr(shared, "remote", shared)
    value = secrets.token_hex(8)
    server.set("health", value, 10)
    return "" if server.get("health") == value else "it does not return what was stored"


def storage() -> str:
    """Name the storages that cannot be written."""
    faults = []
    for alias in settings.STORAGES:
        if alias != "staticfiles":
            try:
                _try_storage(alias)
            except Exception as error:  # noqa: BLE001  (each storage has errors of its own)
                faults.append(f"{alias}: {type(error).__name__}: {error}")
    return "; ".join(faults)


def _try_storage(alias: str) -> None:
    store = storages[alias]
    if not isinstance(store, FileSystemStorage):
        store.exists("health-probe")
        return
    folder = Path(store.location)
    folder.mkdir(parents=True, exist_ok=True)
    trial = folder / f".health-{secrets.token_hex(4)}"
    try:
        trial.write_bytes(b"probe")
    finally:
        trial.unlink(missing_ok=True)


def mail() -> str:
    """Open a connection to the mail server."""
    if settings.EMAIL_BACKEND != SMTP:
        return ""
    with get_connection(timeout=MAIL_TIMEOUT):
        return ""


def worker() -> str:
    """Say for how long the oldest background task waits, where that is longer than a worker ever takes."""
    waiting = oldest_waiting_seconds()
    return f"a task waits for {round(waiting)} s" if waiting > OVERDUE_AFTER.total_seconds() else ""


def oldest_waiting_seconds() -> float:
    """Return for how many seconds the oldest task that may run waits for a worker; 0 without one."""
    now = timezone.now()
    ready = DBTaskResult.objects.ready().order_by("enqueued_at")
    first = ready.values_list("enqueued_at", "run_after").first()
    if first is None:
        return 0.0
    # The time of a task that has none of its own lies far off.
    since = max(moment for moment in first if moment <= now)
    return float((now - since).total_seconds())


def timers() -> str:
    """Name the scheduled commands whose last success is too old."""
    late = late_commands(timezone.now())
    return ", ".join(
        f"{command} ({last.isoformat(timespec='minutes') if last else 'never'})"
        for command, last in late.items()
    )


PROBES: dict[str, Probe] = {
    "database": database,
    "migrations": migrations,
    "cache": cache,
    "storage": storage,
    "mail": mail,
    "worker": worker,
    "timers": timers,
}


class Health:
    """The results of the probes, each remembered for a short while, so that nobody can keep the site busy by asking."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._results: dict[str, str] = {}
        self._taken_at = float("-inf")

    def results(self) -> dict[str, str]:
        """Return what is wrong by the name of the probe; without a database the others are not tried."""
        with self._lock:
            if time.monotonic() - self._taken_at >= REMEMBERED:
                earlier, self._results = self._results, run_probes()
                _log_changes(earlier, self._results)
                # A database that is away is asked each time: its return should be seen at once.
                self._taken_at = float("-inf") if self._results["database"] else time.monotonic()
            return self._results


def _log_changes(earlier: dict[str, str], results: dict[str, str]) -> None:
    for name, fault in results.items():
        if fault and not earlier.get(name):
            log.warning("%s: %s", name, fault)
        elif earlier.get(name) and not fault:
            log.info("%s: well again", name)


def run_probes() -> dict[str, str]:
    """Run the probes; an error of one is its result."""
    results: dict[str, str] = {}
    for name, probe in PROBES.items():
        try:
            results[name] = probe()
        except Exception as error:  # noqa: BLE001  (a probe is there to find any fault)
            results[name] = f"{type(error).__name__}: {error}"
        if name == "database" and results[name]:
            break
    return results
