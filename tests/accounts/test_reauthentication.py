"""Changes of an account need the password and the code again, even in an open session."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from editorial.queue.retries import wait_after
from editorial.workflow.models import AuditAction, AuditEntry
from tests import factory
from tests.accounts.authenticator import add_app, code_of
from tests.desk_client import confirm, messages_of, opened, sign_in, url_of
from tests.workers import DATABASE_QUEUE, work_off

pytestmark = pytest.mark.django_db

CONFIRM = "/admin/account/reauthenticate/"
NEW = {"oldpassword": "secret", "password1": "Long-enough-1948", "password2": "Long-enough-1948"}


def needs_confirmation(response: Any) -> bool:
    return response.status_code == 302 and response["Location"].startswith(CONFIRM)


@pytest.fixture
def late(client: Client, editor: User) -> Client:
    """Return a browser in which an editor with an app signed in a quarter of an hour ago."""
    add_app(editor)
    client.force_login(editor)
    confirm(client, minutes_ago=15.1)
    return client


def test_an_open_session_changes_no_way_to_sign_in(late: Client, editor: User) -> None:
    for name, given in (
        ("mfa_deactivate_totp", {}),
        ("mfa_generate_recovery_codes", {}),
        ("mfa_add_webauthn", {"name": "Key"}),
        ("account_email", {"email": "other@example.org", "action_add": ""}),
        ("account_change_password", NEW),
    ):
        assert needs_confirmation(late.post(reverse(name), given)), name
    for name in (
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "account_change_password",
    ):
        assert needs_confirmation(late.get(reverse(name))), name
    assert [one.type for one in Authenticator.objects.all()] == ["totp"]
    assert not EmailAddress.objects.exists()
    editor.refresh_from_db()
    assert editor.check_password("secret")
    assert late.get(reverse("mfa_index")).status_code == 200, "what is only read stays open"
    assert late.get("/admin/").status_code == 200


def test_a_password_that_was_sent_is_stored_in_no_session(late: Client) -> None:
    response = late.post(reverse("account_change_password"), NEW)
    assert "Nothing was changed" in " ".join(messages_of(response))
    assert not any("Long-enough" in str(one.get_decoded()) for one in Session.objects.all())


def test_the_password_and_the_code_open_the_way(late: Client, editor: User) -> None:
    first_response = late.get(reverse("mfa_generate_recovery_codes"))
    assert parse_qs(urlsplit(first_response["Location"]).query)["next"] == [
        reverse("mfa_generate_recovery_codes")
    ]
    for given, why in (
        ({"password": "wrong", "code": code_of(editor)}, "Incorrect password"),
        ({"password": "secret", "code": "000000"}, "Incorrect code"),
        ({"password": "secret"}, "required"),
    ):
        page = late.post(first_response["Location"], given)
        assert page.status_code == 200
        assert why in page.content.decode(), given
    assert needs_confirmation(late.get(reverse("mfa_generate_recovery_codes")))
    noted = AuditEntry.objects.filter(action__in=(AuditAction.FAILED, AuditAction.CODE_FAILED))
    assert sorted(noted.values_list("action", flat=True)) == [AuditAction.CODE_FAILED, AuditAction.FAILED]
    # The code was not spent by the wrong password.
    again = late.post(first_response["Location"], {"password": "secret", "code": code_of(editor)})
    assert (again.status_code, again["Location"]) == (302, reverse("mfa_generate_recovery_codes"))
    assert late.get(reverse("mfa_generate_recovery_codes")).status_code == 200


def test_passwords_are_not_guessed_at_an_open_session(client: Client, editor: User) -> None:
    client.force_login(editor)
    for _attempt in range(5):
        client.post(CONFIRM, {"password": "guess"})
    assert "Too many failed attempts" in client.post(CONFIRM, {"password": "secret"}).content.decode()


def test_an_administrator_confirms_before_accounts_are_changed(
    client: Client, administrator: User, editor: User
) -> None:
    client.force_login(administrator)
    given = {"password1": "Long-enough-1948", "password2": "Long-enough-1948", "usable_password": "true"}
    for user in (administrator, editor):
        assert needs_confirmation(
            client.post(reverse("admin:auth_user_password_change", args=[user.pk]), given)
        )
    assert needs_confirmation(client.post(reverse("admin:auth_user_reset_two_factor", args=[editor.pk])))
    form = opened(client, url_of(editor)) | {"email": "Other@example.org"}
    page = client.post(url_of(editor), form)
    assert page.status_code == 200
    assert CONFIRM in page.content.decode(), "says where to confirm"
    assert "Other@example.org" in page.content.decode(), "keeps what was typed"
    changed_form = form | {"email": editor.email, "first_name": "Айша"}
    assert client.post(url_of(editor), changed_form).status_code == 302
    assert client.post(CONFIRM, {"password": "secret"}).status_code == 302
    assert client.post(url_of(editor), form).status_code == 302
    editor.refresh_from_db()
    assert editor.email == "other@example.org"
    address = EmailAddress.objects.get(user=editor)
    assert (address.email, address.verified, address.primary) == ("other@example.org", True, True)


def test_two_accounts_have_no_address_in_common(client: Client, administrator: User, editor: User) -> None:
    User.objects.filter(pk=administrator.pk).update(email="Chief@example.org")
    client.force_login(administrator)
    confirm(client)
    form = opened(client, url_of(editor)) | {"email": "chief@EXAMPLE.org"}
    assert "Another account has this e-mail." in client.post(url_of(editor), form).content.decode()


def test_a_password_that_an_administrator_sets_ends_the_sessions_under_the_old_one(
    client: Client, administrator: User, editor: User
) -> None:
    theirs = Client()
    sign_in(theirs, "editor")
    client.force_login(administrator)
    confirm(client)
    given = {"password1": "Long-enough-1948", "password2": "Long-enough-1948", "usable_password": "true"}
    assert client.post(reverse("admin:auth_user_password_change", args=[editor.pk]), given).status_code == 302
    assert theirs.get("/admin/").status_code == 302
    assert client.get("/admin/").status_code == 200


def test_the_own_address_changes_when_the_new_one_is_confirmed(
    client: Client, editor: User, settings: Any
) -> None:
    settings.TASKS = DATABASE_QUEUE
    User.objects.filter(pk=editor.pk).update(email="old@example.org")
    EmailAddress.objects.create(user=editor, email="old@example.org", verified=True, primary=True)
    sign_in(client, "editor")
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    editor.refresh_from_db()
    assert editor.email == "old@example.org"
    work_off()
    letter = next(one for one in mail.outbox if one.to == ["new@example.org"])
    link = next(word for word in str(letter.body).split() if "/confirm-email/" in word)
    client.post(link.partition("testserver")[2])
    editor.refresh_from_db()
    assert editor.email == "new@example.org"
    assert [one.email for one in EmailAddress.objects.filter(user=editor)] == ["new@example.org"]
    assert AuditEntry.objects.get(action=AuditAction.EMAIL).detail == "old@example.org → new@example.org"


def test_a_letter_tells_of_a_change_to_the_account(client: Client, editor: User, settings: Any) -> None:
    settings.TASKS = DATABASE_QUEUE
    User.objects.filter(pk=editor.pk).update(email="aida@example.org")
    EmailAddress.objects.create(user=editor, email="aida@example.org", verified=True, primary=True)
    sign_in(client, "editor")
    assert client.post(reverse("account_change_password"), NEW).status_code == 302
    assert mail.outbox == [], "the page waits for no mail server"
    work_off()
    (letter,) = mail.outbox
    assert letter.to == ["aida@example.org"]
    assert "Your password has been changed." in str(letter.body)
    assert "127.0.0.1" in str(letter.body)
    assert client.get("/admin/").status_code == 200, "this session goes on"


def test_a_letter_that_cannot_be_sent_undoes_no_change_and_is_sent_later(
    client: Client, editor: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any) -> None:
        raise ConnectionRefusedError

    settings.TASKS = DATABASE_QUEUE
    EmailAddress.objects.create(user=editor, email="aida@example.org", verified=True, primary=True)
    User.objects.filter(pk=editor.pk).update(email="aida@example.org")
    sign_in(client, "editor")
    with monkeypatch.context() as down:
        down.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
        assert client.post(reverse("account_change_password"), NEW).status_code == 302
        work_off()
    editor.refresh_from_db()
    assert editor.check_password("Long-enough-1948")
    assert DBTaskResult.objects.get().status == "FAILED"
    DBTaskResult.objects.update(finished_at=timezone.now() - wait_after(1))
    call_command("publish_scheduled")
    work_off()
    assert [letter.to for letter in mail.outbox] == [["aida@example.org"]]


def test_nobody_confirms_before_signing_in(client: Client) -> None:
    assert client.get(CONFIRM)["Location"].startswith(reverse("account_login"))


def test_keys_of_the_api_have_nothing_to_do_with_it(client: Client, settings: Any) -> None:
    settings.TWO_FACTOR_REQUIRED = True
    factory.make_topic()
    assert client.get("/api/v1/topics/").status_code == 200
