"""A copy of the database, updated from the change feed."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import CASCADE
from django.test import Client

from editorial.articles.models import Article, Edition
from editorial.mentions.models import Mention
from editorial.records import changelog
from editorial.records import services as records
from editorial.records.changelog.dependents import DEPENDENTS
from editorial.records.models import ChangeKind
from editorial.workflow.roles import Role
from tests.desk_client import opened, saved, url_of
from tests.factory import (
    make_agreement,
    make_article,
    make_event,
    make_expert,
    make_indicator,
    make_observation,
    make_organisation,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


def fetch(client: Client, query: str = "", status: int = 200) -> dict[str, Any]:
    answer = client.get(f"/api/v1/changes/{query}")
    assert answer.status_code == status, answer.content
    return dict(answer.json())


def test_a_change_tells_what_happened_and_where_to_look(client: Client) -> None:
    agreement = make_agreement(slug="transit")
    records.withdraw(agreement, by=make_user(Role.PUBLISHER), reason="Повтор")
    answer = fetch(client)
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
def test_a_name_that_values_show_is_listed_with_their_indicator(
    client: Client, editor: User, name: str
) -> None:
    client.force_login(editor)
    value = make_observation(make_indicator(slug="trade"))
    make_observation(make_indicator(state="draft"))
    row = getattr(value, name)
    saved(client, url_of(row), opened(client, url_of(row)))
    assert fetch(client)["results"] == []
    saved(client, url_of(row), opened(client, url_of(row)) | {"name_en": "Other"})
    assert [(row["kind"], row["slug"]) for row in fetch(client)["results"]] == [("changed", "trade")]
    assert client.get("/api/v1/indicators/trade/").json()["observations"][0][name]["name"]["en"] == "Other"


def test_changes_are_filtered_by_position_time_type_and_kind(client: Client) -> None:
    topic, event = make_topic(), make_event()
    changelog.record_change(topic, ChangeKind.CREATED)
    changelog.record_change(event, ChangeKind.PUBLISHED)
    changelog.record_change(event, ChangeKind.WITHDRAWN)
    assert [row["position"] for row in fetch(client, "?since=1")["results"]] == [2, 3]
    assert [row["position"] for row in fetch(client, "?since=2020-01-01")["results"]] == [1, 2, 3]
    assert fetch(client, "?since=2120-01-01T00:00:00Z")["results"] == []
    assert [row["position"] for row in fetch(client, "?type=topic,expert")["results"]] == [1]
    filtered = fetch(client, "?kind=published&limit=1")
    assert (filtered["next_since"], filtered["more"]) == (3, False)


def test_the_next_page_is_named_in_a_link(client: Client) -> None:
    for _ in range(3):
        changelog.record_change(make_topic(), ChangeKind.CREATED)
    answer = client.get("/api/v1/changes/?limit=2")
    assert answer.json()["more"] is True
    assert '<http://testserver/api/v1/changes/?limit=2&since=2>; rel="next"' in answer["Link"]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?since=5", "is later than the last change"),
        ("?since=yesterday", "yesterday"),
        ("?since=-1", "-1"),
        ("?since=9999999999999999999999", "is later than the last change"),
        ("?limit=0", "limit"),
        ("?limit=100000", "limit"),
        ("?kind=lost", "lost"),
        ("?sinse=0", "Did you mean “since”"),
    ],
)
def test_what_is_wrong_is_named(client: Client, query: str, named: str) -> None:
    assert named in str(fetch(client, query, 400))


def named_in(client: Client, since: int) -> set[tuple[str, str]]:
    return {(row["type"], row["slug"]) for row in fetch(client, f"?since={since}")["results"]}


def test_who_shows_a_row_is_named_when_it_is_renamed_and_withdrawn(
    client: Client, administrator: User
) -> None:
    expert, body = make_expert(slug="karimova"), make_organisation(slug="institute")
    article = make_article(slug="corridor")
    article.contributions.create(expert=expert, role="author")
    make_agreement(slug="transit", parties=("AZ", body))
    changelog.record_save(expert), changelog.record_save(body)
    client.force_login(administrator)
    since = changelog.last_position()
    saved(client, url_of(expert), opened(client, url_of(expert)) | {"family_name_ru": "Алиева"})
    assert named_in(client, since) == {("expert", "karimova"), ("article", "corridor")}
    since = changelog.last_position()
    records.withdraw(body, by=administrator, reason="Повтор")
    assert named_in(client, since) == {("organisation", "institute"), ("agreement", "transit")}
    # What others do not show of it says nothing of them.
    since = changelog.last_position()
    saved(client, url_of(expert), opened(client, url_of(expert)) | {"orcid": "0000-0002-1825-0097"})
    assert named_in(client, since) == {("expert", "karimova")}


def test_who_showed_a_row_is_named_when_the_tie_is_cut_or_the_row_deleted(client: Client) -> None:
    event, agreement, topic = make_event(slug="visit"), make_agreement(slug="transit"), make_topic(slug="oil")
    agreement.topics.add(topic)
    event.outcomes.create(agreement=agreement, kind="signed")
    changelog.record_save(event)
    since = changelog.last_position()
    event.outcomes.all().delete()
    changelog.record_save(event)
    assert named_in(client, since) == {("event", "visit"), ("agreement", "transit")}
    since = changelog.last_position()
    changelog.record_deletion(topic)
    topic.delete()
    assert named_in(client, since) == {("topic", "oil"), ("agreement", "transit")}


def test_an_expert_who_is_not_seen_but_named_is_followed(client: Client) -> None:
    hidden = make_expert(state="draft")
    make_article(slug="corridor").contributions.create(expert=hidden, role="author")
    since = changelog.last_position()
    hidden.family_name_ru = "Алиева"
    hidden.save()
    changelog.record_save(hidden)
    assert named_in(client, since) == {("article", "corridor")}


# Ties that no answer shows, by what holds them.
UNSEEN = {
    "expert: articles.ExpertSource.edition",
    "mechanism: events.Mechanism.collections",
    "organisation: experts.Organisation.parent",
}


def test_every_tie_between_rows_is_followed_or_named_as_unseen() -> None:
    """By a relation, by a line of its own, or by the edition that a line names."""
    unseen = set()
    for holder in DEPENDENTS:
        lines = [one.related_model for one in holder._meta.related_objects if one.on_delete is CASCADE]
        for each in (holder, *lines):
            for field in each._meta.get_fields():
                if not (field.is_relation and field.concrete) or each is Mention:
                    continue
                model = Article if field.related_model is Edition else field.related_model
                owns = each is not holder and model is holder
                if model in DEPENDENTS and not owns and holder not in DEPENDENTS[model]:
                    unseen.add(f"{holder._meta.model_name}: {each._meta.label}.{field.name}")
    assert unseen == UNSEEN
