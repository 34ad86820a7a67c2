"""An open session alone changes nothing of how somebody signs in: the password is asked for, and the code."""

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from editorial.accounts import confirmation
from editorial.accounts.models import RecoveryCode
from editorial.workflow.models import AuditAction, AuditEntry
from tests.accounts.test_two_factor import code_of
from tests.desk_client import messages_of, opened, url_of

pytestmark = pytest.mark.django_db

CONFIRM = "/admin/account/confirm/"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that lets a quarter of an hour pass for what is asked to be recent."""
    return lambda: monkeypatch.setattr(confirmation, "VALID_FOR", dt.timedelta(0))


def sign_in(client: Client, user: User) -> None:
    given = {"username": user.username, "password": "secret", "next": "/admin/"}
    assert client.post(reverse("admin:login"), given).status_code == 302


def with_device(client: Client, user: User) -> None:
    sign_in(client, user)
    client.get(reverse("accounts:set-up"))
    assert client.post(reverse("accounts:set-up"), {"code": code_of(user)}).status_code == 200


def is_asked(response: Any) -> bool:
    return response.status_code == 302 and response["Location"].startswith(CONFIRM)


def test_an_open_session_changes_no_way_to_sign_in(client: Client, editor: User, later: Any) -> None:
    with_device(client, editor)
    device, codes = TOTPDevice.objects.get(), set(RecoveryCode.objects.values_list("digest", flat=True))
    later()
    new = {"old_password": "secret", "new_password1": "Long-enough-1948", "new_password2": "Long-enough-1948"}
    for url, given in (
        (reverse("accounts:set-up"), {"code": "123456"}),
        (reverse("accounts:change-two-factor"), {"remove": ""}),
        (reverse("accounts:change-two-factor"), {"renew": ""}),
        (reverse("admin:password_change"), new),
    ):
        response = client.post(url, given)
        assert is_asked(response), url
        assert "Nothing was changed" in " ".join(messages_of(response))
    for url in (reverse("accounts:set-up"), reverse("admin:password_change")):
        assert is_asked(client.get(url)), url
    assert TOTPDevice.objects.get() == device
    assert set(RecoveryCode.objects.values_list("digest", flat=True)) == codes
    editor.refresh_from_db()
    assert editor.check_password("secret")
    assert client.get(reverse("accounts:own")).status_code == 200, "what is only read stays open"
    assert client.get("/admin/").status_code == 200


def test_the_password_and_the_code_open_the_way(
    client: Client, editor: User, later: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_device(client, editor)
    later()
    asked = client.get(reverse("accounts:set-up"))
    assert parse_qs(urlsplit(asked["Location"]).query)["next"] == [reverse("accounts:set-up")]
    for given, why in (
        ({"password": "wrong", "code": code_of(editor, ahead=1)}, "password is not right"),
        ({"password": "secret", "code": "000000"}, "Invalid code"),
        ({"password": "secret"}, "required"),
    ):
        page = client.post(asked["Location"], given)
        assert page.status_code == 200
        assert why in page.content.decode(), given
        TOTPDevice.objects.update(throttling_failure_count=0)
    assert is_asked(client.get(reverse("accounts:set-up")))
    assert set(AuditEntry.objects.filter(action__in=(AuditAction.FAILED, AuditAction.CODE_FAILED)).values_list("action", flat=True)) == {
        AuditAction.FAILED, AuditAction.CODE_FAILED,
    }  # fmt: skip
    monkeypatch.undo()
    session = client.session
    session[confirmation.CONFIRMED_AT] = (timezone.now() - dt.timedelta(minutes=16)).isoformat()
    session.save()
    opened_again = client.post(asked["Location"], {"password": "secret", "code": code_of(editor, ahead=1)})
    assert (opened_again.status_code, opened_again["Location"]) == (302, reverse("accounts:set-up"))
    assert client.get(reverse("accounts:set-up")).status_code == 200
    codes = client.post(reverse("accounts:change-two-factor"), {"renew": ""})
    assert "<code>" in codes.content.decode()


def test_passwords_are_not_guessed_at_an_open_session(client: Client, editor: User, settings: Any) -> None:
    client.force_login(editor)
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        page = client.post(CONFIRM, {"password": "guess"})
    assert "Too many failed attempts" in page.content.decode()
    assert "Too many failed attempts" in client.post(CONFIRM, {"password": "secret"}).content.decode()


def test_an_administrator_confirms_before_accounts_are_changed(
    client: Client, administrator: User, editor: User
) -> None:
    client.force_login(administrator)
    given = {"password1": "Long-enough-1948", "password2": "Long-enough-1948", "usable_password": "true"}
    for user in (administrator, editor):
        assert is_asked(client.post(reverse("admin:auth_user_password_change", args=[user.pk]), given))
    assert is_asked(client.post(reverse("admin:auth_user_reset_two_factor", args=[editor.pk])))
    form = opened(client, url_of(editor)) | {"email": "other@example.org"}
    page = client.post(url_of(editor), form)
    assert page.status_code == 200
    assert CONFIRM in page.content.decode(), "says where to confirm"
    assert "other@example.org" in page.content.decode(), "keeps what was typed"
    assert (
        client.post(url_of(editor), form | {"email": editor.email, "first_name": "Айша"}).status_code == 302
    )
    assert client.post(CONFIRM, {"password": "secret"}).status_code == 302
    assert client.post(url_of(editor), form).status_code == 302
    editor.refresh_from_db()
    assert editor.email == "other@example.org"


def test_nobody_confirms_before_signing_in(client: Client) -> None:
    assert client.get(CONFIRM)["Location"].startswith(reverse("admin:login"))
