"""Measure how long a piece of work takes: wall-clock time, and processor time, which a busy machine changes little."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection


@dataclass(frozen=True)
class Spent:
    """Milliseconds by the clock, and of the processor, those of the database's server included."""

    clock: float
    processor: float


def once(work: Callable[[], object]) -> Spent:
    """Time the work."""
    processor, clock = processors_time(), time.perf_counter()
    work()
    return Spent((time.perf_counter() - clock) * 1000, processors_time() - processor)


def median_of(spent: list[Spent]) -> Spent:
    """Return the medians."""
    return Spent(
        statistics.median(one.clock for one in spent), statistics.median(one.processor for one in spent)
    )


def processors_time() -> float:
    """Return the milliseconds of the processor that this process and the one that serves it on PostgreSQL have spent."""
    own = time.process_time() * 1000
    if connection.vendor != "postgresql":
        return own
    schedule = Path(f"/proc/{server()}/schedstat").read_text().split()
    return own + int(schedule[0]) / 1_000_000


_servers: dict[int, int] = {}


def server() -> int:
    """Return the process of PostgreSQL that serves this connection."""
    key = id(connection.connection)
    if key not in _servers:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            _servers[key] = cursor.fetchone()[0]
    return _servers[key]
