"""The demo data for tests: loaded once, stored in tables beside, restored where a test needs it."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import override_settings
from django.utils import timezone

from editorial.search.engine import BACKENDS
from tests.databases import FILLED

COPY_PREFIX = "demo_kept_"


def tables() -> Iterator[tuple[str, str]]:
    """Yield each table that the demo may write, with its columns."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in FILLED or not model._meta.managed or model._meta.proxy:
            continue
        fields = (
            field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)
        )
        columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
        yield model._meta.db_table, columns


def load_and_keep(store: Path) -> None:
    """Load the demo record, or take what an earlier run of the same code has loaded, into tables of its own."""
    loaded = store / f"{digest_of_the_day()}.demo.sqlite3"
    passwords = loaded.with_suffix(".json")
    if connection.vendor == "sqlite" and loaded.exists() and passwords.exists():
        shutil.copy(passwords, settings.DEMO_PASSWORDS)
        with _attached(loaded):
            _copy_tables("loaded.", "main.")
        return
    with override_settings(DEBUG=True):  # with an account for each group
        call_command("load_demo", verbosity=0)
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in tables():
            cursor.execute(f'CREATE TABLE "{COPY_PREFIX}{table}" AS SELECT {columns} FROM "{table}"')
            cursor.execute(f'DELETE FROM "{table}"')
        index_words()
    if connection.vendor == "sqlite":
        for outdated in (*store.glob("*.demo.sqlite3"), *store.glob("*.demo.json")):
            outdated.unlink(missing_ok=True)
        shutil.copy(settings.DEMO_PASSWORDS, passwords)
        with _attached(loaded):
            _copy_tables("main.", "loaded.")


def digest_of_the_day() -> str:
    """Return what changes with the code, the data, the keys that migrations gave, and the day of the load."""
    migrated = connection._test_serialized_contents  # type: ignore[attr-defined]
    digest = hashlib.sha256(f"{timezone.localdate()} {migrated}".encode())
    for file in sorted((settings.BASE_DIR / "editorial").rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _attached(file: Path) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("ATTACH DATABASE %s AS loaded", [str(file)])
        yield
        cursor.execute("DETACH DATABASE loaded")


def _copy_tables(source: str, target: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, _columns in tables():
            name = f'"{COPY_PREFIX}{table}"'
            cursor.execute(f"CREATE TABLE {target}{name} AS SELECT * FROM {source}{name}")


def index_words() -> None:
    """Index the words of the documents that are there now: only `search.index` does so by itself."""
    with connection.cursor() as cursor:
        BACKENDS[connection.vendor].rebuild(cursor)


def put_back() -> None:
    """Write the rows of the demo record, as they were loaded, in place of any others."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in tables():
            cursor.execute(f'DELETE FROM "{table}"')
            cursor.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{COPY_PREFIX}{table}"')
        index_words()


def throw_away() -> None:
    """Drop the tables beside."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, _columns in tables():
            cursor.execute(f'DROP TABLE IF EXISTS "{COPY_PREFIX}{table}"')
