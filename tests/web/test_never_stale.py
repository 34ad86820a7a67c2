"""No answer of any process is older than the last commit known before the request.

`make campaign-stale` reads 20,000 times on each database; the suite 600 times.
"""

import http.client
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections

from editorial.records import state
from editorial.topics.models import Topic
from tests import factory
from tests.desk.test_killed_server import Server

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.timeout(3600)]
READS = int(os.environ.get("CAMPAIGN_READS", "600"))
READERS = 4
READS_PER_WRITE = 12  # for answers to be given from memory
ADDRESSES = ("/ru/topics/", "/ru/topics/ports/", "/api/v1/topics/ports/")


@contextmanager
def two_processes() -> Iterator[list[Server]]:
    servers = [Server(), Server()]
    try:
        for server in servers:
            server.environment["ANSWER_CACHE_MB"] = "16"
            server.start()
        yield servers
    finally:
        for server in servers:
            server.kill()


class Readers:
    """Readers who note what is committed before they ask, and count the answers that are older."""

    def __init__(self, servers: list[Server]) -> None:
        self.servers = servers
        self.committed = 0
        self.stale: list[tuple[str, int, int]] = []
        self.read = self.not_modified = 0
        self._lock = threading.Lock()

    def run(self, reads: int) -> None:
        """Write and read until so many answers have come."""
        threads = [threading.Thread(target=self._reader, args=(number, reads)) for number in range(READERS)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            number = self.committed + 1
            Topic.objects.filter(slug="ports").update(name_ru=f"Порты №{number}.")
            self.committed = number
            until = self.read + READS_PER_WRITE
            while self.read < until and any(thread.is_alive() for thread in threads):
                time.sleep(0.001)
        for thread in threads:
            thread.join()

    def _reader(self, seat: int, reads: int) -> None:
        lines = [http.client.HTTPConnection("127.0.0.1", server.port, timeout=60) for server in self.servers]
        held: dict[tuple[int, str], tuple[str, int]] = {}
        for turn in range(reads // READERS):
            which, address = (turn // 2 + seat) % len(lines), ADDRESSES[turn // 4 % len(ADDRESSES)]
            tag, version = held.get((which, address), ("", 0))
            known = self.committed
            lines[which].request("GET", address, headers={"If-None-Match": tag} if tag and turn % 2 else {})
            answer = lines[which].getresponse()
            text = answer.read().decode()
            if answer.status == 200:
                version = int((re.search(r"Порты №(\d+)\.", text) or [0, "0"])[1])
                held[which, address] = (answer.headers["ETag"], version)
            with self._lock:
                self.read += 1
                self.not_modified += answer.status == 304
                if version < known:
                    self.stale.append((address, version, known))
        for line in lines:
            line.close()


def test_no_answer_is_older_than_the_last_commit_known_before_asking() -> None:
    factory.make_topic(slug="ports", name_ru="Порты №0.")
    with two_processes() as servers:
        readers = Readers(servers)
        readers.run(READS)
    summary = f"{readers.read} read, {readers.not_modified} not modified, {readers.committed} commits"
    print(summary)  # noqa: T201  (the campaign's result)
    assert readers.stale == []
    assert readers.not_modified > 0
    assert readers.committed > READS / 100


def test_the_readers_see_stale_answers_where_the_number_stands_still() -> None:
    factory.make_topic(slug="ports", name_ru="Порты №0.")
    with two_processes() as servers:
        readers = Readers(servers)
        readers.run(READERS)  # each process has looked for its triggers
        with connection.cursor() as cursor:
            for name, table in state._present(connection).items():
                on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER "{name}"{on}')
        try:
            readers.run(120)
        finally:
            state.install()
            connections.close_all()
    assert readers.stale
