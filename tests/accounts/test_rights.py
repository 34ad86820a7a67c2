"""Rights of accounts and groups, as an administrator gives them."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.catalogues import LANGUAGES, translated
from tests.desk_client import list_url, url_of

pytestmark = pytest.mark.django_db


def test_rights_are_offered_in_the_language_of_the_page(
    client: Client, administrator: User, catalogues: None
) -> None:
    client.force_login(administrator)
    group = Group.objects.earliest("pk")
    for url in (url_of(administrator), url_of(group), list_url(Group, "add")):
        for language in LANGUAGES:
            right = " | ".join(translated(language, text) for text in ("Agreements", "agreement", "Change"))
            page = client.get(url, headers={"Accept-Language": language}).content.decode()
            assert right in page
            assert "| Can " not in page


def test_only_rights_are_offered_that_open_something(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    page = client.get(list_url(Group, "add"), headers={"Accept-Language": "en"}).content.decode()
    assert "Agreements | party | Add" in page
    assert "change counter" not in page
    assert "access attempt" not in page


def test_groups_are_named_by_their_roles_in_the_language_of_the_page(
    client: Client, administrator: User, catalogues: None
) -> None:
    client.force_login(administrator)
    Group.objects.create(name="Council")
    for url in (url_of(administrator), list_url(User), list_url(Group)):
        for language in ("ru", "kk", "az"):
            page = client.get(url, headers={"Accept-Language": language}).content.decode()
            named = re.findall(r">\s*([^<>]+?)\s*</(?:option|a|label|span)>", page)
            assert translated(language, "administrator") in named
            assert "Council" in named
            assert "publisher" not in named
