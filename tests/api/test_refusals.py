"""Whatever refuses, the answer is a problem (RFC 9457), in the language of the reader, with the nearest that is known."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from editorial.api import pagination
from tests.factory import make_agreement, make_event, make_place, make_topic

pytestmark = pytest.mark.django_db


def is_problem(answer: Any, status: int) -> bool:
    """Return whether an answer is a problem of this status, with a word about it."""
    problem = answer.json()
    return bool(
        answer["Content-Type"] == "application/problem+json"
        and answer.status_code == problem["status"] == status
        and problem["title"]
        and problem["detail"]
        and answer["X-Request-ID"]
        and answer["Cache-Control"] == "no-store"
    )


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("POST", "v1/topics/", 405),
        ("PROPFIND", "v1/topics/oil/", 405),
        ("DELETE", "v1/search/", 405),
        ("PUT", "oai/", 405),
        ("POST", "dumps/record.zip", 405),
        ("PATCH", "schema/", 405),
        ("GET", "v1/nothing/", 404),
        ("GET", "v1/nothing/at/all", 404),
        ("GET", "v1/topics.pdf", 404),
        ("GET", "v1/search.pdf", 404),
        ("GET", "v1/topics/?format=pdf", 404),
        ("GET", "v1/topics/?format=", 400),
        ("GET", "v1/topics.csv?format=json", 400),
        ("GET", "v1/?colour=red", 400),
    ],
)
def test_every_refusal_is_a_problem(client: Client, method: str, address: str, status: int) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.generic(method, f"/api/{address}")
    assert is_problem(answer, status), answer.content
    assert answer.has_header("Allow") or status != 405


def test_what_is_not_as_the_reader_knows_it_is_a_problem_too(
    client: Client, tmp_path: Path, settings: Any
) -> None:
    make_topic()
    assert is_problem(client.get("/api/v1/topics/", headers={"If-Match": '"other"'}), 412)
    settings.DUMPS_ROOT = tmp_path
    (tmp_path / "record.zip").write_bytes(b"PK..")
    past = client.get("/api/dumps/record.zip", headers={"Range": "bytes=9-"})
    assert is_problem(past, 416)
    assert past["Content-Range"] == "bytes */4"


def test_a_fault_of_ours_is_a_problem_that_tells_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def fail(*_given: Any) -> None:
        raise RuntimeError("zzsecret")

    make_topic()
    monkeypatch.setattr(pagination, "key_query", fail)
    answer = Client(raise_request_exception=False).get("/api/v1/topics/")
    assert is_problem(answer, 500)
    assert b"zzsecret" not in answer.content


def test_names_in_an_answer_are_not_of_the_language_of_the_refusals(client: Client) -> None:
    make_agreement(slug="transit", parties=("AZ",))
    for address in ("agreements/", "agreements/?q=нет", "agreements/transit/"):
        of_each = [
            client.get(f"/api/v1/{address}", headers={"Accept-Language": language}).content
            for language in ("ru", "en")
        ]
        assert of_each[0] == of_each[1]


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("agreements/?kind=traety", "treaty"),
        ("agreements/?topic=enrgy", "energy"),
        ("agreements/?place=akttau", "aktau"),
        ("agreements/?ordering=signed", "signed_on"),
        ("agreements/?fields=singed", "signed"),
        ("agreements/?expand=topic", "topics"),
        ("agreements.jsonl", "jsonld"),
        ("changes/?type=artcle", "article"),
        ("changes/?kind=withdrawm", "withdrawn"),
        ("search/?qq=x", "q"),
        ("search/?type=agrement", "agreement"),
        ("search/?lang=em", "en"),
    ],
)
def test_the_nearest_value_is_named(client: Client, address: str, near: str) -> None:
    make_topic(slug="energy"), make_event(), make_agreement()
    make_place(slug="aktau")
    answer = client.get(f"/api/v1/{address}", headers={"Accept-Language": "en"})
    assert answer.status_code in (400, 404)
    assert f"Did you mean “{near}”?" in answer.json()["detail"]


@pytest.mark.parametrize(
    "address",
    [
        "agreements/?party=",
        "agreements/?kind=&party=KZ",
        "agreements/?lang=",
        "agreements/?signed_known=perhaps",
        "agreements/?signed_known=1",
        "articles/?topic=,",
        "experts/?fields=slug,,kind",
        "search/?q=",
        "search/?year=1066",
        "changes/?type=",
    ],
)
def test_a_value_that_says_nothing_is_refused_and_not_passed_over(client: Client, address: str) -> None:
    assert client.get(f"/api/v1/{address}").status_code == 400


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/api/v1/topics?lang=ru", "/api/v1/topics/?lang=ru"),
        ("/api/v1/topics/oil", "/api/v1/topics/oil/"),
        ("/api/v1", "/api/v1/"),
        ("/api/oai?verb=Identify", "/api/oai/?verb=Identify"),
        ("/api/", "/api/v1/"),
    ],
)
def test_an_address_without_its_last_slash_leads_there(client: Client, address: str, leads_to: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302 if address == "/api/" else 301, leads_to)


def test_a_browser_that_takes_anything_is_given_a_list(client: Client) -> None:
    likes = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get("/api/v1/articles/", headers={"Accept": likes})["Content-Type"] == "application/json"


@pytest.mark.parametrize("address", ["/api/v1/articles/?format=bib", "/api/docs/", "/api/v1/events.ics"])
def test_allowed_methods_are_listed_in_any_format(client: Client, address: str) -> None:
    assert client.options(address).status_code == 200
