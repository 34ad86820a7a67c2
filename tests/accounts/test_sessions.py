"""Somebody sees where the desk is open under the own name, and closes it there."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from editorial.accounts.models import DeskSession
from editorial.workflow.models import AuditAction, AuditEntry

pytestmark = pytest.mark.django_db

DESK = "/admin/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


def signed_in(name: str, *, agent: str = FIREFOX, address: str = "192.0.2.1") -> Client:
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    client.post(reverse("admin:login"), {"username": name, "password": "secret"})
    assert client.get(DESK).status_code == 200
    return client


def test_each_session_is_listed_with_device_and_address_and_is_ended_elsewhere(editor: User) -> None:
    here = signed_in("editor")
    phone = signed_in("editor", agent="Mozilla/5.0 (Linux; Android 16) Chrome/142", address="198.51.100.4")
    shown = here.get(reverse("accounts:own")).content.decode()
    assert "Firefox, Windows" in shown
    assert "Chrome, Android" in shown
    assert "198.51.100.4" in shown
    other = DeskSession.objects.get(device="Chrome, Android")
    assert other.session_id not in shown, "the key of a session opens the desk: it is nobody's to read"
    here.post(reverse("accounts:end-session"), {"session": other.pk})
    assert phone.get(DESK).status_code == 302
    assert here.get(DESK).status_code == 200
    assert AuditEntry.objects.filter(action=AuditAction.SIGNED_OUT_ELSEWHERE, actor=editor).exists()


def test_all_other_sessions_are_ended_at_once(editor: User) -> None:
    here, *others = signed_in("editor"), signed_in("editor"), signed_in("editor")
    here.post(reverse("accounts:end-session"))
    assert [client.get(DESK).status_code for client in others] == [302, 302]
    assert here.get(DESK).status_code == 200


def test_nobody_ends_a_session_of_another(editor: User, author: User) -> None:
    theirs, mine = signed_in("editor"), signed_in("author")
    mine.post(reverse("accounts:end-session"), {"session": DeskSession.objects.get(user=editor).pk})
    assert theirs.get(DESK).status_code == 200


def test_signing_out_ends_the_session_and_its_line(editor: User) -> None:
    client = signed_in("editor")
    client.post(reverse("admin:logout"))
    assert not DeskSession.objects.exists()
    assert client.get(DESK).status_code == 302


def test_a_reader_of_the_public_pages_gets_no_session(client: Client) -> None:
    response = client.get("/en/")
    assert not response.cookies
    assert not response.wsgi_request.session.accessed
