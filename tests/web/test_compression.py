"""Answers are packed as the reader takes them; what is packed already stays as it is."""

import gzip

import brotli
import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from editorial.web.compression import Compression
from tests.factory import make_topic

TEXT = b"transit corridor " * 100


def answer(accepted: str, kind: str = "text/html; charset=utf-8", **headers: str) -> HttpResponse:
    """Return what the middleware makes of an answer."""

    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(TEXT, content_type=kind, headers={"ETag": '"tag"', **headers})

    return Compression(view)(RequestFactory().get("/", headers={"Accept-Encoding": accepted}))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("gzip;q=0", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_a_reader_gets_the_packing_they_like_best(accepted: str, packed: str) -> None:
    found = answer(accepted)
    unpacked = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[packed](found.content)
    assert unpacked == TEXT
    assert found.get("Content-Encoding", "") == packed
    assert found["ETag"] == ('W/"tag"' if packed else '"tag"')
    assert found["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("kind", ["application/zip", "application/pdf", "image/png", "application/epub+zip"])
def test_what_is_packed_already_stays_as_it_is(kind: str) -> None:
    found = answer("br, gzip", kind)
    assert found.content == TEXT
    assert not found.has_header("Vary")


def test_a_stretch_of_a_file_and_a_stream_stay_as_they_are() -> None:
    assert answer("br", "text/plain", **{"Content-Range": "bytes 0-9/100"}).content == TEXT
    stream = StreamingHttpResponse([TEXT], content_type="text/plain")
    request = RequestFactory().get("/", headers={"Accept-Encoding": "br"})
    assert Compression(lambda _request: stream)(request).getvalue() == TEXT


@pytest.mark.django_db
def test_a_packed_answer_of_the_api_is_known_again(client: Client) -> None:
    make_topic(), make_topic()
    accepted = {"Accept-Encoding": "br"}
    first = client.get("/api/v1/topics/", headers=accepted)
    assert first["Content-Encoding"] == "br"
    assert "Accept-Encoding" in first["Vary"]
    again = client.get("/api/v1/topics/", headers={**accepted, "If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = client.get("/api/v1/topics/", headers={"If-None-Match": first["ETag"]})
    assert plain.status_code == 304


@pytest.mark.django_db
def test_a_page_is_packed_too(client: Client) -> None:
    page = client.get("/en/", headers={"Accept-Encoding": "br"})
    assert page["Content-Encoding"] == "br"
    assert b"</html>" in brotli.decompress(page.content)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/account/login/", "/admin/", "/admin/topics/topic/"])
def test_nothing_of_the_desk_is_packed(client: Client, administrator: User, address: str) -> None:
    """The length of a packed page would tell a secret in it to whoever has it show guesses (BREACH)."""
    if "login" not in address:
        client.force_login(administrator)
    page = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert page.status_code == 200
    assert not page.has_header("Content-Encoding")
    assert b"</html>" in page.content
