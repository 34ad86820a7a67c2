"""A partner's copy of the record, kept by the list of changes while others write, through any number of crashes.

`MIRROR_EDITS` says how many edits are made; `make campaign-mirror` makes many.
"""

import os
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client

from editorial.articles.models import Article
from editorial.articles.services import articles
from editorial.events import services as events
from editorial.events.models import Event
from editorial.topics.models import Topic
from editorial.workflow import changes
from editorial.workflow.models import Change, ChangeKind, Published
from editorial.workflow.states import Role
from tests.factory import make_article, make_event, make_place, make_topic, make_user

EDITS = int(os.environ.get("MIRROR_EDITS", "45"))
WRITERS = 3
LISTS = {"article": "articles", "event": "events", "topic": "topics"}
NAMES = [f"name-{number}" for number in range(8)]

pytestmark = pytest.mark.timeout(4 * 3600)


class Crashed(Exception):  # noqa: N818
    """The partner's program ended, wherever it was."""


@dataclass
class Disk:
    """What survives a crash of the partner's program; each write to it stands for itself."""

    copy: dict[tuple[str, int], Any] = field(default_factory=dict)
    since: int = 0
    crashes: int = 0
    positions: list[int] = field(default_factory=list)


class Mirror:
    """A partner's program as the guide has it, that may crash before and after whatever it does."""

    def __init__(self, disk: Disk, chance: random.Random) -> None:
        self.disk, self.chance, self.client = disk, chance, Client()

    def may_crash(self) -> None:
        if self.chance.random() < 0.03:
            self.disk.crashes += 1
            raise Crashed

    def follow(self) -> None:
        """Take over all changes up to the last."""
        while True:
            query = {"since": self.disk.since, "limit": self.chance.choice((1, 7, 50, 200))}
            answer = self.client.get("/api/v1/changes/", query).json()
            self.may_crash()
            # One look at each thing is enough, however often it changed.
            for change in {(one["type"], one["id"]): one for one in answer["results"]}.values():
                self.take(change)
            if answer["since"] == self.disk.since:
                self.disk.positions += [change["position"] for change in answer["results"]]
            self.disk.since = answer["next_since"]
            self.may_crash()
            if not answer["more"]:
                return

    def take(self, change: dict[str, Any]) -> None:
        key = change["type"], change["id"]
        found = self.client.get(change["url"])
        while found.status_code == 301:
            found = self.client.get(found["Location"])
        self.may_crash()
        assert found.status_code in (200, 404, 410), found.content
        # Another thing may have the address by now.
        if found.status_code == 200 and found.json()["id"] == change["id"]:
            self.disk.copy[key] = found.json()
        else:
            self.disk.copy.pop(key, None)
        self.may_crash()


def edit_article(article: Article, chance: random.Random, by: User) -> None:
    if article.is_withdrawn:
        articles.restore(article, by=by, reason="Разобрано")
    elif chance.random() < 0.3:
        articles.withdraw(article, by=by, reason="Повтор")
    else:
        article.body = f"<p>Правка {chance.random()}.</p>"
        article.save()
        articles.correct(article, by=by, correction_note="Правка")


def edit_event(event: Event, chance: random.Random, by: User) -> None:
    if event.is_withdrawn:
        events.restore(event, by=by, reason="Разобрано")
    elif chance.random() < 0.3:
        events.withdraw(event, by=by, reason="Повтор")
    else:
        event.country, event.slug = chance.choice(("AZ", "KZ")), chance.choice([event.slug, *NAMES])
        event.save()
        changes.note_saved(event)


def edit_topic(topic: Topic, chance: random.Random, _by: User) -> None:
    if chance.random() < 0.2:
        # The number comes last: whoever has it lets all others wait.
        new = make_topic(slug=chance.choice(NAMES))
        changes.note_deleted(topic)
        topic.delete()
        changes.note_saved(new, is_new=True)
    else:
        topic.name_ru, topic.slug = f"Тема {chance.random()}", chance.choice(NAMES)
        topic.save()
        changes.note_saved(topic)


EDITORS: dict[type[Any], Callable[..., None]] = {
    Article: edit_article,
    Event: edit_event,
    Topic: edit_topic,
}


def write(seed: int, edits: int, by: User) -> Iterator[bool]:
    """Edit whatever there is, each time in a transaction; some fail in the middle. Yields whether it was kept."""
    chance = random.Random(seed)  # noqa: S311
    for _ in range(edits):
        model = chance.choice((Article, Event, Event, Topic, Topic))
        kept = False
        # SQLite gives up on a writer that waited for too long behind others; its edit is lost as a whole.
        refusals = ValidationError, IntegrityError, OperationalError, model.DoesNotExist
        with suppress(*refusals), transaction.atomic():
            key = chance.choice(list(model._base_manager.values_list("pk", flat=True)))
            EDITORS[model](model._base_manager.select_for_update().get(pk=key), chance, by)
            if chance.random() < 0.1:
                raise ValidationError("later on")
            kept = True
        yield kept


def everything(client: Client) -> dict[tuple[str, int], Any]:
    """What the source holds, read anew."""
    held = {}
    for kind, name in LISTS.items():
        for row in client.get(f"/api/v1/{name}/?page_size=100").json()["results"]:
            held[kind, row["id"]] = client.get(f"/api/v1/{name}/{row['slug']}/").json()
    return held


def make_record() -> None:
    place = make_place()
    for row in (
        *(make_article(body=f"<p>Текст {number}.</p>") for number in range(4)),
        *(make_event(place=place) for _ in range(8)),
        *(make_topic(slug=slug) for slug in NAMES[:5]),
    ):
        if not isinstance(row, Article):
            changes.note(row, ChangeKind.PUBLISHED if isinstance(row, Published) else ChangeKind.CREATED)


@pytest.mark.django_db(transaction=True)
def test_a_mirror_equals_the_source_after_concurrent_edits_and_crashes_anywhere(client: Client) -> None:
    Change.objects.all().delete()
    make_record()
    publisher = make_user(Role.PUBLISHER)
    disk, kept, failures = Disk(), [0] * WRITERS, []
    written = threading.Event()

    def mirror() -> None:
        chance = random.Random(7)  # noqa: S311
        while True:
            last_round = written.is_set()
            try:
                Mirror(disk, chance).follow()
            except Crashed:
                continue
            if last_round:
                return

    def writer(number: int) -> None:
        kept[number] = sum(write(number, EDITS // WRITERS, publisher))

    def run(job: Callable[..., None], *given: Any) -> None:
        try:
            job(*given)
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    follower = threading.Thread(target=run, args=(mirror,))
    writers = [threading.Thread(target=run, args=(writer, number)) for number in range(WRITERS)]
    for thread in (follower, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    written.set()
    follower.join()
    assert not failures, failures
    assert sum(kept) > EDITS // 2
    assert disk.crashes > 0
    assert disk.positions == list(range(1, changes.last_position() + 1))
    assert disk.copy == everything(client)
    told = f"{sum(kept)} edits, {len(disk.positions)} changes, {disk.crashes} crashes, {len(disk.copy)} rows"
    print(told)  # noqa: T201
