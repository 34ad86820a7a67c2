"""The state of the database for whoever asks for each request: on a connection of its own, without Django between.

One connection for each process, in no transaction, so that it sees every commit; it is opened again after a fault.
"""

import logging
import sqlite3
import threading
import time
from typing import Any, Protocol

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

from editorial.records.state import NUMBER

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds after a fault before it is tried again
STATEMENT = b"relations_state"
CONNECT_TIMEOUT = 5  # seconds


class _Source(Protocol):
    def number(self) -> int: ...

    def close(self) -> None: ...


class StateReader:
    """Reads the number; None while it cannot be read."""

    def __init__(self, using: str = DEFAULT_DB_ALIAS) -> None:
        self._using = using
        self._source: _Source | None = None
        self._not_before = 0.0
        self._lock = threading.Lock()

    def number(self) -> int | None:
        """Return the number of the last commit."""
        with self._lock:
            try:
                if self._source is None:
                    if time.monotonic() < self._not_before:
                        return None
                    self._source = _open(self._using)
                return self._source.number()
            except (sqlite3.Error, psycopg.Error) as error:
                log.warning("The state of the database cannot be read: %s", error)
                self._not_before = time.monotonic() + PAUSE
                self.close()
                return None

    def close(self) -> None:
        """Give the connection back; the next reading opens another."""
        source, self._source = self._source, None
        if source is not None:
            source.close()


def _open(using: str) -> _Source:
    connection = connections[using]
    return (
        _PostgreSQL(connection.get_connection_params())
        if connection.vendor == "postgresql"
        else _SQLite(str(connection.settings_dict["NAME"]))
    )


class _SQLite:
    def __init__(self, name: str) -> None:
        self._connection = sqlite3.connect(
            name, isolation_level=None, check_same_thread=False, uri=name.startswith("file:")
        )
        self._connection.execute("PRAGMA query_only=ON")

    def number(self) -> int:
        row = self._connection.execute(NUMBER).fetchone()
        return int(row[0])

    def close(self) -> None:
        self._connection.close()


class _PostgreSQL:
    """The prepared statement is sent by libpq itself: psycopg's cursor takes three times as long as the server."""

    def __init__(self, params: dict[str, Any]) -> None:
        known = {name: value for name, value in params.items() if name not in {"cursor_factory", "context"}}
        self._connection = psycopg.connect(
            **{"connect_timeout": CONNECT_TIMEOUT, **known, "autocommit": True}
        )
        self._done(self._connection.pgconn.prepare(STATEMENT, NUMBER.encode()))

    def number(self) -> int:
        value = self._done(self._connection.pgconn.exec_prepared(STATEMENT, [])).get_value(0, 0)
        return int(value or 0)

    def _done(self, result: Any) -> Any:
        if result.status not in {psycopg.pq.ExecStatus.TUPLES_OK, psycopg.pq.ExecStatus.COMMAND_OK}:
            raise psycopg.OperationalError(result.get_error_message())
        return result

    def close(self) -> None:
        self._connection.close()
