"""In a large database some numbers may be a minute old; in a small one they are counted each time."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from editorial.records import large_counts
from editorial.topics.models import Topic
from editorial.workflow.roles import Role
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def experts(client: Client) -> list[str]:
    return [row.slug for row in client.get("/en/experts/").context["page_obj"]]


def test_a_small_list_shows_what_was_published_a_moment_ago(client: Client) -> None:
    factory.make_expert(slug="first")
    assert experts(client) == ["first"]
    factory.make_expert(slug="second")
    assert sorted(experts(client)) == ["first", "second"]


def test_a_large_list_is_put_in_order_once_a_minute(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_counts, "MIN_ROWS", 1)
    factory.make_expert(slug="first")
    assert experts(client) == ["first"]
    factory.make_expert(slug="second")
    assert experts(client) == ["first"]
    cache.clear()
    assert sorted(experts(client)) == ["first", "second"]


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
