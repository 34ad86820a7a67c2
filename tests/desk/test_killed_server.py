"""A server that is killed at any moment leaves a record that is whole, and nothing typed is lost.

`make campaign-kill` kills it 100 times on each database; the suite twice.
"""

import http.client
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from reversion.models import Version

from editorial.articles.models import Article, Collection
from editorial.articles.services import publishing
from editorial.desk.models import FormDraft
from editorial.records import changelog
from editorial.records.models import Change, ChangeKind
from editorial.search import reindex_queue
from editorial.search.models import SearchDocument
from editorial.workflow.models import AuditAction, AuditEntry
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.databases import database_url
from tests.desk_client import autosave_url, offers, opened, saved, shown, url_of
from tests.serving import ROOT, free_port, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.timeout(3600)]

KILLS = int(os.environ.get("CAMPAIGN_KILLS", "2"))
SEED = int(os.environ.get("CAMPAIGN_SEED", "1"))
TOKEN = "t" * 32  # of the browser against forged requests


class Server:
    """A server of its own processes before the database of the test, to be killed and started again."""

    def __init__(self) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "DEBUG": "1",
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "relations.settings",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(self.port)),
                *("--no-log", "relations.wsgi:application"),
            ],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,  # its workers die with it
        )
        wait_for(f"{self.address}/robots.txt")

    def kill(self) -> None:
        """`kill -9` of the server and its workers, then wait until the database has let go of them."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None
        if connection.vendor == "postgresql":
            await_quiet()

    def post(self, path: str, data: dict[str, Any], session: str) -> int | None:
        """Send a form; returns the status, or None where the server died."""
        sender = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = urlencode({**data, "csrfmiddlewaretoken": TOKEN}, doseq=True)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}",
        }
        try:
            sender.request("POST", path, body, headers)
            return sender.getresponse().status
        except (http.client.HTTPException, OSError):
            return None
        finally:
            sender.close()


def await_quiet() -> None:
    """Wait until PostgreSQL has noticed that a client is gone."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state <> 'idle' AND application_name = 'killed'"
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("a session of the killed server lives on")


@pytest.fixture
def server(transactional_db: None) -> Iterator[Server]:
    started = Server()
    started.environment["PGAPPNAME"] = "killed"
    yield started
    started.kill()
    connections.close_all()


class Desk:
    """A publisher at the desk, who talks to the server that is killed."""

    def __init__(self, server: Server, chance: random.Random) -> None:
        self.server, self.chance = server, chance
        self.client = Client()
        self.client.force_login(factory.make_user(Role.ADMINISTRATOR))
        self.session = self.client.cookies[settings.SESSION_COOKIE_NAME].value
        self.took: dict[str, float] = {}

    def post(self, path: str, data: dict[str, Any]) -> int | None:
        return self.server.post(path, data, self.session)

    def killed_during(self, kind: str, path: str, data: dict[str, Any]) -> int | None:
        """Send a form and kill the server at some moment of its work."""
        moment = self.chance.uniform(0, 1.2 * self.took[kind])
        answers: list[int | None] = []
        sender = threading.Thread(target=lambda: answers.append(self.post(path, data)))
        sender.start()
        time.sleep(moment)
        self.server.kill()
        sender.join()
        return answers[0]

    def warm_up(self, kind: str) -> None:
        """Do the work undisturbed: the first time the server loads what it needs, the second tells how long it takes."""
        for _ in range(2):
            path, data = AN_EXAMPLE_OF[kind](self)
            begun = time.monotonic()
            assert self.post(path, data) == 302, kind
            self.took[kind] = time.monotonic() - begun


def make_text(**given: Any) -> Article:
    return factory.make_draft(
        body='<p>Первый.</p><p>Второй<sup data-footnote="a"></sup>.</p>', notes={"a": "Раз"}, **given
    )


def make_ready(**given: Any) -> Article:
    """Return a text that waits to be published."""
    article = make_text(**given)
    publishing.submit(article, by=factory.make_user(Role.EDITOR))
    publishing.approve(article, by=factory.make_user(Role.PUBLISHER))
    article.refresh_from_db()
    return article


def step(row: Article | Collection, name: str) -> tuple[str, dict[str, Any]]:
    return url_of(row, "step", name), {"opened_version": str(row.version)}


def typed_into(desk: Desk, article: Article, word: str) -> tuple[str, dict[str, Any]]:
    """Return a form with a word typed into the text, a note, and a new note."""
    url = url_of(article)
    data = opened(desk.client, url)
    return url, {
        **data,
        "body": data["body"].replace("Первый.", f"Первый. {word}")
        + f'<p>Ещё<sup data-footnote="b"></sup> {word}.</p>',
        "footnotes-TOTAL_FORMS": "2",
        "footnotes-0-text": f"Раз {word}",
        "footnotes-1-key": "b",
        "footnotes-1-order": "2",
        "footnotes-1-text": f"Два {word}",
    }


# What is whole


def assert_sound() -> None:
    """The database itself says that it is whole."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchall() == [("ok",)]
    connection.check_constraints()


def assert_published_or_not(article: Article) -> bool:
    """A text is published with its edition, its log, its revision and its search document, or not at all."""
    article.refresh_from_db()
    is_published = article.state == State.PUBLISHED
    editions = list(article.editions.all())
    # What a commit puts off is done by whoever comes next.
    changelog.assign_positions()
    reindex_queue.process(100)
    signs = {
        "editions": len(editions) == 1,
        "change": Change.objects.filter(
            type="article", row_id=article.pk, kind=ChangeKind.PUBLISHED
        ).exists(),
        "step": article.state_changes.filter(transition="publish").exists(),
        "audit": AuditEntry.objects.filter(
            action=AuditAction.STEP, detail__startswith="publish:", object_id=article.pk
        ).exists(),
        "search": SearchDocument.objects.filter(type="article", path__contains=f"/{article.slug}/").exists(),
        "revision": Version.objects.get_for_object(article).first().field_dict["state"] == State.PUBLISHED,
    }
    assert set(signs.values()) == {is_published}, signs
    for edition in editions:
        assert edition.checksum == publishing.build_edition(article).checksum
        assert len(edition.footnotes) == article.footnotes.count() == 1
    return is_published


def assert_saved_or_not(article: Article, word: str) -> bool:
    """A save is whole: the text, both notes, the version and the revision say the word, or none of them."""
    before = article.version
    article.refresh_from_db()
    occurrences = [article.body.count(word), *(note.text.count(word) for note in article.footnotes.all())]
    is_saved = article.version == before + 1
    last = Version.objects.get_for_object(article).first()
    revised = last is not None and word in last.field_dict["body"]
    assert (occurrences, revised) == (([2, 1, 1], True) if is_saved else ([0, 0], False))
    return is_saved


# What is interrupted


AN_EXAMPLE_OF: dict[str, Callable[[Desk], tuple[str, dict[str, Any]]]] = {
    "save": lambda desk: typed_into(desk, make_text(), "раз"),
    "publish": lambda _desk: step(make_ready(), "publish"),
    "book": lambda _desk: step(make_book()[0], "publish_with_articles"),
}


def interrupted_save(desk: Desk, browser: Browser, name: str) -> bool:
    article, word = make_text(), f"слово{name}"
    url, data = typed_into(desk, article, word)
    assert desk.post(autosave_url(desk.client.get(url)), {**data, "_keep": "1"}) == 200
    answer = desk.killed_during("save", url, data)
    if assert_saved_or_not(article, word):
        return True
    assert answer is None
    (offer,) = offers(desk.client.get(url))
    recovered = desk.client.post(url, offer.recover)
    saved(desk.client, url, shown(recovered))
    assert assert_saved_or_not(article, word)
    assert not FormDraft.objects.filter(row=article.pk).exists()
    return False


def interrupted_publication(desk: Desk, browser: Browser, name: str) -> bool:
    article = make_ready()
    answer = desk.killed_during("publish", *step(article, "publish"))
    if assert_published_or_not(article):
        return True
    assert answer is None
    assert desk.client.post(*step(article, "publish")).status_code == 302
    assert assert_published_or_not(article)
    return False


def make_book() -> tuple[Collection, list[Article]]:
    collection = factory.make_collection(state=State.DRAFT)
    texts = [make_ready(collection=collection, order_in_collection=number) for number in (1, 2, 3)]
    return collection, texts


def interrupted_book(desk: Desk, browser: Browser, name: str) -> bool:
    collection, texts = make_book()
    answer = desk.killed_during("book", *step(collection, "publish_with_articles"))
    shown_to_readers = {assert_published_or_not(text) for text in texts}
    collection.refresh_from_db()
    assert shown_to_readers == {collection.state == State.PUBLISHED}
    if shown_to_readers == {True}:
        return True
    assert answer is None
    assert desk.client.post(*step(collection, "publish_with_articles")).status_code == 302
    assert not [text for text in texts if not assert_published_or_not(text)]
    return False


def interrupted_browser(desk: Desk, browser: Browser, name: str) -> bool:
    """Bring back what is typed in a browser, though the server had heard nothing of it before the save."""
    article, word = make_text(), f"слово{name}"
    context = browser.new_context(base_url=desk.server.address, locale="ru-RU")
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": desk.session, "url": desk.server.address}]
    )
    page = context.new_page()
    surface = type_word(page, article, word)
    button = page.locator("button[name=_continue], input[name=_continue]").last
    button.click(no_wait_after=True)
    # A browser needs a moment to send what it has.
    time.sleep(desk.chance.uniform(0, 0.3 + 1.2 * desk.took["save"]))
    desk.server.kill()
    desk.server.start()
    page.goto(url_of(article))
    expect(surface).to_contain_text(word, timeout=20_000)
    article.refresh_from_db()
    was_saved = word in article.body
    if not was_saved:
        button.click()
        expect(page.locator(".desk-state-line")).to_contain_text(f"{article.version + 1}", timeout=20_000)
        article.refresh_from_db()
    assert word in article.body
    context.close()
    assert not offers(desk.client.get(url_of(article)))
    assert not FormDraft.objects.filter(row=article.pk).exists()
    return was_saved


def type_word(page: Page, article: Article, word: str) -> Any:
    page.goto(url_of(article))
    surface = page.locator(".field-body .ProseMirror")
    surface.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(f"{word} ")
    expect(surface).to_contain_text(word)
    return surface


WORKS: list[tuple[str, Callable[[Desk, Browser, str], bool]]] = [
    ("book", interrupted_book),
    ("browser", interrupted_browser),
    ("save", interrupted_save),
    ("publish", interrupted_publication),
]


def test_a_killed_server_leaves_whole_rows_and_loses_nothing_typed(server: Server, browser: Browser) -> None:
    chance = random.Random(SEED)  # noqa: S311  (moments to try, no secret)
    desk = Desk(server, chance)
    ends: Counter[str] = Counter()
    for number in range(KILLS):
        kind, work = WORKS[number % len(WORKS)]
        if server.process is None:
            server.start()
        desk.warm_up("save" if kind == "browser" else kind)
        ends[f"{kind} {'done' if work(desk, browser, str(number)) else 'undone'}"] += 1
        assert_sound()
    print(f"{KILLS} kills: {dict(sorted(ends.items()))}")  # noqa: T201  (the result of the campaign)
    if KILLS >= 100:
        assert len(ends) == 2 * len(WORKS), "moments before and after each commit are to be met"
