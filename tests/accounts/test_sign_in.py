"""Failed sign-ins are counted by name and address, and the waiting time is shown."""

import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from editorial.workflow.models import AuditAction, AuditEntry
from tests.catalogues import LANGUAGES, translated
from tests.desk_client import sign_in
from tests.workers import DATABASE_QUEUE, work_off

pytestmark = pytest.mark.django_db
LOCKED = "Too many failed attempts. Try again in 15 min."


def attempt(client: Client, password: str, *, address: str = "192.0.2.1", name: str = "editor") -> str:
    """Try to sign in; return the refusal, nothing when the desk opened."""
    response = sign_in(client, name, password, REMOTE_ADDR=address)
    return "" if response.redirect_chain else " ".join(response.context["form"].non_field_errors())


def fail(client: Client, times: int) -> str:
    return [attempt(client, "wrong") for _time in range(times)][-1]


def test_after_five_failures_the_desk_is_closed_to_that_name_and_address(
    client: Client, editor: User
) -> None:
    assert "Try again" not in fail(client, 5)
    assert attempt(client, "secret") == LOCKED, "the right password does not open it either"
    assert attempt(Client(), "secret", address="192.0.2.2") == "", "others are not locked out with it"
    failed = AuditEntry.objects.filter(action=AuditAction.FAILED, actor_name="editor", address="192.0.2.1")
    assert failed.count() == 5
    assert AuditEntry.objects.filter(action=AuditAction.LOCKED).count() == 1


def test_an_address_that_tries_many_names_is_closed_too(client: Client, editor: User) -> None:
    for number in range(50):
        assert attempt(client, "wrong", name=f"nobody-{number}") != LOCKED
        cache.delete("allauth:rl:allauth.account:login:30/60/ip:ip:192.0.2.1")  # the limit of a minute
    assert attempt(client, "secret") == LOCKED


def test_the_refusal_is_in_the_language_of_the_page(client: Client, editor: User, catalogues: None) -> None:
    fail(client, 5)
    for language in LANGUAGES:
        client.cookies["django_language"] = language
        shown = attempt(client, "secret")
        with translation.override(language):
            assert shown == translated(
                language, "Too many failed attempts. Try again in {minutes} min."
            ).format(minutes=15)


def test_the_desk_opens_again_when_the_time_is_over(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(client, 5)
    now = time.time()
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now + 15 * 60 + 1)
    assert attempt(client, "secret") == ""


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(
    client: Client, editor: User, settings: Any
) -> None:
    settings.BEHIND_PROXY = True
    forwarded = {"X-Forwarded-For": "198.51.100.9, 203.0.113.7"}
    for _time in range(5):
        sign_in(client, "editor", "wrong", headers=forwarded)
    assert AuditEntry.objects.filter(action=AuditAction.FAILED, address="203.0.113.7").count() == 5
    assert not sign_in(client, "editor", headers=forwarded).redirect_chain
    # What the visitor claims does not count.
    elsewhere = {"X-Forwarded-For": "203.0.113.7, 198.51.100.9"}
    assert sign_in(client, "editor", headers=elsewhere).redirect_chain


def test_signing_in_goes_on_to_the_page_that_was_requested(client: Client, editor: User) -> None:
    requested = "/admin/articles/article/"
    page = client.get(requested, follow=True)
    assert page.redirect_chain[-1][0].startswith(reverse("account_login"))
    given = {"login": "editor", "password": "secret"}
    response = client.post(page.redirect_chain[-1][0], given)
    assert response["Location"] == requested
    elsewhere = Client().post(reverse("account_login"), {**given, "next": "https://evil.example/"})
    assert elsewhere["Location"] == reverse("admin:index")


def test_old_addresses_lead_to_the_new_ones(client: Client, editor: User) -> None:
    to_sign_in = client.get("/admin/login/?next=/admin/events/event/")
    assert to_sign_in["Location"] == f"{reverse('account_login')}?next=/admin/events/event/"
    client.force_login(editor)
    for old, name in (
        ("password_change/", "account_change_password"), ("account/", "mfa_index"),
        ("account/two-factor/", "mfa_index"),
    ):  # fmt: skip
        assert client.get(f"/admin/{old}")["Location"] == reverse(name)
    assert client.post("/admin/logout/")["Location"] == reverse("account_login")
    assert client.get("/admin/").status_code == 302
    assert AuditEntry.objects.filter(action=AuditAction.SIGNED_OUT, actor=editor).count() == 1


def test_an_e_mail_signs_in_in_whatever_case_it_is_typed(client: Client, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(email="aida@example.org")
    EmailAddress.objects.create(user=editor, email="aida@example.org", verified=True, primary=True)
    assert attempt(Client(), "secret", name="Aida@Example.ORG") == ""
    assert attempt(Client(), "secret", name="editor") == ""


def test_the_address_of_an_account_that_a_command_made_is_taken_over(client: Client) -> None:
    root = User.objects.create_superuser("root", "Root@example.org", "secret")
    assert attempt(Client(), "secret", name="root") == ""
    assert EmailAddress.objects.get(user=root).email == "root@example.org"
    assert attempt(Client(), "secret", name="ROOT@example.org") == ""


def test_nobody_signs_up(client: Client) -> None:
    given = {"email": "new@example.org", "username": "new", "password1": "Long-enough-1948"}
    client.post(reverse("account_signup"), given | {"password2": "Long-enough-1948"})
    assert not User.objects.exists()
    assert "signup" not in client.get(reverse("account_login")).content.decode()


def test_a_session_that_lost_its_access_is_refused_and_not_sent_round(client: Client) -> None:
    client.force_login(User.objects.create_user("reader", password="secret"))
    page = client.get("/admin/", follow=True)
    assert page.status_code == 403


def test_a_forgotten_password_is_set_again_by_a_letter(client: Client, editor: User, settings: Any) -> None:
    settings.TASKS = DATABASE_QUEUE
    User.objects.filter(pk=editor.pk).update(email="aida@example.org")
    EmailAddress.objects.create(user=editor, email="aida@example.org", verified=True, primary=True)
    here = Client()
    sign_in(here, "editor")
    for requested in ("nobody@example.org", "Aida@example.org"):
        page = client.post(reverse("account_reset_password"), {"email": requested}, follow=True)
        assert page.redirect_chain[-1][0] == reverse("account_reset_password_done"), (
            "tells nobody who is known"
        )
    work_off()
    (letter,) = mail.outbox
    assert letter.to == ["aida@example.org"]
    assert letter.subject.startswith("[Relations] ")
    link = next(line for line in str(letter.body).splitlines() if "/password/reset/key/" in line)
    form = client.get(link.partition("testserver")[2], follow=True)
    given = {"password1": "Long-enough-1948", "password2": "Long-enough-1948"}
    client.post(form.redirect_chain[-1][0], given)
    editor.refresh_from_db()
    assert editor.check_password("Long-enough-1948")
    assert here.get("/admin/").status_code == 302, "sessions under the old password have ended"
    assert AuditEntry.objects.filter(action=AuditAction.PASSWORD, object_id=editor.pk).exists()
    work_off()
    assert "password has been reset" in str(mail.outbox[-1].body)
