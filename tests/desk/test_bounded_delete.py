"""The deletion page of the desk: what is deleted along with a row, and what prevents it."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client

from editorial.desk import bounded_delete
from editorial.topics.models import Topic
from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import list_url, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(monkeypatch: pytest.MonkeyPatch) -> Topic:
    """A topic of two texts, where two are too many to name."""
    monkeypatch.setattr(bounded_delete, "MAX_LISTED", 1)
    topic = factory.make_topic()
    for _ in range(2):
        factory.make_article(topics=(topic,))
    return topic


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_what_many_rows_hang_on_is_not_deleted_and_they_are_counted(
    client: Client, topic: Topic, role: Role
) -> None:
    client.force_login(factory.make_user(role))
    url = url_of(topic).replace("change", "delete")
    assert "more than 1" in client.get(url, headers={"Accept-Language": "en"}).content.decode()
    client.post(url, {"post": "yes"})
    client.post(
        list_url(Topic), {"action": "delete_selected", ACTION_CHECKBOX_NAME: [topic.pk], "post": "yes"}
    )
    assert Topic.objects.filter(pk=topic.pk).exists()


def test_what_few_rows_hang_on_is_deleted_after_they_were_named(client: Client, topic: Topic) -> None:
    client.force_login(factory.make_user(Role.EDITOR))
    other = factory.make_topic(slug="other")
    factory.make_article(slug="named", topics=(other,))
    url = url_of(other).replace("change", "delete")
    assert "more than" not in client.get(url, headers={"Accept-Language": "en"}).content.decode()
    client.post(url, {"post": "yes"})
    assert not Topic.objects.filter(pk=other.pk).exists()


def test_a_user_whose_name_stands_in_the_history_of_much_is_not_deleted(client: Client, topic: Topic) -> None:
    publisher = topic.articles.latest("pk").state_changes.latest("pk").actor
    client.force_login(factory.make_user(Role.ADMINISTRATOR))
    page = client.get(url_of(publisher).replace("change", "delete"), headers={"Accept-Language": "en"})
    assert "more than 1" in page.content.decode()


def test_ties_are_counted_by_what_they_tie_and_sources_are_named(client: Client) -> None:
    client.force_login(factory.make_user(Role.EDITOR))
    event = factory.make_event()
    event.topics.add(factory.make_topic())
    event.sources.create(document_title="Report, 20 октября")
    page = client.get(url_of(event, "delete"), headers={"Accept-Language": "en"}).content.decode()
    assert "Event – topic" in page
    assert "Report, 20 октября" in page
    assert " object (" not in page
    assert "relationship" not in page
