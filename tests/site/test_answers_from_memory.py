"""Answers from memory go out before Django hears of a request: the same answers, and nothing of one reader alone."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as project
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from editorial.api.models import ApiKey
from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.records import state
from editorial.site import answers_from_memory
from editorial.topics.models import Topic
from editorial.web.answer_cache import vary_fields
from editorial.web.answer_store import base_key, negotiated
from editorial.web.reading_preferences import CHOICES
from tests import factory
from tests.wsgi_client import WsgiReader

pytestmark = pytest.mark.django_db(transaction=True)
OF_THE_REQUEST = {"X-Request-ID", "RateLimit", "RateLimit-Policy"}
ADDRESSES = (
    "/ru/",
    "/kk/topics/",
    "/ru/articles/port/",
    "/ru/articles/?page=1",
    "/ru/articles/feed/",
    "/ru/articles/feed/?format=json",
    "/api/v1/topics/",
    "/api/v1/articles/port/",
    "/api/v1/articles/port/?lang=en",
    "/api/v1/articles/?format=csv",
    "/api/v1/changes/",
    "/api/oai/?verb=ListIdentifiers&metadataPrefix=oai_dc",
    "/ru/search/?q=порт",
    "/ru/articles/port/download/bib/",
    "/sitemap.xml",
    "/robots.txt",
)
# Never kept, or never given from what is kept.
PRIVATE = (
    "/",
    "/ru/reading/",
    "/admin/",
    "/api/docs/",
    "/ru/?utm_source=letter",
    "/ru/articles/none/",
    "/api/v1/articles/?fields=none",
)


@pytest.fixture
def reader(settings: Any) -> Iterator[WsgiReader]:
    """Return a reader before a process that keeps answers; there are a text and topics."""
    settings.ANSWER_CACHE_MB = 16
    factory.make_topic(slug="ports", name_ru="Порты", name_kk="Порттар", name_en="Ports")
    factory.make_article(slug="port", title="Порт Актау")
    found = WsgiReader()
    yield found
    found.close()


@pytest.fixture
def plain(settings: Any, reader: WsgiReader) -> Client:
    """Return a reader before a process that keeps none."""
    settings.ANSWER_CACHE_MB = 0
    return Client(SERVER_NAME="testserver")


def fields(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.items() if name not in OF_THE_REQUEST | {"Last-Modified"}}


HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "HTTP_ACCEPT_ENCODING": st.sampled_from(["gzip", "br", "gzip, br", "br;q=0, gzip", "identity", "*"]),
        "HTTP_COOKIE": st.sampled_from(
            [
                *(f"reading={name}={value}" for name, (_l, values) in CHOICES.items() for value in values),
                "x=1",
                "django_language=az",
                "reading=size=huge&spacing=wide; django_language=kk",
            ]
        ),
        "HTTP_ACCEPT_LANGUAGE": st.sampled_from(["ru", "kk,ru;q=0.5", "az", "en-GB,en", "de"]),
        "HTTP_ACCEPT": st.sampled_from(["*/*", "application/json", "text/csv", "application/ld+json"]),
        "HTTP_ACCEPT_DATETIME": st.sampled_from(["Thu, 01 Jan 2026 00:00:00 GMT", "nonsense"]),
        "HTTP_USER_AGENT": st.sampled_from(["curl", "Mozilla/5.0"]),
    },
)
no_fixture_check = example_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@no_fixture_check
@given(given_fields=HEADERS, address=st.sampled_from(ADDRESSES))
def test_the_answer_is_that_of_django_byte_for_byte(
    reader: WsgiReader, plain: Client, given_fields: dict[str, str], address: str
) -> None:
    expected = plain.get(address, **given_fields)  # type: ignore[arg-type]
    for _turn in range(3):
        answer = reader.get(address, **given_fields)
        assert answer.status_code == expected.status_code
        if expected.status_code == 200 and "oai" not in address:  # it says when it was made
            assert answer.content == expected.content
            assert fields(answer) == fields(expected)
    if expected.status_code == 200:
        assert reader.is_from_memory(address, **given_fields)
        unchanged = reader.get(address, HTTP_IF_NONE_MATCH=answer["ETag"], **given_fields)
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        requests = plain.get(address, HTTP_IF_NONE_MATCH=answer["ETag"], **given_fields)  # type: ignore[arg-type]
        if requests.status_code == 304:
            expected_fields = {
                name for name in fields(requests) if name.lower() not in answers_from_memory.OF_THE_BODY
            }
            assert expected_fields <= {*fields(unchanged)}


@no_fixture_check
@given(
    first=st.tuples(st.sampled_from(ADDRESSES), HEADERS),
    second=st.tuples(st.sampled_from(ADDRESSES), HEADERS),
)
def test_requests_whose_answers_differ_have_different_keys(
    plain: Client, first: tuple[str, dict[str, str]], second: tuple[str, dict[str, str]]
) -> None:
    answers = [plain.get(address, **given_fields) for address, given_fields in (first, second)]  # type: ignore[arg-type]
    keys = []
    for (address, given_fields), answer in zip((first, second), answers, strict=True):
        meta = RequestFactory(headers={"host": "testserver"}).get(address, **given_fields).META  # type: ignore[arg-type]
        keys.append((base_key(meta), negotiated(meta, vary_fields(answer) or ())))
    if keys[0] == keys[1] and "oai" not in first[0]:
        assert answers[0].content == answers[1].content
        assert fields(answers[0]) == fields(answers[1])


PRIVATE_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "HTTP_COOKIE": st.sampled_from(
            [f"{project.SESSION_COOKIE_NAME}=nobody", f"x=1; {project.SESSION_COOKIE_NAME}=nobody"]
        ),
        "HTTP_RANGE": st.sampled_from(["bytes=0-9", "bytes=5-"]),
        "HTTP_AUTHORIZATION": st.just("Bearer nonsense"),
        "HTTP_ACCEPT_ENCODING": st.sampled_from(["gzip", "br"]),
    },
)


@no_fixture_check
@given(
    given_fields=PRIVATE_FIELDS,
    address=st.sampled_from((*ADDRESSES, *PRIVATE)),
    method=st.sampled_from(["GET", "GET", "HEAD", "POST", "OPTIONS"]),
)
def test_nothing_of_one_reader_is_cached_or_served_from_the_cache(
    reader: WsgiReader, given_fields: dict[str, str], address: str, method: str
) -> None:
    reader.get(address)  # what is public is in memory
    requests = reader.requests_to_django
    reader.get(address, method=method, **given_fields)
    is_private = (
        address in PRIVATE
        or method != "GET"
        or {"HTTP_COOKIE", "HTTP_RANGE"} & given_fields.keys()
        or ("HTTP_AUTHORIZATION" in given_fields and address.startswith("/api/"))
    )
    if is_private:
        assert reader.requests_to_django == requests + 1
    for stored in reader.process.store._answers.values():
        names = {name.lower() for name, _value in (*stored.headers, *stored.sent)}
        assert not names & {"set-cookie", "content-range", "x-request-id", "ratelimit"}
        assert b"csrfmiddlewaretoken" not in stored.body


def test_a_preview_and_what_a_signed_in_person_sees_are_never_cached(reader: WsgiReader) -> None:
    draft = factory.make_draft(title="Ещё не опубликовано")
    preview = factory.make_preview_link(draft).get_absolute_url()
    for _turn in range(2):
        assert "Ещё не опубликовано" in reader.get(preview).content.decode()
        assert not reader.is_from_memory(preview)
    editor = Client()
    editor.force_login(factory.make_user("editor"))
    cookie = f"{project.SESSION_COOKIE_NAME}={editor.cookies[project.SESSION_COOKIE_NAME].value}"
    for address in ("/ru/", "/ru/articles/port/", "/admin/"):
        seen = reader.get(address, HTTP_COOKIE=cookie)
        assert seen.status_code == 200
        assert not reader.is_from_memory(address, HTTP_COOKIE=cookie)
    assert all("Ещё не" not in stored.body.decode(errors="ignore") for stored in answers_of(reader))


def answers_of(reader: WsgiReader) -> list[Any]:
    return list(reader.process.store._answers.values())


def test_an_api_answer_from_memory_is_counted_has_an_id_of_its_own_and_is_logged(
    reader: WsgiReader, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.API_ANONYMOUS_LIMIT = 5
    caplog.set_level("INFO", logger="editorial.site.request_log")
    address = {"REMOTE_ADDR": "203.0.113.77"}
    answers = [reader.get("/api/v1/topics/", **address) for _turn in range(5)]
    assert reader.requests_to_django == 1
    assert [answer["RateLimit"].partition("r=")[2][0] for answer in answers] == list("43210")
    assert len({answer["X-Request-ID"] for answer in answers}) == 5
    assert len(caplog.records) == 5
    assert caplog.records[-1].path == "/api/v1/topics/"
    assert reader.get("/api/v1/topics/", **address).status_code == 429
    assert reader.get("/api/v1/topics/", REMOTE_ADDR="203.0.113.78").status_code == 200


def test_a_partner_with_a_key_is_counted_by_the_key(reader: WsgiReader) -> None:
    reader.get("/api/v1/topics/")
    key = ApiKey(name="Mirror", hourly_limit=7)
    secret = key.issue()
    key.save()
    answer = reader.get("/api/v1/topics/", HTTP_X_API_KEY=secret)
    assert answer["RateLimit-Policy"].startswith('"key";q=7')
    assert reader.get("/api/v1/topics/")["RateLimit-Policy"].startswith('"anonymous"')


def test_a_commit_by_any_way_shows_at_once(reader: WsgiReader) -> None:
    other = WsgiReader()
    for one in (reader, other):
        one.get("/ru/topics/")
        assert one.is_from_memory("/ru/topics/")
    Topic.objects.filter(slug="ports").update(name_ru="Гавани")
    for one in (reader, other):
        assert "Гавани" in one.get("/ru/topics/").content.decode()
    Topic.objects.filter(slug="ports").update(slug="harbours")
    assert reader.get("/ru/topics/ports/").status_code in (301, 404)
    publishing.withdraw(Article.objects.get(slug="port"), by=factory.make_user("publisher"), reason="Ошибка")
    for one in (reader, other):
        assert one.get("/ru/articles/port/").status_code == 410
        assert one.get("/ru/articles/port/download/bib/").status_code == 410
    other.close()


def test_at_midnight_in_baku_every_answer_is_rebuilt(
    reader: WsgiReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dt.datetime(2026, 11, 30, 19, 59, 59, tzinfo=dt.UTC).timestamp()
    clock = {"now": before}
    monkeypatch.setattr(answers_from_memory.time, "time", lambda: clock["now"])
    monkeypatch.setattr(
        answers_from_memory.timezone,
        "localdate",
        lambda: dt.datetime.fromtimestamp(clock["now"], dt.timezone(dt.timedelta(hours=4))).date(),
    )
    reader.get("/ru/agreements/")
    clock["now"] = before - 3600
    assert reader.is_from_memory("/ru/agreements/")
    clock["now"] = before + 2
    assert not reader.is_from_memory("/ru/agreements/")
    assert reader.is_from_memory("/ru/agreements/")
    clock["now"] = before
    assert not reader.is_from_memory("/ru/agreements/"), "a clock that is set back"


def test_without_the_triggers_or_the_number_django_answers(
    reader: WsgiReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.get("/ru/")
    assert reader.is_from_memory("/ru/")

    def broken(_using: str) -> Any:
        raise sqlite3.OperationalError("gone")

    reader.close()
    monkeypatch.setattr("editorial.records.state_reader._open", broken)
    assert reader.get("/ru/").status_code == 200
    monkeypatch.undo()
    reader.process.reader._not_before = 0
    reader.get("/ru/")
    assert reader.is_from_memory("/ru/")
    name = next(iter(state._wanted(connection, ["topics_topic"])))
    on = ' ON "topics_topic"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}"{on}')
    try:
        blind = WsgiReader()
        blind.get("/ru/")
        assert not blind.is_from_memory("/ru/")
    finally:
        state.install()


def test_a_process_that_keeps_nothing_has_nothing_around_django(settings: Any) -> None:
    settings.ANSWER_CACHE_MB = 0
    handler = WSGIHandler()
    assert answers_from_memory.answers_from_memory(handler) is handler
