"""The database behind a rush of readers: the documented service on a PostgreSQL of few connections."""

import http.client
import os
import re
import shlex
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.postgres import programs_of_the_machine, programs_of_the_wheel, temporary_cluster
from tests.serving import ROOT, environment, free_port, wait_for

READERS, REQUESTS, MAX_CONNECTIONS = 60, 150, "30"


def documented_arguments() -> list[str]:
    """Return what the unit of systemd gives to granian, without the address."""
    unit = (ROOT / "deploy/systemd/relations@.service").read_text()
    service = re.search(r"^ExecStart=\S*granian (.+)$", unit, re.MULTILINE)
    assert service
    return shlex.split(re.sub(r"--(host|port) \S+ ", "", service.group(1)))


@contextmanager
def documented_service(folder: Path, database: str) -> Iterator[int]:
    """Serve an empty record as the guide says; yield the port."""
    for kind in ("static", "media"):
        (folder / kind).mkdir()
    env = {**environment(folder), "DATABASE_URL": database, "PGAPPNAME": "service"}
    for command in (["migrate", "-v0"], ["collectstatic", "--no-input", "-v0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True)
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--port", str(port), "--no-log", *documented_arguments()],
        cwd=ROOT,
        env=env,
        start_new_session=True,  # its workers can be stopped with it
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/robots.txt", seconds=120)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=30)


def statuses(port: int, requests: int, readers: int) -> "Counter[int]":
    """Ask for a list so many times, as so many readers at once, and count the answers by status."""

    def fetch(_number: int) -> int:
        reader = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            reader.request("GET", "/en/agreements/")
            return reader.getresponse().status
        finally:
            reader.close()

    with ThreadPoolExecutor(readers) as pool:
        return Counter(pool.map(fetch, range(requests)))


def connections_of_the_service(database: str) -> "Counter[str]":
    with psycopg.connect(database) as asking:
        rows = asking.execute("SELECT state FROM pg_stat_activity WHERE application_name = 'service'")
        return Counter(state for (state,) in rows)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_rush_of_readers_is_served_and_leaves_connections_for_those_who_follow(tmp_path: Path) -> None:
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("SQLite has no server whose connections could run out")
    programs = programs_of_the_machine() or programs_of_the_wheel()
    with (
        temporary_cluster(programs, max_connections=MAX_CONNECTIONS) as database,
        documented_service(tmp_path, database) as port,
    ):
        assert statuses(port, REQUESTS, READERS) == {200: REQUESTS}
        at_rest = connections_of_the_service(database)
        assert set(at_rest) == {"idle"}  # none in a transaction
        assert at_rest.total() <= int(MAX_CONNECTIONS) // 2
        assert statuses(port, 20, 1) == {200: 20}


@pytest.mark.django_db(transaction=True)
def test_what_a_request_sets_for_its_session_does_not_reach_the_next() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no sessions that outlive a connection")
    query = (
        "SELECT pg_backend_pid(), current_setting('statement_timeout'), current_setting('TimeZone'),"
        " (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())"
    )
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '7s'")
        cursor.execute("SET TIME ZONE 'Asia/Baku'")
        cursor.execute("SELECT pg_advisory_lock(7)")
        cursor.execute(query)
        before = cursor.fetchone()
    assert before[1:] == ("7s", "Asia/Baku", 1)
    for _request in range(20):
        connection.close()  # at the end of each request
        with connection.cursor() as cursor:
            cursor.execute(query)
            after = cursor.fetchone()
        assert after[1:] == ("0", "UTC", 0)
        if after[0] == before[0]:
            return
    pytest.fail("no connection was used again")
