"""The database of `DATABASE_URL`: SQLite by default, or PostgreSQL, behind a pool of connections if one is wanted."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from psycopg import Connection

SQLITE_OPTIONS = {
    # Writers queue at BEGIN instead of failing in the middle of a transaction.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;"
    ),
}
# Compiling a search takes longer than searching. The time zone is part of the start of a connection,
# so that `RESET ALL` returns to it.
POSTGRESQL_START = "-c jit=off -c timezone=UTC"
CONN_MAX_AGE = 600  # seconds; to open SQLite is to read the whole schema, which takes longer than most pages
POOL_TIMEOUT = 10  # seconds a request waits for a free connection
POOL_MAX_IDLE = 60  # seconds until a connection beyond the first is closed again


def database(env: environ.Env, var_dir: Path) -> dict[str, Any]:
    """Return the settings of the default database."""
    config: dict[str, Any] = env.db("DATABASE_URL", default=f"sqlite:///{var_dir / 'relations.sqlite3'}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        var_dir.mkdir(exist_ok=True)
        return {**config, "OPTIONS": dict(SQLITE_OPTIONS), "CONN_MAX_AGE": CONN_MAX_AGE}
    options: dict[str, Any] = config.setdefault("OPTIONS", {})
    options["options"] = f"{POSTGRESQL_START} {options.get('options', '')}".strip()
    size = env.int("DATABASE_POOL_SIZE", default=0)
    if size == 0:
        # A thread that keeps its connection spares what a pool takes to hand one out and to clean it.
        return {**config, "CONN_MAX_AGE": CONN_MAX_AGE, "CONN_HEALTH_CHECKS": True}
    options["pool"] = pool(size)
    # Each request returns its connection to the pool; Django allows no other age beside one.
    return {**config, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}


def pool(size: int) -> dict[str, Any]:
    """Return the options of psycopg's pool with at most `size` connections for each process."""
    if size < 1:
        raise ImproperlyConfigured(f"DATABASE_POOL_SIZE must be 0 or more, not {size}.")
    return {
        "min_size": 1,
        "max_size": size,
        "timeout": POOL_TIMEOUT,
        "max_idle": POOL_MAX_IDLE,
        "reset": forget_session,
    }


def forget_session(connection: "Connection[Any]") -> None:
    """Drop what a request set for its session: parameters, time zone, advisory locks, temporary tables."""
    connection.autocommit = True  # DISCARD ALL is refused inside a transaction
    connection.execute("DISCARD ALL")
