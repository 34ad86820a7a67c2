"""Public answers come from memory, and never a stale or a private one."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import brotli
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.records import state
from editorial.topics.models import Topic
from editorial.web import answer_cache, answer_store
from editorial.web.reading_preferences import CHOICES
from tests import factory
from tests.campaigns import mark_campaign

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESSES = (
    "/ru/",
    "/ru/articles/",
    "/en/topics/",
    "/api/v1/topics/",
    "/ru/articles/feed/",
    "/ru/search/?q=порт",
)


@pytest.fixture
def reader(settings: Any) -> Iterator[Client]:
    """Return a reader before a process that keeps answers and has none yet."""
    settings.ANSWER_CACHE_MB = 16
    return Client()


def queries(reader: Client, address: str, **headers: str) -> tuple[HttpResponse, int]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = reader.get(address, headers=headers)
    return answer, len(captured)


@pytest.mark.parametrize("address", mark_campaign(ADDRESSES, fast=ADDRESSES[:2]))
def test_a_second_reader_is_answered_by_one_query_and_the_same_bytes(reader: Client, address: str) -> None:
    factory.make_article()
    first, _built = queries(reader, address)
    second, count = queries(reader, address)
    assert count == 1
    assert second.content == first.content
    assert {k: v for k, v in second.items() if k not in CHANGING} == {
        k: v for k, v in first.items() if k not in CHANGING
    }
    again, _count = queries(reader, address, If_None_Match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "public, max-age=0, must-revalidate"


# Last-Modified is left out for two seconds after a change, as more may follow in the same second.
CHANGING = {"X-Request-ID", "RateLimit", "RateLimit-Policy", "Last-Modified"}


def test_a_write_past_the_services_shows_at_once_in_every_process(reader: Client) -> None:
    other = Client()
    factory.make_topic(name_ru="Порты", slug="ports")
    for one in (reader, other):
        assert "Порты" in one.get("/ru/topics/").content.decode()
    Topic.objects.filter(slug="ports").update(name_ru="Гавани")
    for one in (reader, other):
        assert "Гавани" in one.get("/ru/topics/").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE topics_topic SET name_ru = 'Причалы' WHERE slug = 'ports'")
    for one in (reader, other):
        assert "Причалы" in one.get("/ru/topics/").content.decode()


def test_a_withdrawn_text_and_its_copies_are_gone_with_the_commit(reader: Client) -> None:
    article = factory.make_article(slug="port")
    addresses = ("/ru/articles/port/", "/api/v1/articles/port/", "/api/v1/articles/port/?format=jsonld")
    assert [reader.get(one).status_code for one in addresses] == [200] * 3
    publishing.withdraw(
        Article.objects.get(pk=article.pk), by=factory.make_user("publisher"), reason="Ошибка"
    )
    assert [reader.get(one).status_code for one in addresses] == [410] * 3
    assert "no-store" in reader.get(addresses[1])["Cache-Control"]


def test_without_the_triggers_nothing_is_cached_and_the_log_says_so(
    reader: Client, caplog: pytest.LogCaptureFixture
) -> None:
    factory.make_topic(name_ru="Порты", slug="ports")
    name = next(iter(state._wanted(connection, ["topics_topic"])))
    with connection.cursor() as cursor:
        cursor.execute(
            f'DROP TRIGGER "{name}"' + (' ON "topics_topic"' if connection.vendor == "postgresql" else "")
        )
    try:
        reader.get("/ru/")
        assert queries(reader, "/ru/")[1] > 1
        assert name in caplog.text
    finally:
        state.install()


def test_the_next_day_every_answer_is_rebuilt(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.get("/ru/agreements/")
    assert queries(reader, "/ru/agreements/")[1] == 1
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(answer_cache.timezone, "localdate", lambda: tomorrow)
    assert queries(reader, "/ru/agreements/")[1] > 1


def test_what_is_negotiated_is_stored_separately(reader: Client) -> None:
    factory.make_topic(name_ru="Порты", name_en="Ports")
    plain = reader.get("/ru/topics/")
    assert "Content-Encoding" not in plain
    packed = reader.get("/ru/topics/", headers={"Accept-Encoding": "br, gzip"})
    zipped = reader.get("/ru/topics/", headers={"Accept-Encoding": "gzip"})
    assert brotli.decompress(packed.content) == gzip.decompress(zipped.content) == plain.content
    assert len({plain["ETag"], packed["ETag"], zipped["ETag"]}) == 3
    reader.cookies["reading"] = "size=huge"
    assert reader.get("/ru/topics/").content != plain.content
    del reader.cookies["reading"]
    assert reader.get("/ru/topics/").content == plain.content
    as_json = reader.get("/api/v1/topics/")
    as_csv = reader.get("/api/v1/topics/", headers={"Accept": "text/csv"})
    assert as_json["Content-Type"] != as_csv["Content-Type"]


def test_nothing_of_one_reader_alone_is_cached_or_given_to_another(reader: Client) -> None:
    factory.make_topic(slug="ports")
    for address in ("/ru/?utm_source=letter", "/ru/articles/none/"):
        reader.get(address)
        assert queries(reader, address)[1] > 1, address
    reader.get("/ru/")
    editor = Client()
    editor.force_login(factory.make_user("editor"))
    editor.handler = reader.handler  # the same process
    assert queries(editor, "/ru/")[1] > 1
    assert queries(reader, "/ru/", Range="bytes=0-9")[1] > 1
    assert queries(reader, "/ru/")[1] == 1


def test_the_store_drops_the_longest_unused_and_holds_its_size(settings: Any) -> None:
    store = answer_store.AnswerStore(53_000)
    meta: dict[str, str] = {}
    for number in range(9):
        answer = answer_store.StoredAnswer(bytes(1000), ())
        store.get("state", (number,), meta)
        store.put("state", (number,), meta, (), answer)
        store.get("state", (0,), meta)
    assert store.bytes <= 53_000
    assert store.get("state", (0,), meta) is not None
    assert store.get("state", (1,), meta) is None
    assert store.get("next", (0,), meta) is None
    assert store.bytes == 0


HEADERS = st.fixed_dictionaries(
    {
        "HTTP_ACCEPT_ENCODING": st.sampled_from(
            ["", "gzip", "br", "gzip, br", "br;q=0, gzip", "identity", "*"]
        ),
        "HTTP_COOKIE": st.sampled_from(
            [
                "",
                *(f"reading={name}={value}" for name, (_l, values) in CHOICES.items() for value in values),
                "x=1",
            ]
        ),
        "HTTP_ACCEPT_LANGUAGE": st.sampled_from(["", "ru", "kk,ru;q=0.5", "az", "en-GB,en"]),
        "HTTP_ACCEPT": st.sampled_from(["", "*/*", "application/json", "text/csv", "application/ld+json"]),
    }
)


@pytest.mark.slow
@example_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # nothing is written
@given(
    given=HEADERS, address=st.sampled_from(["/ru/topics/", "/api/v1/topics/", "/kk/", "/en/articles/feed/"])
)
def test_an_answer_from_memory_is_the_answer_rebuilt(
    cached_and_plain: tuple[Client, Client], given: dict[str, Any], address: str
) -> None:
    cached, plain = (one.get(address, **given) for one in cached_and_plain)
    assert cached.content == plain.content
    assert {k: v for k, v in cached.items() if k not in CHANGING} == {
        k: v for k, v in plain.items() if k not in CHANGING
    }


@pytest.fixture
def cached_and_plain(settings: Any) -> tuple[Client, Client]:
    """Return a reader before a process that keeps answers, and one before a process that keeps none."""
    factory.make_topic(name_ru="Порты", name_en="Ports", name_kk="Порттар")
    factory.make_article()
    plain, cached = Client(), Client()
    settings.ANSWER_CACHE_MB = 0
    plain.get("/ru/")
    settings.ANSWER_CACHE_MB = 16
    cached.get("/ru/")
    return cached, plain
