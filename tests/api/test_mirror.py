"""A partner's mirror, updated from the change feed while others write, through any number of crashes.

`MIRROR_EDITS` says how many edits are made; `make campaign-mirror` makes many.
"""

import os
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from editorial.agreements.models import Agreement
from editorial.articles.models import Article, Collection, Edition
from editorial.articles.services import publishing
from editorial.events.models import Event, Mechanism
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Indicator
from editorial.places.models import Place
from editorial.records import changelog
from editorial.records import services as records
from editorial.records.models import Change, ChangeKind
from editorial.topics.models import Topic
from editorial.workflow.models import PublishableModel
from editorial.workflow.roles import Role
from tests.factory import (
    make_agreement,
    make_article,
    make_collection,
    make_event,
    make_expert,
    make_indicator,
    make_mechanism,
    make_observation,
    make_organisation,
    make_place,
    make_topic,
    make_user,
)

EDITS = int(os.environ.get("MIRROR_EDITS", "45"))
WRITERS = 3
LISTS = {
    kind: f"{kind}s"
    for kind in (
        "agreement", "article", "collection", "event", "expert", "indicator", "mechanism", "organisation", "place",
        "topic",
    )
}  # fmt: skip
NAMES = [f"name-{number}" for number in range(8)]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(4 * 3600)]


class CrashedError(Exception):
    """The partner's program ended, wherever it was."""


@dataclass
class Disk:
    """The disk that survives a crash of the partner's program; each write to it stands for itself."""

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
            raise CrashedError

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


def step(row: Any, services: Any, chance: random.Random, by: User) -> bool:
    """Withdraw or restore a row, now and then; say whether that was done."""
    if row.is_withdrawn:
        services.restore(row, by=by, reason="Разобрано")
    elif chance.random() < 0.25:
        services.withdraw(row, by=by, reason="Повтор")
    else:
        return False
    return True


def any_of(model: type[Any], chance: random.Random) -> Any:
    return chance.choice(list(model._base_manager.order_by("pk")))


def turn(lines: Any, **tied: Any) -> None:
    """Take a line away where there is one, else tie the row to another one."""
    if not lines.filter(**tied).delete()[0]:
        lines.create(**tied)


def rename(row: Any, chance: random.Random, *names: str) -> None:
    """Name a row otherwise: by its slug, that another may have, or by its name."""
    name = chance.choice(("slug", *names))
    setattr(row, name, chance.choice(NAMES) if name == "slug" else f"Имя {chance.random()}")


def edit_article(article: Article, chance: random.Random, by: User) -> None:
    if step(article, publishing, chance, by):
        return
    match chance.randrange(4):
        case 0:
            article.body = f"<p>Правка {chance.random()}.</p>"
            article.save()
            publishing.correct(article, by=by, correction_note="Правка")
            return
        case 1:
            article.collection = chance.choice((None, any_of(Collection, chance)))
            article.first_page = chance.choice((None, 7))
        case 2:
            turn(article.contributions, expert=any_of(Expert, chance))
        case 3:
            rename(article, chance)
    article.save()
    changelog.record_save(article)


def edit_agreement(agreement: Agreement, chance: random.Random, by: User) -> None:
    if step(agreement, records, chance, by):
        return
    match chance.randrange(4):
        case 0:
            turn(agreement.parties, organisation=any_of(Organisation, chance))
        case 1:
            turn(agreement.relations, other=any_of(Agreement, chance), kind="amends")
        case 2:
            turn(agreement.sources, edition=any_of(Edition, chance), anchor="p-1")
        case 3:
            rename(agreement, chance, "title_ru")
    agreement.save()
    changelog.record_save(agreement)


def edit_event(event: Event, chance: random.Random, by: User) -> None:
    if step(event, records, chance, by):
        return
    match chance.randrange(6):
        case 0:
            turn(event.outcomes, agreement=any_of(Agreement, chance), kind="signed")
        case 1:
            other = any_of(Event, chance)
            tied = event.possibly_same_as.filter(pk=other.pk).exists() or other == event
            (event.possibly_same_as.remove if tied else event.possibly_same_as.add)(other)
        case 2:
            turn(event.participants, expert=any_of(Expert, chance))
        case 3:
            event.topics.set([any_of(Topic, chance)])
        case 4:
            event.mechanism = chance.choice((None, any_of(Mechanism, chance)))
            event.place = chance.choice((None, any_of(Place, chance)))
        case 5:
            rename(event, chance, "title_ru")
    event.save()
    changelog.record_save(event)


def edit_named(row: Any, chance: random.Random, by: User) -> None:
    """Withdraw, restore or rename a row that others show."""
    names = {
        Expert: ("family_name_ru", "given_name_en"),
        Organisation: ("name_ru", "short_name_ru"),
        Collection: ("title_ru",),
        Indicator: ("name_ru",),
        Mechanism: ("name_ru",),
    }[type(row)]
    if not step(row, records, chance, by):
        rename(row, chance, *names)
        row.save()
        changelog.record_save(row)


def edit_place(place: Place, chance: random.Random, _by: User) -> None:
    rename(place, chance, "name_ru")
    place.save()
    changelog.record_save(place)


def edit_topic(topic: Topic, chance: random.Random, _by: User) -> None:
    if chance.random() < 0.2:
        changelog.record_deletion(topic)
        topic.delete()
        changelog.record_save(make_topic(slug=chance.choice(NAMES)), is_new=True)
    else:
        rename(topic, chance, "name_ru")
        topic.save()
        changelog.record_save(topic)


EDITORS: dict[type[Any], Callable[..., None]] = {
    Article: edit_article,
    Agreement: edit_agreement,
    Event: edit_event,
    **dict.fromkeys((Expert, Organisation, Collection, Indicator, Mechanism), edit_named),
    Place: edit_place,
    Topic: edit_topic,
}


def write(seed: int, edits: int, by: User) -> None:
    """Edit whatever there is until so many edits are kept, each in a transaction; some fail in the middle."""
    chance = random.Random(seed)  # noqa: S311
    successful = 0
    while successful < edits:
        model = chance.choice(list(EDITORS))
        # The same edit may be refused, or its row be gone; nothing else may go wrong.
        with suppress(ValidationError, IntegrityError, model.DoesNotExist), transaction.atomic():
            key = chance.choice(list(model._base_manager.values_list("pk", flat=True)))
            row = model._base_manager.select_for_update(of=("self",), no_key=True).get(pk=key)
            EDITORS[model](row, chance, by)
            if chance.random() < 0.1:
                raise ValidationError("later on")
            successful += 1


def everything(client: Client) -> dict[tuple[str, int], Any]:
    """Return what the source holds, read again."""
    held = {}
    for kind, name in LISTS.items():
        for row in client.get(f"/api/v1/{name}/?page_size=100").json()["results"]:
            held[kind, row["id"]] = client.get(f"/api/v1/{name}/{row['slug']}/").json()
    return held


def make_record() -> None:
    places = [make_place() for _ in range(2)]
    bodies = [make_organisation(slug=f"body-{number}") for number in range(3)]
    people = [make_expert(slug=f"person-{number}") for number in range(3)]
    topics = [make_topic(slug=slug) for slug in NAMES[:5]]
    texts = [make_article(body=f"<p>Текст {number}.</p>", topics=(topics[0],)) for number in range(4)]
    for text in texts:
        text.contributions.create(expert=people[0], role="author")
    rows = [
        *bodies,
        *people,
        *topics,
        *(make_collection(slug=f"book-{number}") for number in range(2)),
        *places,
        *(make_mechanism(organisation=body) for body in bodies[:2]),
        *(make_event(place=places[0]) for _ in range(4)),
        *(make_agreement(parties=("AZ", bodies[0])) for _ in range(4)),
        make_indicator(slug="cargo"),
    ]
    make_observation(rows[-1], stated_by=bodies[1])
    for row in rows:
        changelog.record_change(
            row, ChangeKind.PUBLISHED if isinstance(row, PublishableModel) else ChangeKind.CREATED
        )


@pytest.mark.django_db(transaction=True)
def test_a_mirror_equals_the_source_after_concurrent_edits_and_crashes_anywhere(client: Client) -> None:
    Change.objects.all().delete()
    make_record()
    publisher = make_user(Role.PUBLISHER)
    disk, failures = Disk(), []
    written = threading.Event()

    def mirror() -> None:
        chance = random.Random(7)  # noqa: S311
        while True:
            last_round = written.is_set()
            try:
                Mirror(disk, chance).follow()
            except CrashedError:
                continue
            if last_round:
                return

    def run(job: Callable[..., None], *given: Any) -> None:
        try:
            job(*given)
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    follower = threading.Thread(target=run, args=(mirror,))
    writers = [
        threading.Thread(target=run, args=(write, number, -(-EDITS // WRITERS), publisher))
        for number in range(WRITERS)
    ]
    for thread in (follower, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    written.set()
    follower.join()
    assert not failures, failures
    assert disk.crashes > 0
    assert disk.positions == list(range(1, changelog.last_position() + 1))
    assert disk.copy == everything(client)
    summary = (
        f"{EDITS} edits or more, {len(disk.positions)} changes, {disk.crashes} crashes, {len(disk.copy)} rows"
    )
    print(summary)  # noqa: T201
