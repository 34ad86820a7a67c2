"""The database as one file at one moment, and back: SQLite by its backup API, PostgreSQL by its own programs."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]
from psycopg.conninfo import make_conninfo

from editorial.site.backup.files import RunQuery

# Parts of Django's connection that are none of a connection string.
NOT_FOR_PROGRAMS = {
    "autocommit",
    "client_encoding",
    "context",
    "cursor_factory",
    "options",
    "password",
    "prepare_threshold",
}
INSTALLED = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")


@dataclass(frozen=True)
class Snapshot:
    """The database as it was at one moment: a file, and a way to put queries to that moment."""

    query: RunQuery
    program: str  # that wrote the file


@contextmanager
def snapshot(path: Path) -> Iterator[Snapshot]:
    """Write the database to a file; what is asked meanwhile is answered from the same moment."""
    if connection.vendor == "sqlite":
        with _sqlite_snapshot(path) as copy:
            yield copy
        return
    program = program_for("pg_dump", server_release())
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        options = (f"--snapshot={cursor.fetchone()[0]}", "--format=custom", f"--file={path}")
        _run(program, *options, "--no-owner", "--no-privileges")

        def run_query(query: str) -> list[tuple[Any, ...]]:
            cursor.execute(query)
            return list(cursor.fetchall())

        yield Snapshot(run_query, f"pg_dump {major_release(program)}")


@contextmanager
def _sqlite_snapshot(path: Path) -> Iterator[Snapshot]:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        register(copy)  # constraints call functions of Django
        (state,) = copy.execute("PRAGMA integrity_check").fetchone()
        if state != "ok":
            raise CommandError(f"The database is damaged: {state}")
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it

        def run_query(query: str) -> list[tuple[Any, ...]]:
            return copy.execute(query).fetchall()

        yield Snapshot(run_query, f"sqlite {sqlite3.sqlite_version}")


def load(path: Path) -> None:
    """Fill the empty database from a file; all or nothing."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as source:
            source.backup(connection.connection)
    else:
        program = program_for("pg_restore", server_release())
        _run(program, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(path))
    connection.close()


def server_release() -> int:
    """Return the major release of the PostgreSQL server; 0 for SQLite."""
    connection.ensure_connection()
    return int(connection.get_database_version()[0]) if connection.vendor == "postgresql" else 0


def program_for(name: str, release: int) -> str:
    """Return a PostgreSQL program that fits the release: the first on the path, else the oldest that is not older."""
    folders = [found for pattern in INSTALLED for found in Path("/").glob(pattern[1:])]
    paths = [shutil.which(name), *sorted(shutil.which(name, path=str(folder)) or "" for folder in folders)]
    known = {path: major_release(path) for path in paths if path}
    fitting = [path for path in known if known[path] >= release]
    if fitting:
        return fitting[0]
    found = f"found are releases {sorted(set(known.values()))}" if known else "none is installed"
    raise CommandError(f"{name} of PostgreSQL {release} or newer is needed; {found}.")


def major_release(program: str) -> int:
    """Return the major release of a PostgreSQL program."""
    result = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    found = re.search(r"\d+", result.stdout)
    return int(found.group()) if found else 0


def _run(program: str, *options: str) -> None:
    params = connection.get_connection_params()
    server = make_conninfo(**{name: value for name, value in params.items() if name not in NOT_FOR_PROGRAMS})
    password = (
        {"PGPASSWORD": params["password"]} if params.get("password") else {}
    )  # seen by no list of processes
    result = subprocess.run(  # noqa: S603
        [program, f"--dbname={server}", *options],
        env={**os.environ, **password},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise CommandError(f"{Path(program).name} failed: {result.stderr.strip()}")
