"""Tables, calendars and lists of references hold the whole of a list, whatever its length, in constant memory."""

import csv
import io
import json
from typing import Any

import icalendar
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django.plugin import DjangoDbBlocker

from editorial.api import tables
from editorial.api.router import router
from editorial.records import changelog
from editorial.web import whole_lists
from editorial.web.api import viewsets
from tests.campaigns import mark_campaign
from tests.factory import (
    make_agreement,
    make_article,
    make_event,
    make_indicator,
    make_observation,
    make_organisation,
    make_place,
    make_topic,
)

pytestmark = pytest.mark.django_db

MANY = 45  # more than two pages
LISTS = [name for name, viewset, _basename in router.registry if hasattr(viewset, "serializer_class")]


def body_of(answer: Any) -> bytes:
    assert answer.status_code == 200, answer
    content: bytes = answer.getvalue()
    return content


def slugs_in(form: str, body: bytes) -> list[str]:
    if form == "csv":
        return [row["slug"] for row in csv.DictReader(io.StringIO(body.decode(), newline=""))]
    if form == "ndjson":
        return [json.loads(line)["slug"] for line in body.decode().splitlines()]
    names, *rows = load_workbook(io.BytesIO(body)).active.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True))["slug"] for row in rows]


@pytest.mark.parametrize("form", mark_campaign(["csv", "ndjson", "xlsx"], fast=["csv"]))
def test_a_table_holds_the_whole_list_in_its_order(client: Client, form: str) -> None:
    for number in range(MANY):
        make_agreement(slug=f"a{number:02}", parties=("AZ", "KZ"))
    every = [f"a{number:02}" for number in range(MANY)]
    assert slugs_in(form, body_of(client.get(f"/api/v1/agreements.{form}?ordering=-slug"))) == every[::-1]
    assert sorted(slugs_in(form, body_of(client.get(f"/api/v1/agreements/?format={form}&party=KZ")))) == every
    page = body_of(client.get(f"/api/v1/agreements.{form}?ordering=slug&page=2"))
    assert slugs_in(form, page) == every[20:40], "a page that is asked for is one"
    assert len(client.get("/api/v1/agreements/").json()["results"]) == 20


def test_a_calendar_and_references_hold_the_whole_list(client: Client) -> None:
    for number in range(MANY):
        make_event(slug=f"e{number}", started="2022-05-01")
        make_article(slug=f"a{number}")
    calendar = icalendar.Calendar.from_ical(body_of(client.get("/api/v1/events.ics")).decode())
    assert len(calendar.walk("VEVENT")) == MANY
    assert body_of(client.get("/api/v1/articles.bib")).count(b"\n@") + 1 >= MANY
    assert len(json.loads(body_of(client.get("/api/v1/articles.csl")))) == MANY
    assert body_of(client.get("/api/v1/articles.ris")).count(b"TY  - ") == MANY


@pytest.mark.parametrize("form", mark_campaign(["csv", "ndjson", "xlsx", "ics"], fast=["ndjson"]))
def test_a_long_file_is_streamed_and_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    for number in range(MANY):
        make_event(slug=f"e{number:02}", started="2022-05-01")
    whole = client.get(f"/api/v1/events.{form}")
    for module in (whole_lists, tables):
        monkeypatch.setattr(module, "IN_MEMORY", 100)
    streamed = client.get(f"/api/v1/events.{form}")
    assert streamed.streaming
    assert not whole.streaming
    assert streamed["ETag"] == whole["ETag"]
    assert streamed["Content-Type"] == whole["Content-Type"]
    if form == "xlsx":  # a book has the time of its making in it
        assert slugs_in(form, body_of(streamed)) == slugs_in(form, body_of(whole))
    else:
        assert body_of(streamed) == body_of(whole)


@pytest.mark.parametrize("in_memory", [100, 1 << 20])
@pytest.mark.parametrize("form", mark_campaign(["csv", "ndjson", "xlsx", "ics"], fast=["csv"]))
def test_a_client_that_has_the_file_already_gets_not_modified(
    client: Client, monkeypatch: pytest.MonkeyPatch, form: str, in_memory: int
) -> None:
    for module in (whole_lists, tables):
        monkeypatch.setattr(module, "IN_MEMORY", in_memory)
    event = make_event(slug="visit", started="2022-05-01")
    first = client.get(f"/api/v1/events.{form}")
    body_of(first)
    assert first["RateLimit"]
    assert first["Attribution"]
    again = client.get(f"/api/v1/events.{form}", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    event.title_ru = "Иначе"
    event.save()
    changelog.record_save(event)
    changed = client.get(f"/api/v1/events.{form}", headers={"If-None-Match": first["ETag"]})
    assert body_of(changed)


def test_a_fault_on_the_way_sends_no_part_of_a_file(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(MANY):
        make_topic(slug=f"t{number}")
    read = tables.flat

    def failing(row: Any, prefix: str = "") -> Any:
        if row.get("slug") == "t40":
            raise RuntimeError
        return read(row, prefix)

    monkeypatch.setattr(tables, "flat", failing)
    client.raise_request_exception = False
    assert client.get("/api/v1/topics.csv").status_code == 500


def test_more_rows_than_a_sheet_holds_are_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        make_topic(slug=f"t{number}")
    monkeypatch.setattr(tables, "MAX_ROWS", 5)
    answer = client.get("/api/v1/topics.xlsx")
    assert answer.status_code == 400
    assert "4 rows at most, and these are 5" in answer.json()["detail"]
    assert len(slugs_in("csv", body_of(client.get("/api/v1/topics.csv")))) == 5


def make_rows(number: int) -> None:
    for _ in range(number):
        body, place = make_organisation(), make_place()
        make_agreement(parties=("AZ", body), place=place).topics.add(make_topic())
        make_event(place=place, started="2022-05-01").topics.add(make_topic())
        make_article(outlet=body)
        make_observation(make_indicator(), stated_by=body)


@pytest.fixture(scope="module")
def queries(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, list[int]]:
    """Count the queries of each list in chunks of ten over ten rows, twenty, thirty; over forty in one chunk."""
    counts: dict[str, list[int]] = {name: [] for name in LISTS}
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        for chunk in (10, 10, 10, 1000):
            patch.setattr(viewsets, "CHUNK", chunk)
            make_rows(10)
            for name in LISTS:
                with CaptureQueriesContext(connection) as queries:
                    body_of(Client().get(f"/api/v1/{name}.csv"))
                counts[name].append(len(queries))
        transaction.set_rollback(True)
    return counts


@pytest.mark.slow
@pytest.mark.xdist_group("whole lists")
@pytest.mark.parametrize("name", LISTS)
def test_a_whole_list_asks_as_often_for_each_chunk_and_no_oftener(
    queries: dict[str, list[int]], name: str
) -> None:
    ten, twenty, thirty, in_one_chunk = queries[name]
    assert thirty - twenty == twenty - ten <= 12
    assert ten <= 12
    assert in_one_chunk == ten


def test_the_description_says_that_tables_are_whole(client: Client) -> None:
    schema = client.get("/api/schema/?format=json").json()
    content = schema["paths"]["/api/v1/agreements/"]["get"]["responses"]["200"]["content"]
    assert content["text/csv"]["schema"]["description"].startswith("The whole list")
    assert "description" not in content["application/json"]["schema"]
    detail = schema["paths"]["/api/v1/agreements/{slug}/"]["get"]["responses"]["200"]["content"]
    assert "description" not in detail["text/csv"]["schema"]
