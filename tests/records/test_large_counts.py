"""In a large database counts of the desk may be a minute old; those that readers see are exact."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editorial.experts.models import Expert
from editorial.records import large_counts
from editorial.topics.models import Topic
from editorial.workflow.roles import Role
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    caches["memory"].clear()
    yield
    caches["memory"].clear()


def experts(client: Client) -> list[str]:
    return [row.slug for row in client.get("/en/experts/").context["page_obj"]]


def test_a_small_list_shows_what_was_published_a_moment_ago(client: Client) -> None:
    factory.make_expert(slug="first")
    assert experts(client) == ["first"]
    factory.make_expert(slug="second")
    assert sorted(experts(client)) == ["first", "second"]


@pytest.mark.django_db(transaction=True)
def test_a_large_list_is_put_in_order_once_in_each_state_of_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_counts, "MIN_ROWS", 1)
    factory.make_expert(slug="first")
    assert [experts(client) for _time in range(3)] == [["first"]] * 3
    with CaptureQueriesContext(connection) as again:
        experts(client)
    factory.make_expert(slug="second")
    assert sorted(experts(client)) == ["first", "second"]
    Expert.objects.filter(slug="second").update(family_name="Абаева")
    with CaptureQueriesContext(connection) as fresh:
        assert sorted(experts(client)) == ["first", "second"]
    assert len(fresh) == len(again) + 1  # the reading of all names


def test_what_was_withdrawn_is_not_shown_from_an_order_of_before(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_counts, "MIN_ROWS", 1)
    factory.make_expert(slug="first")
    gone = factory.make_expert(slug="second")
    assert sorted(experts(client)) == ["first", "second"]
    type(gone).objects.filter(pk=gone.pk).update(state="draft")
    assert experts(client) == ["first"]


def test_the_matrix_of_a_large_kind_counts_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Client()
    desk.force_login(factory.make_user(Role.EDITOR))

    def missing() -> int:
        page = desk.get("/admin/translations/translation/", {"kind": "topic"})
        return int(dict(page.context["counts"])["en"]["missing"])

    def add() -> None:
        Topic.objects.create(slug=f"topic-{Topic.objects.count()}", name_ru="Порты")

    add()
    assert missing() == 1
    add()
    assert missing() == 2
    monkeypatch.setattr(large_counts, "MIN_ROWS", 1)
    assert missing() == 2
    add()
    assert missing() == 2
