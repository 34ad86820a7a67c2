"""Webhooks: each change reaches each partner once, signed, and nobody is sent where we must not go."""

import base64
import datetime as dt
import hashlib
import json
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client, TestCase
from django.utils import timezone
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult
from standardwebhooks import Webhook as Verifier

from editorial.api.models import Delivery, Webhook
from editorial.api.webhooks import delivery as webhooks
from editorial.api.webhooks import signing, tasks
from editorial.net import client as outgoing
from editorial.records import changelog
from editorial.records.models import ChangeKind
from editorial.topics.models import Topic
from tests.desk_client import errors_of, list_url, messages_of, opened, saved, url_of
from tests.factory import make_topic
from tests.workers import DATABASE_QUEUE, work_off

pytestmark = pytest.mark.django_db


@dataclass
class Receiver:
    """A partner's server: what it got, and what it answers from now on."""

    address: str = ""
    status: int = 204
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _body in self.got]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """Listen on this machine, and allow to be sent there."""
    settings.WEBHOOKS_TO_PRIVATE_NETWORKS = True
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(receiver.status)
            self.send_header("Location", receiver.address)
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.address = f"http://127.0.0.1:{server.server_port}/hook?from=relations"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield receiver
    server.shutdown()
    thread.join()
    server.server_close()


def make_webhook(receiver: Receiver, **given: Any) -> tuple[Webhook, str]:
    webhook = Webhook(**{"name": "Библиотека", "address": receiver.address, **given})
    secret = signing.renew(webhook)
    webhooks.start(webhook)
    webhook.save()
    return webhook, secret


def make_change(kind: ChangeKind = ChangeKind.CREATED, topic: Topic | None = None) -> int:
    changelog.record_change(topic or make_topic(), kind)
    return changelog.last_position()


def deliver() -> list[tuple[str, int | None]]:
    sent = [delivery for webhook in webhooks.webhooks_due() for delivery in webhooks.send_due(webhook)]
    return [(delivery.state, delivery.status_code) for delivery in sent]


def due_now() -> None:
    Delivery.objects.update(due_at=timezone.now())


def test_a_change_is_sent_as_the_list_of_changes_tells_it(
    client: Client, receiver: Receiver, settings: Any
) -> None:
    settings.SITE_ORIGIN = "http://testserver"
    make_change()  # before the webhook
    _webhook, secret = make_webhook(receiver)
    make_change(topic=make_topic(slug="oil"))
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("deliver_webhooks", verbosity=0)
    ((headers, body),) = receiver.got
    assert (
        Verifier(secret).verify(body, headers) == client.get("/api/v1/changes/?since=1").json()["results"][0]
    )
    assert (headers["webhook-id"], headers["content-type"]) == ("change_2", "application/json")
    assert json.loads(body)["url"] == "http://testserver/api/v1/topics/oil/"


def test_a_signature_is_what_receivers_have_always_verified(settings: Any) -> None:
    """A secret and a signature made before the library signed: partners keep their secrets."""
    settings.SECRET_KEY = "fixed"
    secret = base64.b64decode("2KmKIc2gQGw3FE/j9Ve2YmXO4ds1gdqJqZkJSldbOWI=")
    webhook = Webhook(nonce="ab" * 32, digest=hashlib.sha256(secret).hexdigest())
    assert signing.derive_secret(webhook) == secret
    with timezone.override("Asia/Baku"):
        signed = signing.signature(
            bytes(range(32)),
            message_id="change_7",
            timestamp=1798000000,
            body='{"title":"Сәлем, dünya"}'.encode(),
        )
    assert signed == "v1,yf9++/5nwl6NQpNvC7OrBabIavlQNBAnPvijRfk+GYU="


def test_nothing_is_sent_twice(receiver: Receiver) -> None:
    make_webhook(receiver)
    make_change(), make_change()
    assert deliver() == [("delivered", 204)] * 2
    assert deliver() == []
    assert receiver.ids == ["change_1", "change_2"]


def test_a_partner_is_notified_of_the_types_requested(receiver: Receiver) -> None:
    make_webhook(receiver, kinds=["withdrawn"])
    make_webhook(receiver, types=["event"])
    make_webhook(receiver, is_active=False)
    make_change(), make_change(ChangeKind.WITHDRAWN)
    deliver()
    assert receiver.ids == ["change_2"]


def test_a_failure_is_tried_again_later_and_later_until_it_is_given_up(receiver: Receiver) -> None:
    webhook, _secret = make_webhook(receiver)
    make_change()
    receiver.status = 500
    waits = []
    while Delivery.objects.filter(state="waiting").exists() or not waits:
        assert len(deliver()) == 1
        assert deliver() == []
        delivery = Delivery.objects.get()
        waits.append((delivery.due_at - timezone.now()).total_seconds())
        due_now()
    assert (delivery.state, delivery.attempts, delivery.status_code) == ("given_up", 10, 500)
    assert 20 < waits[0] < 40
    assert 60 < waits[1] < 120
    assert max(waits) < 16 * 3600
    assert sorted(waits[:6]) == waits[:6]
    assert set(receiver.ids) == {"change_1"}
    webhook.refresh_from_db()
    assert webhook.failing_since is not None


def test_a_partner_that_fails_once_does_not_hold_up_the_others(receiver: Receiver) -> None:
    make_webhook(receiver, address="http://127.0.0.1:1/")
    make_webhook(receiver)
    make_change(), make_change()
    assert sorted(deliver()) == [("delivered", 204), ("delivered", 204), ("waiting", None)]
    assert "refused" in Delivery.objects.exclude(error="").get().error


def test_after_days_of_failures_a_webhook_is_switched_off_with_a_remark(receiver: Receiver) -> None:
    webhook, _secret = make_webhook(receiver)
    make_change()
    receiver.status = 503
    deliver()
    Webhook.objects.update(failing_since=timezone.now() - dt.timedelta(days=6))
    due_now()
    deliver()
    webhook.refresh_from_db()
    assert not webhook.is_active
    assert "503" in webhook.note
    due_now()
    assert deliver() == []


def test_a_success_ends_the_days_of_failures(receiver: Receiver) -> None:
    webhook, _secret = make_webhook(receiver, failing_since=timezone.now() - dt.timedelta(days=6))
    Webhook.objects.update(failing_since=timezone.now() - dt.timedelta(days=6))
    make_change()
    deliver()
    webhook.refresh_from_db()
    assert (webhook.is_active, webhook.failing_since) == (True, None)


def test_an_address_that_is_gone_is_switched_off_at_once(receiver: Receiver) -> None:
    webhook, _secret = make_webhook(receiver)
    make_change()
    receiver.status = 410
    assert deliver() == [("given_up", 410)]
    webhook.refresh_from_db()
    assert not webhook.is_active


def test_redirects_are_not_followed(receiver: Receiver) -> None:
    make_webhook(receiver)
    make_change()
    receiver.status = 307
    assert deliver() == [("waiting", 307)]
    assert len(receiver.got) == 1


def test_a_claim_that_its_process_did_not_finish_runs_out(receiver: Receiver) -> None:
    webhook, _secret = make_webhook(receiver)
    make_change()
    webhooks.create_deliveries(webhook)
    key = Delivery.objects.get().pk
    assert webhooks.claim_delivery(key) is not None  # and its process dies
    assert webhooks.claim_delivery(key) is None
    assert deliver() == []
    due_now()
    assert deliver() == [("delivered", 204)]


def test_a_worker_sends_what_the_timer_finds_and_one_partner_does_not_hold_up_another(
    receiver: Receiver, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = DATABASE_QUEUE
    monkeypatch.setattr(tasks, "TURN", 0.0)
    make_webhook(receiver)
    make_webhook(receiver, name="Архив")
    changed = [make_change(), make_change()]
    for _minute in range(2):  # the second finds that they wait
        call_command("deliver_webhooks", verbosity=0)
    assert receiver.got == []
    assert DBTaskResult.objects.count() == 2
    work_off()
    first_turns = [f"change_{changed[0]}"] * 2
    assert receiver.ids == [*first_turns, *(f"change_{changed[1]}" for _ in range(2))]
    call_command("deliver_webhooks", verbosity=0)
    work_off()
    assert len(receiver.got) == 4


@pytest.mark.django_db(transaction=True)
def test_many_deliverers_at_once_send_each_change_once(receiver: Receiver) -> None:
    make_webhook(receiver), make_webhook(receiver, types=["topic"])
    for _ in range(15):
        make_change()
    failures: list[BaseException] = []

    def run() -> None:
        try:
            deliver()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures
    assert len(receiver.got) == 30
    assert {receiver.ids.count(one) for one in receiver.ids} == {2}
    assert set(Delivery.objects.values_list("state", "attempts")) == {("delivered", 1)}


def test_a_slow_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.WEBHOOKS_TO_PRIVATE_NETWORKS = True
    monkeypatch.setattr(outgoing, "TIME_LIMIT", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            taken, _address = server.accept()
            with taken:
                for _ in range(30):
                    try:
                        taken.send(b"H")
                    except OSError:
                        return
                    threading.Event().wait(0.05)

        thread = threading.Thread(target=drip)
        thread.start()
        with pytest.raises(outgoing.NoResponseError, match="no response within"):
            outgoing.request(
                "POST", f"http://127.0.0.1:{server.getsockname()[1]}/", schemes=["http"], may_be_private=True
            )
        thread.join()


@pytest.mark.parametrize(
    "place",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_private_networks_are_refused(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Whatever name leads there, and also when only one of a name's addresses does."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in ("93.184.216.34", place)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    with pytest.raises(outgoing.AddressRefusedError, match="is not publicly accessible"):
        outgoing.request("POST", "https://partner.example/hook", body=b"{}")


def test_what_was_checked_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere when it is looked up again gains nothing."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    connected = []

    def look_up(*_args: Any, **_kwargs: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 443))]

    def connect(place: tuple[str, int], **_kwargs: Any) -> Any:
        connected.append(place)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(outgoing.NoResponseError):
        outgoing.request("POST", "https://partner.example/hook", body=b"{}")
    assert connected == [("93.184.216.34", 443)]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://example.org/", "https://"),
        ("ftp://example.org/", "https://"),
        ("https://user:word@example.org/", "no user"),
        ("https:///hook", "The URL must contain a host name and no user name."),
        ("https://[bad", "Enter a valid URL."),
        ("https://example.org:99999/", "Enter a valid URL."),
        ("https://nowhere.invalid/", "not found"),
    ],
)
def test_other_addresses_are_refused_with_the_reason(address: str, why: str) -> None:
    with override("en"), pytest.raises(outgoing.AddressRefusedError, match=why):
        webhooks.check_address(address)


def test_an_address_cannot_smuggle_lines_into_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    parts, _place = outgoing.resolve_public_address("https://example.org/a\r\nX: y?q=é ключ")
    request = outgoing._request("POST", parts, b"", {})
    assert request.count(b"\r\n") == 5


# At the desk


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def test_a_webhook_is_issued_at_the_desk_and_its_secret_shown_once(desk: Client, receiver: Receiver) -> None:
    make_change()
    url = list_url(Webhook, "add")
    given = {"name": "Архив", "address": receiver.address, "kinds": ["withdrawn", "deleted"]}
    page = desk.post(url, opened(desk, url) | given, follow=True)
    (secret,) = re.findall(r"whsec_[\w+/]{43}=", str(messages_of(page) or page.content.decode()))
    webhook = Webhook.objects.get()
    assert (webhook.kinds, webhook.position) == (["withdrawn", "deleted"], 1)
    stored = [str(getattr(webhook, column.attname)) for column in Webhook._meta.concrete_fields]
    assert not any(secret[6:] in value or secret[6:20] in value for value in stored)
    assert secret not in desk.get(url_of(webhook)).content.decode()
    make_change(ChangeKind.WITHDRAWN)
    deliver()
    assert Verifier(secret).verify(receiver.got[0][1], receiver.got[0][0])


def test_an_address_in_a_private_network_is_refused_by_name_of_the_field(desk: Client) -> None:
    url = list_url(Webhook, "add")
    response = desk.post(url, opened(desk, url) | {"name": "Архив", "address": "https://127.0.0.1/x"})
    assert "is not publicly accessible" in errors_of(response)["address"][0]
    assert not Webhook.objects.exists()


def test_a_new_secret_takes_the_place_of_the_old(desk: Client, receiver: Receiver) -> None:
    webhook, old = make_webhook(receiver)
    response = desk.post(list_url(Webhook), {"action": "renew_secret", "_selected_action": webhook.pk})
    assert "whsec_" in messages_of(response)[0]
    assert old not in messages_of(response)[0]


def test_a_webhook_switched_on_again_is_notified_of_what_comes(desk: Client, receiver: Receiver) -> None:
    webhook, _secret = make_webhook(receiver, is_active=False)
    Webhook.objects.update(note="Switched off", failing_since=timezone.now())
    make_change()
    saved(desk, url_of(webhook), opened(desk, url_of(webhook)) | {"is_active": "on"})
    webhook.refresh_from_db()
    assert (webhook.position, webhook.note, webhook.failing_since) == (1, "", None)
    assert deliver() == []


def test_what_was_sent_is_in_the_log_and_may_be_sent_again(desk: Client, receiver: Receiver) -> None:
    make_webhook(receiver)
    make_change(topic=make_topic(slug="oil"))
    receiver.status = 410
    deliver()
    Webhook.objects.update(is_active=True)
    page = desk.get(list_url(Delivery)).content.decode()
    assert "failed" in page
    assert "410" in page
    delivery = Delivery.objects.get()
    assert desk.get(url_of(delivery)).status_code == 200
    receiver.status = 200
    response = desk.post(list_url(Delivery), {"action": "send_again", "_selected_action": delivery.pk})
    assert messages_of(response) == ["To be sent in the next run: 1."]
    assert deliver() == [("delivered", 200)]
    assert receiver.ids == ["change_1", "change_1"]


def test_a_secret_is_derived_again_from_an_earlier_key_and_lost_with_it(
    receiver: Receiver, settings: Any
) -> None:
    _webhook, secret = make_webhook(receiver)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = hashlib.sha256(b"another").hexdigest()
    make_change()
    deliver()
    assert Verifier(secret).verify(receiver.got[0][1], receiver.got[0][0])
    settings.SECRET_KEY_FALLBACKS = []
    make_change()
    assert deliver() == [("waiting", None)]
    assert (
        "The secret cannot be decrypted because SECRET_KEY has changed. Issue a new one."
        in Delivery.objects.latest("pk").error
    )
    assert len(receiver.got) == 1


def test_the_log_forgets_what_was_finished_long_ago(receiver: Receiver) -> None:
    make_webhook(receiver)
    make_change(), make_change()
    deliver()
    Delivery.objects.filter(change=1).update(attempted_at=timezone.now() - dt.timedelta(days=31))
    call_command("deliver_webhooks", verbosity=0)
    assert list(Delivery.objects.values_list("change", flat=True)) == [2]


def test_no_change_waits_for_a_partner(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Noting a change makes no delivery and opens no connection: only the command does."""
    make_webhook(receiver)
    monkeypatch.setattr(outgoing, "request", lambda *_args, **_options: pytest.fail("sent within a change"))
    make_change()
    assert not Delivery.objects.exists()
