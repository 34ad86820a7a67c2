"""Who finds a weakness is told whom to write to."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


def test_security_txt_names_a_contact_and_a_day_on_which_it_ends(client: Client, settings: Any) -> None:
    assert client.get(ADDRESS).status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    answer = client.get(ADDRESS)
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"].endswith(ADDRESS)
    ends = dt.datetime.fromisoformat(fields["Expires"]) - dt.datetime.now(dt.UTC)
    assert dt.timedelta(days=30) < ends < dt.timedelta(days=365)
