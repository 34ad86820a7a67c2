"""The Content-Security-Policy: a public page loads only our own files and listed styles."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import factory
from tests.pages import PAGES, demo_answer

pytestmark = pytest.mark.django_db

POLICY = "Content-Security-Policy"


def policy_of(client: Client, address: str) -> dict[str, list[str]]:
    """Return the directives of an answer by name."""
    parts = client.get(address)[POLICY].split("; ")
    return {name: sources for name, *sources in (part.split() for part in parts)}


@pytest.mark.parametrize("address", ["/ru/", "/ru/nothing/", "/en/search/?q=a", "/api/v1/", "/robots.txt"])
def test_a_public_page_allows_no_code_in_it_and_no_frame_around_it(client: Client, address: str) -> None:
    policy = policy_of(client, address)
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["object-src"] == policy["base-uri"] == ["'none'"]
    assert not any("unsafe" in source for sources in policy.values() for source in sources)


def test_a_page_that_has_not_changed_keeps_its_policy(client: Client) -> None:
    first, again = client.get("/en/"), client.get("/en/")
    assert first[POLICY] == again[POLICY]
    assert "nonce" not in first[POLICY]


def test_no_public_page_has_code_in_its_attributes_or_scripts_of_its_own(demo_record: None) -> None:
    for name, address in PAGES.items():
        page = demo_answer("ru", address).content.decode()
        assert not re.search(r"<[^>]*\s(on[a-z]+|style)=", page), name
        assert not re.search(r"<script(?![^>]*(src=|application/ld\+json))", page), name


def test_only_an_embeddable_figure_may_stand_in_frames_of_others(client: Client) -> None:
    indicator = factory.make_indicator()
    address = indicator.get_absolute_url()
    assert policy_of(client, f"{address}embed/")["frame-ancestors"] == ["*"]
    assert policy_of(client, address)["frame-ancestors"] == ["'none'"]


def test_the_desk_runs_no_inline_scripts(client: Client, editor: User) -> None:
    client.force_login(editor)
    policy = policy_of(client, "/admin/")
    own, evaluated, import_map = policy["script-src"]
    assert (own, evaluated) == ("'self'", "'unsafe-eval'")
    assert import_map.startswith("'sha256-")
    assert policy["frame-ancestors"] == ["'none'"]
