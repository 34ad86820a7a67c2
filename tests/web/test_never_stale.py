"""No answer of any process is older than the last commit known before asking.

`make campaign-stale` reads 20,000 times on each database; the suite 600 times.
"""

import http.client
import os
import re
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from datetime import timezone as timezone_of
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.records import changelog, state
from editorial.topics.models import Topic
from editorial.workflow.roles import Role
from tests import factory
from tests.desk.test_killed_server import Server
from tests.desk_client import confirm, opened, saved, url_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.timeout(3600)]
READS = int(os.environ.get("CAMPAIGN_READS", "600"))
READERS = 4
READS_PER_WRITE = 12  # for answers to be given from memory
ADDRESSES = ("/ru/topics/", "/ru/topics/ports/", "/api/v1/topics/ports/")


@contextmanager
def two_processes(**environment: str) -> Iterator[list[Server]]:
    servers = [Server(), Server()]
    try:
        for server in servers:
            server.environment |= {"ANSWER_CACHE_MB": "16", **environment}
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


def statuses(servers: list[Server], address: str) -> list[int]:
    """Return how each process answers, twice, so that the second comes from memory."""
    found = []
    for server in servers:
        for _turn in range(2):
            line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
            line.request("GET", address)
            found.append(line.getresponse().status)
            line.close()
    return found


def texts(servers: list[Server], address: str) -> list[str]:
    """Return what each process shows, twice."""
    found = []
    for server in servers:
        for _turn in range(2):
            with urlopen(f"{server.address}{address}", timeout=60) as answer:  # noqa: S310  (an address of ours)
                found.append(answer.read().decode())
    return found


def test_what_happens_to_a_text_shows_at_once_in_every_process() -> None:
    publisher = factory.make_user(Role.PUBLISHER)
    text = factory.make_article(slug="port", title="О порте", body="<p>Первый вариант.</p>")
    late = factory.make_draft(slug="late", title="О мосте", publish_at=timezone.now() - timedelta(minutes=1))
    publishing.submit(late, by=factory.make_user(Role.EDITOR))
    publishing.approve(late, by=publisher)
    addresses = ("/ru/articles/port/", "/api/v1/articles/port/")
    with two_processes() as servers:
        for address in addresses:
            assert statuses(servers, address) == [200] * 4
        assert statuses(servers, "/ru/articles/late/") == [404] * 4
        assert not any("О мосте" in page for page in texts(servers, "/ru/articles/"))

        call_command("publish_scheduled", verbosity=0)
        assert statuses(servers, "/ru/articles/late/") == [200] * 4
        assert all("О мосте" in page for page in texts(servers, "/ru/articles/"))

        Article.objects.filter(pk=text.pk).update(body="<p>Второй вариант.</p>")
        publishing.correct(Article.objects.get(pk=text.pk), by=publisher, correction_note="Исправлено")
        for page in texts(servers, addresses[0]):
            assert "Второй вариант." in page
            assert "Первый вариант." not in page

        publishing.withdraw(Article.objects.get(pk=text.pk), by=publisher, reason="Повтор")
        for address in addresses:
            assert statuses(servers, address) == [410] * 4
        publishing.restore(Article.objects.get(pk=text.pk), by=publisher, reason="Не повтор")
        for address in addresses:
            assert statuses(servers, address) == [200] * 4

        desk = Client()
        desk.force_login(factory.make_user(Role.PUBLISHER))
        topic = factory.make_topic(slug="ports")
        changelog.record_save(topic)
        assert statuses(servers, "/ru/topics/ports/") == [200] * 4
        confirm(desk)
        saved(desk, url_of(topic), opened(desk, url_of(topic)) | {"slug": "harbours"})
        assert statuses(servers, "/ru/topics/ports/") == [301] * 4
        assert statuses(servers, "/ru/topics/harbours/") == [200] * 4


@pytest.mark.parametrize("seconds", [int(os.environ.get("CAMPAIGN_MIDNIGHT", "60"))])
def test_midnight_shows_at_once_in_every_process(seconds: int, tmp_path: Path) -> None:
    factory.make_article(slug="port")
    midnight = time.time() + seconds
    zone = lay_zone(tmp_path, midnight)
    before, after = (
        datetime.fromtimestamp(midnight + shift, zone).strftime("%d.%m.%Y") for shift in (-60, 60)
    )
    with two_processes(PYTHONTZPATH=f"{tmp_path}:/usr/share/zoneinfo") as servers:
        shown = texts(servers, "/ru/articles/port/")
        assert time.time() < midnight, "the servers took long to start: set CAMPAIGN_MIDNIGHT"
        assert all(f"обращения: {before}" in page for page in shown)
        time.sleep(max(midnight - time.time(), 0) + 0.05)
        shown = texts(servers, "/ru/articles/port/")
        assert all(f"обращения: {after}" in page for page in shown)
        assert not any(f"обращения: {before}" in page for page in shown)


def lay_zone(folder: Path, midnight: float) -> timezone_of:
    """Write a time zone of the name Asia/Baku in which the day ends at a moment of our choice."""
    offset = -int(midnight) % 86_400
    offset -= 86_400 if offset > 50_400 else 0
    counts = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 1, 4)
    kind = struct.pack(">lbb", offset, 0, 0) + b"BKU\0"
    (folder / "Asia").mkdir()
    footer = f"\n<BKU>{_posix(offset)}\n".encode()
    (folder / "Asia" / "Baku").write_bytes(counts + kind + counts + kind + footer)
    return timezone_of(timedelta(seconds=offset))


def _posix(offset: int) -> str:
    hours, rest = divmod(abs(offset), 3600)
    return f"{'-' if offset > 0 else '+'}{hours}:{rest // 60:02}:{rest % 60:02}"
