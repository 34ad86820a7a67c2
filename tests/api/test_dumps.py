"""The whole record as one file, taken back by a reader of data packages, whole or in parts."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from frictionless import Package

from editorial.records import changelog
from editorial.records.models import Change, ChangeKind
from tests.factory import (
    make_agreement,
    make_article,
    make_draft,
    make_event,
    make_indicator,
    make_observation,
    make_topic,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/api/dumps/record.zip"


@pytest.fixture
def dump(tmp_path: Path, settings: Any) -> Path:
    """Return the dump of a small record."""
    settings.DUMPS_ROOT = tmp_path
    topic = make_topic(slug="oil", name_ru="Нефть,\n«чёрное золото»")
    make_article(slug="corridor", topics=(topic,), body='<p>О портах; и "причалах".</p>')
    make_agreement(slug="transit")
    make_event(slug="visit")
    make_observation(make_indicator(slug="trade"), slug="trade-2023")
    make_draft(slug="draft", title="Тайный черновик")
    make_event(slug="hidden", title="Скрытая встреча", state="draft")
    changelog.record_change(topic, ChangeKind.CREATED)
    call_command("dump_record", to=tmp_path, verbosity=0)
    return tmp_path / "record.zip"


def test_a_reader_of_data_packages_takes_everything_back(dump: Path, client: Client) -> None:
    package = Package(str(dump))
    report = package.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    (article,) = package.get_resource("articles").read_rows()
    assert article["text.text"] == 'О портах; и "причалах".'
    (topic,) = package.get_resource("topics").read_rows()
    assert topic["name.ru"] == "Нефть,\n«чёрное золото»"
    assert package.to_dict()["changes_since"] == changelog.last_position()
    with zipfile.ZipFile(dump) as archive:
        held = [json.loads(line) for line in archive.open("data/agreements.ndjson")]
    shown = client.get("/api/v1/agreements/transit/").json()
    assert held == [shown | {"url": held[0]["url"]}]


def test_nothing_unpublished_is_in_it(dump: Path) -> None:
    with zipfile.ZipFile(dump) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for secret in ("Тайный", "Скрытая", "hidden", '"draft"'):
        assert secret not in everything


def test_it_is_fetched_whole_or_in_parts(dump: Path, client: Client) -> None:
    data = dump.read_bytes()
    whole = client.get(ADDRESS)
    assert (whole.status_code, whole["Accept-Ranges"]) == (200, "bytes")
    assert whole.getvalue() == data
    rest = client.get(ADDRESS, headers={"Range": "bytes=100-", "If-Range": whole["ETag"]})
    assert (rest.status_code, rest["Content-Range"]) == (206, f"bytes 100-{len(data) - 1}/{len(data)}")
    assert rest.getvalue() == data[100:]
    assert client.get(ADDRESS, headers={"Range": "bytes=5-9"}).getvalue() == data[5:10]
    assert client.get(ADDRESS, headers={"Range": "bytes=-7"}).getvalue() == data[-7:]
    other = client.get(ADDRESS, headers={"Range": "bytes=5-9", "If-Range": '"older"'})
    assert (other.status_code, other.getvalue()) == (200, data)
    assert client.get(ADDRESS, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    dated = client.get(ADDRESS, headers={"Range": "bytes=5-9", "If-Range": whole["Last-Modified"]})
    assert (dated.status_code, dated.getvalue()) == (206, data[5:10])
    assert (client.head(ADDRESS)["Content-Length"], client.head(ADDRESS).getvalue()) == (str(len(data)), b"")
    past = client.get(ADDRESS, headers={"Range": f"bytes={len(data)}-"})
    assert (past.status_code, past["Content-Range"]) == (416, f"bytes */{len(data)}")


def test_where_no_dump_was_made_that_is_reported(client: Client, tmp_path: Path, settings: Any) -> None:
    settings.DUMPS_ROOT = tmp_path
    assert "dump_record" in client.get(ADDRESS).json()["detail"]


def test_rows_from_before_the_log_are_noted_once() -> None:
    make_event(slug="old"), make_topic(slug="oil"), make_event(slug="draft", state="draft")
    for expected in ("2 noted", "0 noted"):
        out = io.StringIO()
        call_command("complete_changes", stdout=out)
        assert out.getvalue().strip() == expected
    changelog.assign_positions()
    found = set(Change.objects.values_list("type", "slug", "kind"))
    assert found == {("event", "old", "published"), ("topic", "oil", "created")}
