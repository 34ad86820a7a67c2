"""The log of changes at the desk."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from editorial.records import services as records
from editorial.records.models import Change, ChangeKind
from tests.desk_client import list_url, url_of
from tests.factory import make_change, make_event, make_topic

pytestmark = pytest.mark.django_db


def test_the_log_links_to_the_rows_and_is_narrowed_by_kind_resource_and_day(
    client: Client, publisher: User
) -> None:
    event, topic = make_event(slug="visit"), make_topic(slug="oil")
    records.withdraw(event, by=publisher, reason="Повтор записи")
    make_change(topic)
    make_change(topic, ChangeKind.DELETED)
    client.force_login(publisher)
    page = client.get(list_url(Change)).content.decode()
    assert url_of(event) in page
    assert "Повтор записи" in page
    for query, positions in {
        "": [3, 2, 1],
        "?kind__exact=withdrawn": [1],
        "?at_from=no-day": [3, 2, 1],
        "?type=topic": [3, 2],
        "?at_from=2100-01-01": [],
        "?at_from=01.02.2020&at_to=2100-01-01": [3, 2, 1],
    }.items():
        found = client.get(list_url(Change) + query).context["cl"].queryset
        assert [change.position for change in found] == positions, query


def test_nobody_writes_the_log(client: Client, administrator: User) -> None:
    change = make_change()
    client.force_login(administrator)
    assert client.get(url_of(change)).status_code == 200
    assert client.post(url_of(change), {"note": "x"}).status_code == 403
    assert client.get(url_of(change, "delete")).status_code == 403
    assert client.get(list_url(Change, "add")).status_code == 403


def test_editors_have_no_log(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert client.get(list_url(Change)).status_code == 403
