"""An empty database of today, cached for all workers and runs until the models or the packages change.

On SQLite it is a file, on PostgreSQL a template of which each worker gets a copy.
"""

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import connection

# What migrations and Django write.
FILLED = {"auth.Permission", "auth.Group", "auth.Group_permissions", "contenttypes.ContentType"}


def digest_of_models() -> str:
    """Return what changes with all that the tables and the rows of roles depend on."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.lock").read_bytes())
    record = settings.BASE_DIR / "editorial"
    sources = (
        *record.rglob("migrations/*.py"),
        *record.rglob("models.py"),
        *record.rglob("models/*.py"),
        *record.rglob("translation.py"),
        *record.rglob("apps.py"),
        *record.rglob("roles.py"),
        *record.rglob("permissions.py"),
        record / "values" / "indexes.py",
        record / "workflow" / "search_text.py",
        record / "records" / "state.py",
        *sorted(record.glob("*/apps.py")),
    )
    for source in sorted(sources):
        digest.update(source.relative_to(record).as_posix().encode() + source.read_bytes())
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        permissions = (options.label, options.verbose_name_raw, options.default_permissions)
        digest.update(repr((*permissions, options.permissions)).encode())
    return digest.hexdigest()[:16]


def database_url() -> str:
    """Name the database of the test as the environment does."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextmanager
def lock(store: Path) -> Iterator[None]:
    """Let one worker at a time look for the kept database: the first one makes it, the others take it."""
    with (store / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def restore(store: Path) -> bool:
    """Give the tests a copy of the kept database, which needs no migration; say whether there was one."""
    record = store / f"{digest_of_models()}.{connection.vendor}.json"
    if not record.exists():
        return False
    known = json.loads(record.read_text(encoding="utf-8"))
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    copied = _copy_file if connection.vendor == "sqlite" else _copy_template
    if not copied(record, known, name):
        return False
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
    connection._test_serialized_contents = known["contents"]  # type: ignore[attr-defined]
    return True


def _copy_file(record: Path, known: dict[str, str], name: str) -> bool:
    cached = record.with_suffix(".sqlite3")
    if not cached.exists():
        return False
    if digest_of(cached) != known["sha256"]:
        raise RuntimeError(f"{cached} was written to after it was kept: no test may do so. Delete it.")
    shutil.copyfile(cached, name)
    return True


def _copy_template(record: Path, _known: dict[str, str], name: str) -> bool:
    template = template_of(record)
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone() is None:
            return False
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return True


def template_of(record: Path) -> str:
    """Name the database of PostgreSQL of which each worker gets a copy."""
    return f"relations_tests_{record.name.partition('.')[0]}"


def store_copy(store: Path) -> None:
    """Keep the database, just made and empty, for the other workers and the next run."""
    record = store / f"{digest_of_models()}.{connection.vendor}.json"
    contents = connection.creation.serialize_db_to_string()
    connection._test_serialized_contents = contents  # type: ignore[attr-defined]
    known = {"contents": contents}
    for outdated in store.glob(f"*.{connection.vendor}.*"):
        outdated.unlink(missing_ok=True)
    if connection.vendor == "sqlite":
        cached = record.with_suffix(".sqlite3")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(cached)])
        known["sha256"] = digest_of(cached)
    else:
        settle_pool()
        connection.close_pool()  # type: ignore[attr-defined]
        name = connection.settings_dict["NAME"]
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'relations_tests_%%'")
            for (outdated_template,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE "{outdated_template}"')
            cursor.execute(f'CREATE DATABASE "{template_of(record)}" TEMPLATE "{name}"')
    record.write_text(json.dumps(known), encoding="utf-8")


def drop() -> None:
    """Drop the copy of the template."""
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{connection.settings_dict["NAME"]}"')


def digest_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def rows_left() -> list[str]:
    """Return the tables to which tests wrote outside the transaction that is rolled back after each."""
    return [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in FILLED
        and model._meta.managed
        and not model._meta.proxy
        and model._base_manager.exists()
    ]


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
