"""The migrated SQLite database of an earlier run, kept until the migrations or the packages change."""

import hashlib
import os
import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection


def name_of_the_day() -> str:
    """Return a file name that changes with all that migrations depend on."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.lock").read_bytes())
    record = settings.BASE_DIR / "editorial"
    sources = (
        record / "accounts" / "roles.py",
        record / "values" / "indexes.py",
        record / "workflow" / "search_text.py",
    )
    for source in (*sorted(record.glob("*/migrations/*.py")), *sources):
        digest.update(source.relative_to(record).as_posix().encode() + source.read_bytes())
    return f"{digest.hexdigest()[:16]}.sqlite3"


def database_url() -> str:
    """Name the database of the test as the environment does."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def restore(store: Path) -> bool:
    """Put the kept database where the tests will look for theirs; say whether there was one."""
    kept = store / name_of_the_day()
    if connection.vendor != "sqlite" or not kept.exists():
        return False
    shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])
    return True


def keep(store: Path) -> None:
    """Keep the database, just migrated and empty, for the next run."""
    if connection.vendor != "sqlite":
        return
    copy = Path(f"{connection.settings_dict['NAME']}.copy")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    for outdated in store.glob("*.sqlite3"):
        outdated.unlink(missing_ok=True)
    shutil.move(copy, store / name_of_the_day())


def settle_pool(most: float = 10.0) -> None:
    """Wait, for seconds at most, until the pool has reset and taken back what was returned to it.

    It does so in a thread of its own; a connection that is still there when the pool is closed keeps the test
    database from being dropped.
    """
    if connection.vendor != "postgresql":
        return
    connection.close()
    until = time.monotonic() + most
    while (pool := connection.pool) is not None and time.monotonic() < until:  # type: ignore[attr-defined]
        stats = pool.get_stats()
        if stats.get("pool_available", 0) >= stats.get("pool_size", 0):
            return
        time.sleep(0.05)
