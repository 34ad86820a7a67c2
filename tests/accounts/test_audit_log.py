"""Administrators read who did what: sign-ins, rights, steps."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from editorial.articles.services import publishing
from editorial.records import services as records
from editorial.workflow.models import AuditAction, AuditEntry
from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import confirm, list_url, opened, saved, sign_in, url_of

pytestmark = pytest.mark.django_db


def test_sign_ins_rights_and_steps_stand_in_one_list(
    client: Client, administrator: User, editor: User, publisher: User
) -> None:
    sign_in(client, "administrator")
    url = url_of(editor)
    given = opened(client, url) | {"date_joined_0": "2026-01-01", "date_joined_1": "10:00:00"}
    saved(client, url, given | {"groups": [Group.objects.get(name=Role.PUBLISHER).pk]})
    text = factory.make_draft(title="О коридоре")
    publishing.submit(text, by=editor)
    records.withdraw(factory.make_event(title="Встреча"), by=publisher, reason="Повтор")
    shown = client.get(list_url(AuditEntry)).content.decode()
    assert "−editor" in shown
    assert "+publisher" in shown
    assert "Submit for review: draft → in review" in shown
    assert "Withdraw: published → withdrawn. Повтор" in shown
    assert url_of(text) in shown
    only = client.get(
        list_url(AuditEntry), {"action__exact": AuditAction.STEP, "actor__id__exact": publisher.pk}
    )
    assert [row.object_repr for row in only.context["cl"].result_list] == ["Встреча"]


def test_passwords_and_accounts_are_noted(client: Client, administrator: User, editor: User) -> None:
    client.force_login(administrator)
    confirm(client)
    password = reverse("admin:auth_user_password_change", args=[editor.pk])
    given = {"password1": "Long-enough-1948", "password2": "Long-enough-1948", "usable_password": "true"}
    assert client.post(password, given).status_code == 302
    client.post(url_of(editor, "delete"), {"post": "yes"})
    noted = AuditEntry.objects.filter(actor=administrator).values_list("action", "object_repr", "object_id")
    assert list(noted) == [
        (AuditAction.ACCOUNT_DELETED, "editor", editor.pk),
        (AuditAction.PASSWORD, "editor", editor.pk),
    ]


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.EDITOR, Role.PUBLISHER])
def test_nobody_else_reads_the_audit_log(client: Client, role: Role) -> None:
    client.force_login(factory.make_user(role))
    assert client.get(list_url(AuditEntry)).status_code == 403


def test_nobody_changes_an_entry(client: Client, administrator: User) -> None:
    client.force_login(User.objects.create_superuser("root"))
    publishing.submit(factory.make_draft(), by=administrator)
    entry = AuditEntry.objects.get()
    assert client.post(url_of(entry), {"detail": "x"}).status_code == 403
    assert client.post(url_of(entry, "delete"), {"post": "yes"}).status_code == 403


def test_an_entry_is_found_by_its_words_and_by_the_address(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    entries = {
        name: AuditEntry.objects.create(
            action=AuditAction.STEP, actor_name=name, object_repr=about, address=address
        )
        for name, about, address in (
            ("leyla", "О коридоре", "192.168.7.4"),
            ("aidar", "Встреча в Баку", "2001:db8::7"),
        )
    }
    for words, name in (
        ("коридор", "leyla"), ("AIDAR встреча", "aidar"), ("192.168.", "leyla"), ("2001:DB8", "aidar"),
    ):  # fmt: skip
        page = client.get(list_url(AuditEntry), {"q": words})
        assert [row.pk for row in page.context["cl"].result_list] == [entries[name].pk], words
    assert not client.get(list_url(AuditEntry), {"q": "10."}).context["cl"].result_list
