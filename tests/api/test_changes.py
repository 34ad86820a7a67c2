"""A copy of the record, kept by the list of changes."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from editorial.agreements import services as agreements
from editorial.workflow import changes
from editorial.workflow.models import ChangeKind
from editorial.workflow.states import Role
from tests.desk import opened, saved, url_of
from tests.factory import (
    make_agreement,
    make_event,
    make_indicator,
    make_observation,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


def ask(client: Client, query: str = "", status: int = 200) -> dict[str, Any]:
    answer = client.get(f"/api/v1/changes/{query}")
    assert answer.status_code == status, answer.content
    return dict(answer.json())


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
        "id": agreement.pk,
        "slug": "transit",
        "edition": None,
        "note": "Повтор",
        "url": "http://testserver/api/v1/agreements/transit/",
    }
    assert client.get(change["url"]).status_code == 410


@pytest.mark.parametrize("name", ["unit", "area"])
def test_a_name_that_values_show_is_told_of_with_their_indicator(
    client: Client, editor: User, name: str
) -> None:
    client.force_login(editor)
    value = make_observation(make_indicator(slug="trade"))
    make_observation(make_indicator(state="draft"))
    row = getattr(value, name)
    saved(client, url_of(row), opened(client, url_of(row)))
    assert ask(client)["results"] == []
    saved(client, url_of(row), opened(client, url_of(row)) | {"name_en": "Other"})
    assert [(row["kind"], row["slug"]) for row in ask(client)["results"]] == [("changed", "trade")]
    assert client.get("/api/v1/indicators/trade/").json()["observations"][0][name]["name"]["en"] == "Other"


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
