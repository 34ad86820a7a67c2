"""A copy of the record, kept by the list of changes."""

import random
from typing import Any

import pytest
from django.test import Client

from editorial.agreements import services as agreements
from editorial.articles.services import articles
from editorial.events import services as events
from editorial.workflow import changes
from editorial.workflow.models import ChangeKind
from editorial.workflow.states import Role
from tests.factory import make_agreement, make_article, make_event, make_topic, make_user

pytestmark = pytest.mark.django_db


def ask(client: Client, query: str = "", status: int = 200) -> dict[str, Any]:
    answer = client.get(f"/api/v1/changes/{query}")
    assert answer.status_code == status, answer.content
    return dict(answer.json())


class Mirror:
    """A partner's copy: what it holds and how far it has read, saved in two steps between which it may crash."""

    def __init__(self, client: Client, chance: random.Random) -> None:
        self.client, self.chance = client, chance
        self.copy: dict[str, Any] = {}
        self.since = 0
        self.crashes = 0

    def follow(self) -> None:
        while True:
            answer = ask(self.client, f"?since={self.since}&limit={self.chance.randint(1, 7)}")
            for change in answer["results"]:
                if self.chance.random() < 0.1:
                    self.crashes += 1
                    return
                self.take(change["url"])
            if self.chance.random() < 0.1:
                self.crashes += 1
                return
            self.since = answer["next_since"]
            if not answer["more"]:
                return

    def take(self, url: str) -> None:
        answer = self.client.get(url)
        if answer.status_code == 200:
            self.copy[url] = answer.json()
        else:
            assert answer.status_code in (404, 410)
            self.copy.pop(url, None)


def everything(client: Client, *names: str) -> dict[str, Any]:
    """What the source holds, read anew."""
    held = {}
    for name in names:
        for row in client.get(f"/api/v1/{name}/?page_size=100").json()["results"]:
            url = f"http://testserver/api/v1/{name}/{row['slug']}/"
            held[url] = client.get(url).json()
    return held


def test_a_mirror_that_crashes_at_any_point_comes_to_equal_the_source(client: Client) -> None:
    chance = random.Random(7)  # noqa: S311
    publisher = make_user(Role.PUBLISHER)
    texts = [make_article(body=f"<p>Текст {number}.</p>") for number in range(3)]
    records = [make_event(state="draft") for _ in range(4)]
    for event in records:
        events.publish(event, by=publisher)
    mirror = Mirror(client, chance)
    for number in range(60):
        row = chance.choice([*texts, *records])
        row.refresh_from_db()
        services = articles if row in texts else events
        if row.is_withdrawn:
            services.restore(row, by=publisher, reason="Разобрано")
        elif chance.random() < 0.4:
            services.withdraw(row, by=publisher, reason="Повтор")
        elif row in texts:
            row.body = f"<p>Правка {number}.</p>"
            row.save()
            articles.correct(row, by=publisher, correction_note=f"Правка {number}")
        else:
            row.country = chance.choice(("AZ", "KZ"))
            row.save()
            changes.note_saved(row)
        if chance.random() < 0.3:
            mirror.follow()
    while mirror.since < changes.last_position():
        mirror.follow()
    assert mirror.crashes > 3
    assert mirror.copy == everything(client, "articles", "events")


def test_a_change_tells_what_happened_and_where_to_look(client: Client) -> None:
    agreement = make_agreement(slug="transit")
    agreements.withdraw(agreement, by=make_user(Role.PUBLISHER), reason="Повтор")
    answer = ask(client)
    assert (answer["since"], answer["next_since"], answer["more"]) == (0, 1, False)
    change = answer["results"][0]
    assert change.pop("at")
    assert change == {
        "position": 1,
        "kind": "withdrawn",
        "type": "agreement",
        "slug": "transit",
        "edition": None,
        "note": "Повтор",
        "url": "http://testserver/api/v1/agreements/transit/",
    }
    assert client.get(change["url"]).status_code == 410


def test_changes_are_asked_for_by_position_time_type_and_kind(client: Client) -> None:
    topic, event = make_topic(), make_event()
    changes.note(topic, ChangeKind.CREATED)
    changes.note(event, ChangeKind.PUBLISHED)
    changes.note(event, ChangeKind.WITHDRAWN)
    assert [row["position"] for row in ask(client, "?since=1")["results"]] == [2, 3]
    assert [row["position"] for row in ask(client, "?since=2020-01-01")["results"]] == [1, 2, 3]
    assert ask(client, "?since=2120-01-01T00:00:00Z")["results"] == []
    assert [row["position"] for row in ask(client, "?type=topic,expert")["results"]] == [1]
    filtered = ask(client, "?kind=published&limit=1")
    assert (filtered["next_since"], filtered["more"]) == (3, False)


def test_the_next_page_is_named_in_a_link(client: Client) -> None:
    for _ in range(3):
        changes.note(make_topic(), ChangeKind.CREATED)
    answer = client.get("/api/v1/changes/?limit=2")
    assert answer.json()["more"] is True
    assert '<http://testserver/api/v1/changes/?limit=2&since=2>; rel="next"' in answer["Link"]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?since=5", "begin anew"),
        ("?since=yesterday", "yesterday"),
        ("?since=-1", "-1"),
        ("?since=9999999999999999999999", "begin anew"),
        ("?limit=0", "limit"),
        ("?limit=100000", "limit"),
        ("?kind=lost", "lost"),
        ("?sinse=0", "Did you mean “since”"),
    ],
)
def test_what_is_wrong_is_named(client: Client, query: str, named: str) -> None:
    assert named in str(ask(client, query, 400))
