"""Limits of sign-in are shared by all processes."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.checks import run_checks
from django.test import Client

from tests.accounts.authenticator import add_app, code_of
from tests.desk_client import sign_in

BACKENDS = "django.core.cache.backends"
DATABASE = {
    "default": {"BACKEND": f"{BACKENDS}.db.DatabaseCache", "LOCATION": "cache_entries"},
    "memory": {"BACKEND": f"{BACKENDS}.locmem.LocMemCache"},
}


@pytest.mark.django_db
def test_failures_and_used_codes_are_counted_in_the_database(
    client: Client, editor: User, settings: Any
) -> None:
    settings.CACHES = DATABASE
    add_app(editor)
    first, second = Client(), Client()
    for half in (first, second):
        sign_in(half, "editor")
    code = code_of(editor)
    answers = [half.post("/admin/account/2fa/authenticate/", {"code": code}) for half in (first, second)]
    assert [answer.status_code for answer in answers] == [302, 200]
    for _time in range(5):
        sign_in(client, "editor", "wrong")
    assert "Too many failed attempts" in sign_in(client, "editor").content.decode()


@pytest.mark.parametrize(
    ("backend", "is_refused"),
    [("locmem.LocMemCache", True), ("dummy.DummyCache", True), ("db.DatabaseCache", False)],
)
def test_a_server_is_not_set_up_with_a_cache_of_each_process(
    settings: Any, backend: str, is_refused: bool
) -> None:
    settings.CACHES = {
        name: {"BACKEND": f"{BACKENDS}.{backend}", "LOCATION": "x"} for name in ("default", "memory")
    }
    found = {message.id for message in run_checks(tags=["security"], include_deployment_checks=True)}
    assert ("accounts.E001" in found) == is_refused
