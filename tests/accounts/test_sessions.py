"""Somebody sees where the desk is open under the own name, and closes it there."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.accounts import sessions
from editorial.workflow.models import AuditAction, AuditEntry
from tests.desk_client import sign_in

pytestmark = pytest.mark.django_db

DESK = "/admin/"
LIST = "/admin/account/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 16) Chrome/142"


def signed_in(name: str, *, agent: str = FIREFOX, address: str = "192.0.2.1") -> Client:
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    assert sign_in(client, name).redirect_chain[-1] == (DESK, 302)
    return client


def test_each_session_is_listed_with_device_and_address_and_is_ended_elsewhere(editor: User) -> None:
    here = signed_in("editor")
    phone = signed_in("editor", agent=PHONE, address="198.51.100.4")
    shown = here.get(LIST).content.decode()
    assert "Firefox, Windows" in shown
    assert "Chrome, Android" in shown
    assert "198.51.100.4" in shown
    other = UserSession.objects.get(user_agent=PHONE)
    assert other.session_key not in shown, "the key of a session opens the desk: it is nobody's to read"
    here.post(LIST, {"session": other.pk})
    assert phone.get(DESK).status_code == 302
    assert here.get(DESK).status_code == 200
    entry = AuditEntry.objects.get(action=AuditAction.SIGNED_OUT_ELSEWHERE, actor=editor)
    assert (entry.detail, entry.address) == ("1", "192.0.2.1")


def test_all_other_sessions_are_ended_at_once(editor: User) -> None:
    here, *others = signed_in("editor"), signed_in("editor"), signed_in("editor")
    here.post(LIST)
    assert [client.get(DESK).status_code for client in others] == [302, 302]
    assert here.get(DESK).status_code == 200


def test_nobody_ends_a_session_of_another(editor: User, author: User) -> None:
    theirs, mine = signed_in("editor"), signed_in("author")
    mine.post(LIST, {"session": UserSession.objects.get(user=editor).pk})
    assert theirs.get(DESK).status_code == 200


def test_signing_out_ends_the_session(editor: User) -> None:
    client = signed_in("editor")
    client.post(reverse("admin:logout"))
    assert not sessions.open_sessions(editor)
    assert not Session.objects.exists()
    assert client.get(DESK).status_code == 302


def test_a_session_is_noted_once_a_minute_and_only_at_the_desk(editor: User) -> None:
    client = signed_in("editor")
    with CaptureQueriesContext(connection) as queries:
        client.get(DESK)
        client.get("/en/")
    assert not [one for one in queries if "usersessions" in one["sql"]]
    seen = UserSession.objects.get().last_seen_at
    session = client.session
    session[sessions.LAST_ACTIVITY] = "2026-01-01T00:00:00+00:00"
    session.save()
    client.get("/en/")
    assert UserSession.objects.get().last_seen_at == seen
    client.get(DESK)
    assert UserSession.objects.get().last_seen_at > seen


@pytest.mark.slow
def test_the_list_asks_as_often_for_many_sessions_as_for_three(editor: User) -> None:
    here = signed_in("editor")
    counts = []
    for number in (3, 12):
        while UserSession.objects.count() < number:
            signed_in("editor")
        with CaptureQueriesContext(connection) as queries:
            here.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_reader_of_the_public_pages_gets_no_session(client: Client) -> None:
    response = client.get("/en/")
    assert not response.cookies
    assert not response.wsgi_request.session.accessed
