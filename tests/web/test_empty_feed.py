"""A feed without entries is byte for byte the same each time, so that what is kept is what would be built again."""

import re

import pytest
from django.test import Client
from django.utils import timezone


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_feed_without_entries_is_of_the_day(client: Client, form: str) -> None:
    text = client.get(f"/ru/agreements/feed/?format={form}").content.decode()
    found = re.search(r"<(?:updated|lastBuildDate)>([^<]+)<", text)
    assert found
    assert "00:00:00" in found.group(1)
    assert f"{timezone.localdate().day:02}" in found.group(1)
