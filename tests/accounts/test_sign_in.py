"""Failures are counted for a name and an address, and the one who waits is told until when."""

import datetime as dt
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from editorial.workflow.models import AuditAction, AuditEntry

pytestmark = pytest.mark.django_db


def attempt(client: Client, password: str, *, address: str = "192.0.2.1", name: str = "editor") -> str:
    """Try to sign in; return the refusal, nothing when the desk opened."""
    response = client.post(
        reverse("admin:login"), {"username": name, "password": password}, REMOTE_ADDR=address
    )
    return "" if response.status_code == 302 else " ".join(response.context["form"].non_field_errors())


def fail(client: Client, times: int) -> str:
    return [attempt(client, "wrong") for _time in range(times)][-1]


def test_the_fifth_failure_closes_the_desk_for_that_name_and_address(client: Client, editor: User) -> None:
    assert "Try again" not in fail(client, 4)
    assert "Too many failed attempts. Try again at" in fail(client, 1)
    assert "Too many failed attempts. Try again at" in attempt(client, "secret"), (
        "the right password does not open it either"
    )
    assert attempt(Client(), "secret", address="192.0.2.2") == "", "others are not locked out with it"
    assert (
        AuditEntry.objects.filter(action=AuditAction.FAILED, actor_name="editor", address="192.0.2.1").count()
        == 5
    )
    assert AuditEntry.objects.filter(action=AuditAction.LOCKED).count() == 1


def test_the_desk_opens_again_when_the_time_is_over(client: Client, editor: User, settings: Any) -> None:
    fail(client, 5)
    AccessAttempt.objects.update(attempt_time=dt.datetime.now(dt.UTC) - settings.AXES_COOLOFF_TIME)
    assert attempt(client, "secret") == ""


def test_success_forgets_earlier_failures(client: Client, editor: User) -> None:
    fail(client, 4)
    assert attempt(client, "secret") == ""
    assert "Try again" not in fail(Client(), 4)


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(
    client: Client, editor: User, settings: Any
) -> None:
    settings.BEHIND_PROXY = True
    client.post(
        reverse("admin:login"),
        {"username": "editor", "password": "wrong"},
        headers={"X-Forwarded-For": "198.51.100.9, 203.0.113.7"},
    )
    assert AuditEntry.objects.get(action=AuditAction.FAILED).address == "203.0.113.7"


def test_signing_in_goes_on_to_the_page_that_was_asked_for(client: Client, editor: User) -> None:
    asked = "/admin/articles/article/"
    to_sign_in = client.get(asked)["Location"]
    response = client.post(to_sign_in, {"username": "editor", "password": "secret"})
    assert response["Location"] == asked
    elsewhere = Client().post(
        reverse("admin:login"), {"username": "editor", "password": "secret", "next": "https://evil.example/"}
    )
    assert elsewhere["Location"] == reverse("admin:index")
