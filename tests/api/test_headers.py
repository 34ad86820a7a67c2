"""Headers of every answer: validators, limits, licence, request id, cross-origin access."""

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from editorial.api import throttling
from editorial.api.models import ApiKey
from editorial.records import changelog
from editorial.records.models import Change, ChangeKind
from tests.factory import make_change, make_topic

pytestmark = pytest.mark.django_db
TOPICS = "/api/v1/topics/"


def make_key(**given: Any) -> tuple[ApiKey, str]:
    key = ApiKey(name="Библиотека", **given)
    return key, key.issue()


def test_an_answer_that_the_reader_has_already_is_not_sent_again(client: Client) -> None:
    topic = make_topic()
    first = client.get(TOPICS)
    again = client.get(TOPICS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    topic.name_ru = "Другое"
    topic.save()
    assert client.get(TOPICS, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_time_of_the_last_change_is_sent_and_respected(client: Client) -> None:
    make_change()
    Change.objects.update(at=dt.datetime.now(dt.UTC) - dt.timedelta(seconds=10))
    first = client.get(TOPICS)
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(TOPICS, headers=since).status_code == 304
    changelog.record_change(make_topic(), ChangeKind.CREATED)
    fresh = client.get(TOPICS, headers=since)
    assert fresh.status_code == 200
    assert "Last-Modified" not in fresh


def test_caches_scripts_and_people_are_informed_of_what_they_may(client: Client) -> None:
    answer = client.get(TOPICS, headers={"Origin": "https://example.org", "X-Request-ID": "abc-1"})
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    assert answer["X-Request-ID"] == "abc-1"
    assert 'rel="license"' in answer["Link"]
    assert answer["Attribution"]
    assert len(client.get(TOPICS, headers={"X-Request-ID": "a b\n"})["X-Request-ID"]) == 36


def test_a_script_may_ask_first(client: Client) -> None:
    answer = client.options(
        TOPICS, headers={"Origin": "https://a.org", "Access-Control-Request-Method": "GET"}
    )
    assert answer.status_code == 204
    assert "GET" in answer["Access-Control-Allow-Methods"]
    assert {"X-API-Key", "Range"} <= set(answer["Access-Control-Allow-Headers"].split(", "))


def test_long_answers_are_packed(client: Client) -> None:
    for _ in range(20):
        make_topic()
    answer = client.get(TOPICS, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    same = client.get(TOPICS, headers={"Accept-Encoding": "gzip", "If-None-Match": answer["ETag"]})
    assert same.status_code == 304


def test_who_asks_too_often_has_to_wait(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "COUNTS", throttling.ProcessCounts())
    settings.API_ANONYMOUS_LIMIT = 2
    first = client.get(TOPICS)
    assert first["RateLimit-Policy"] == '"anonymous";q=2;w=3600'
    assert first["RateLimit"].startswith('"anonymous";r=1;t=')
    client.get(TOPICS)
    refused = client.get(TOPICS)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 3600
    assert refused["Content-Type"] == "application/problem+json"
    assert client.get(TOPICS, REMOTE_ADDR="10.0.0.7").status_code == 200


def test_a_key_has_a_limit_of_its_own(client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "COUNTS", throttling.ProcessCounts())
    settings.API_ANONYMOUS_LIMIT = 0
    key, secret = make_key(hourly_limit=1)
    bearer = {"Authorization": f"Bearer {secret}"}
    assert client.get(TOPICS).status_code == 429
    assert client.get(TOPICS, headers=bearer).status_code == 200
    assert client.get(TOPICS, headers={"X-API-Key": secret}).status_code == 429
    key.refresh_from_db()
    assert key.used_on is not None


def test_a_key_is_stored_as_a_digest_and_shown_once(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))
    page = client.post(
        reverse("admin:api_apikey_add"),
        {"name": "Архив", "contact": "", "hourly_limit": "100", "_save": "1"},
        follow=True,
    ).content.decode()
    key = ApiKey.objects.get()
    secret = next(iter(re.findall(r"rel_[\w-]{43}", page)))
    assert ApiKey.objects.of(secret) == key
    stored = [str(getattr(key, field.attname)) for field in ApiKey._meta.concrete_fields]
    assert not any(secret in value for value in stored)
    again = client.get(reverse("admin:api_apikey_change", args=[key.pk])).content.decode()
    assert secret not in again


def test_a_revoked_or_unknown_key_is_refused(client: Client) -> None:
    key, secret = make_key()
    client.force_login(User.objects.create_superuser("root"))
    client.post(reverse("admin:api_apikey_changelist"), {"action": "revoke", "_selected_action": key.pk})
    for wrong in (secret, "rel_unknown"):
        answer = client.get(TOPICS, headers={"Authorization": f"Bearer {wrong}"})
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
    assert client.get(reverse("root"), headers={"Authorization": f"Bearer {secret}"}).status_code == 302


def test_each_form_of_an_answer_has_a_tag_of_its_own(client: Client) -> None:
    make_topic()
    forms = [
        client.get(TOPICS + query, headers=headers)
        for query, headers in (
            ("", {}), ("?lang=en", {}), ("?fields=slug", {}), ("", {"Accept": "text/csv"}),
        )
    ]  # fmt: skip
    assert len({form["ETag"] for form in forms}) == 4
    again = client.get(TOPICS, headers={"If-None-Match": forms[0]["ETag"], "Accept": "text/csv"})
    assert again.status_code == 200
    assert [form["Content-Language"] for form in forms[:2]] == ["ru, kk, az, en", "en"]
    assert all("Accept" in form["Vary"] for form in forms)
