"""All migrations from the first to the last make what tests run on: a database made from the models of today."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler

from tests.demo_copy import COPY_PREFIX
from tests.upgrade.shape import schema

DATABASE = f"relations_fresh_{os.getpid()}"  # workers of one run share the server
# Django's own migrations and models differ in the width of these keys on PostgreSQL.
KEYS_OF_DJANGO = tuple(
    f"auth_{table}: id " for table in ("group_permissions", "user_groups", "user_user_permissions")
)
OF_THE_TESTS = (*KEYS_OF_DJANGO, COPY_PREFIX)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Any]:
    """Yield a connection to an empty database on which every migration has run."""
    if connection.vendor == "sqlite":
        name = str(tmp_path / "fresh.sqlite3")
        url = f"sqlite:///{name}"
    else:
        name = DATABASE
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    out = subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url, "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "relations.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert out.returncode == 0, out.stderr
    options = {key: value for key, value in connection.settings_dict["OPTIONS"].items() if key != "pool"}
    fresh = ConnectionHandler({"default": {**connection.settings_dict, "NAME": name, "OPTIONS": options}})[
        "default"
    ]
    yield fresh
    fresh.close()
    if connection.vendor == "postgresql":
        on_server(f"DROP DATABASE {name} WITH (FORCE)")


def on_server(*statements: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        for statement in statements:
            server.execute(statement.encode())


@pytest.mark.django_db
def test_migrations_make_the_database_that_the_models_describe(migrated: Any) -> None:
    fresh, ours = (
        [part for part in schema(database) if not part.startswith(OF_THE_TESTS)]
        for database in (migrated, connection)
    )
    assert sorted(set(fresh) ^ set(ours)) == []
    assert len(fresh) == len(ours)


@pytest.mark.django_db
def test_migrations_write_the_rows_that_tests_begin_with(migrated: Any) -> None:
    tables = [
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed
    ]
    assert {table: count(migrated, table) for table in [*tables, "django_migrations"]} == {
        table: count(connection, table) for table in [*tables, "django_migrations"]
    }


def count(database: Any, table: str) -> int:
    with database.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])
