"""Links of published records are checked politely, and dead ones are reported to the desk."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from editorial.linkcheck import checker
from editorial.linkcheck.models import CheckedLink
from editorial.net import client
from editorial.workflow.roles import Role
from tests import factory

pytestmark = pytest.mark.django_db
CODES = {"/good": 200, "/gone": 404, "/closed": 403, "/broken": 500}
MOVED = {
    "/moved": "/good",
    "/to-nothing": "/gone",
    "/round": "/round",
    "/inwards": "http://127.0.0.2:{port}/secret",
}


class Answers(BaseHTTPRequestHandler):
    """Answers with the code of the path; the head of `/page` is refused."""

    requests: list[str]

    def do_HEAD(self) -> None:
        self.requests.append(f"HEAD {self.path}")
        self.answer(501)

    def do_GET(self) -> None:
        self.requests.append(f"GET {self.path}")
        self.answer(200)

    def answer(self, otherwise: int) -> None:
        to = MOVED.get(self.path, "")
        self.send_response(302 if to else CODES.get(self.path, otherwise))
        if to:
            self.send_header("Location", to.format(port=self.server.server_port))
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[str]]]:
    """Serve at an address that is taken for a public one for once, and at no other."""
    monkeypatch.setattr(client, "is_public", lambda place: place == "127.0.0.1")
    requests: list[str] = []
    handler = type("Answers", (Answers,), {"requests": requests})
    with ThreadingHTTPServer(("", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", requests
        server.shutdown()
        thread.join()


def sources(host: str, *paths: str) -> None:
    agreement = factory.make_agreement()
    for path in paths:
        agreement.sources.create(url=f"{host}{path}")


def check(**options: object) -> None:
    call_command("check_links", pace=0, verbosity=0, **options)


def dead() -> set[str]:
    return {link.url.rpartition("/")[2] for link in CheckedLink.objects.filter(is_dead=True)}


def test_a_dead_link_is_reported_and_leads_to_where_it_stands(host: tuple[str, list[str]]) -> None:
    origin, requests = host
    sources(origin, "/good", "/gone", "/closed", "/page")
    check()
    assert dead() == {"gone"}
    assert {"HEAD /page", "GET /page", "HEAD /good"} <= set(requests)
    assert "GET /good" not in requests
    desk = Client()
    desk.force_login(factory.make_user(Role.EDITOR))
    line = next(line for line in desk.get(reverse("admin:index")).context["health"] if "is_dead" in line.url)
    shown = desk.get(line.url)
    assert line.count == shown.context["cl"].result_count == 1
    assert "/admin/agreements/agreement/" in shown.content.decode()


def test_a_host_that_fails_once_is_given_another_chance(host: tuple[str, list[str]]) -> None:
    sources(host[0], "/broken")
    check()
    assert dead() == set()
    check(older_than=0)
    assert dead() == {"broken"}


def test_links_are_checked_again_only_after_a_while_and_forgotten_when_nobody_shows_them(
    host: tuple[str, list[str]],
) -> None:
    origin, requests = host
    sources(origin, "/good")
    factory.make_agreement(state="draft").sources.create(url=f"{origin}/of-a-draft")
    check()
    check()
    assert requests == ["HEAD /good"]
    CheckedLink.objects.create(url="http://example.org/old", checked_at="2020-01-01T00:00Z")
    check()
    assert [link.url for link in CheckedLink.objects.all()] == [f"{origin}/good"]


def test_what_is_no_web_address_is_recorded_as_without_answer() -> None:
    sources("ftp://example.org", "/file")
    check()
    link = CheckedLink.objects.get()
    assert (link.code, link.failures, bool(link.error)) == (0, 1, True)


def test_redirects_are_followed_as_far_as_they_lead_somewhere(host: tuple[str, list[str]]) -> None:
    sources(host[0], "/moved", "/to-nothing", "/round")
    check()
    codes = {link.url.rpartition("/")[2]: (link.code, link.error) for link in CheckedLink.objects.all()}
    assert codes == {
        "moved": (200, ""),
        "to-nothing": (404, "Not Found"),
        "round": (0, "more than 5 redirects"),
    }


def test_no_link_or_redirect_leads_into_our_own_network(host: tuple[str, list[str]]) -> None:
    origin, requests = host
    port = origin.rpartition(":")[2]
    sources(origin, "/inwards")
    sources(f"http://127.0.0.3:{port}", "/inside")
    sources(f"http://[::1]:{port}", "/inside")
    check()
    assert set(requests) == {"HEAD /inwards"}
    assert {link.code for link in CheckedLink.objects.all()} == {0}
    for link in CheckedLink.objects.all():
        assert "не в открытой сети" in link.error or "is not publicly accessible" in link.error
    check(older_than=0)
    assert CheckedLink.objects.filter(is_dead=True).count() == 3


@pytest.mark.parametrize(
    "url", ["http://localhost/", "http://127.0.0.1:1/", "http://169.254.169.254/latest/"]
)
def test_private_addresses_are_not_requested(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_args, **_kwargs: pytest.fail("requests"))
    assert checker.fetch_status(url).code == 0
