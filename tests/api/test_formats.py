"""Lists and details in other formats, by suffix and by Accept; readers of others take them back."""

import csv
import io
import json
from typing import Any

import icalendar
import pytest
from django.test import Client
from lxml import etree
from openpyxl import load_workbook

from editorial.articles.models import Article
from editorial.records import changelog
from editorial.records.models import ChangeKind
from tests.factory import (
    make_agreement,
    make_article,
    make_collection,
    make_event,
    make_expert,
    make_organisation,
    make_place,
    make_topic,
)

pytestmark = pytest.mark.django_db


def fetch(client: Client, address: str, content_type: str, accept: str = "") -> bytes:
    answer = client.get(f"/api/v1/{address}", headers={"Accept": accept} if accept else {})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].partition(";")[0] == content_type
    return bytes(answer.content)


def test_a_list_as_csv_is_a_table_of_flat_columns(client: Client) -> None:
    make_topic(slug="oil", name_ru="Нефть, газ\nи уголь", name_en="Oil")
    text = fetch(client, "topics.csv", "text/csv").decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["slug"], row["name.ru"], row["name.en"]) == ("oil", "Нефть, газ\nи уголь", "Oil")
    assert fetch(client, "topics/", "text/csv", accept="text/csv").decode() == text


def test_a_list_as_xlsx_holds_text_as_text(client: Client) -> None:
    make_agreement(slug="transit", title="=1+1")
    book = load_workbook(io.BytesIO(fetch(
        client, "agreements.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )))  # fmt: skip
    names, values = ([cell.value for cell in row] for row in book.active.iter_rows())
    row = dict(zip(names, values, strict=True))
    assert (row["slug"], row["title.ru"], row["topics"]) == ("transit", "=1+1", None)
    assert json.loads(row["parties"])[0]["country"] == "AZ"


def test_a_list_as_ndjson_has_a_row_a_line(client: Client) -> None:
    for slug in ("a", "b"):
        make_topic(slug=slug)
    lines = fetch(client, "topics.ndjson?ordering=slug", "application/x-ndjson").decode().splitlines()
    assert [json.loads(line)["slug"] for line in lines] == ["a", "b"]
    assert json.loads(lines[0]) == client.get("/api/v1/topics/a/").json()


def test_things_of_schema_org(client: Client) -> None:
    make_article(slug="corridor", authors=(make_expert(),), dated="2024-05", topics=(make_topic(slug="oil"),))
    thing = json.loads(fetch(client, "articles/corridor.jsonld", "application/ld+json"))
    assert (thing["@context"], thing["@type"], thing["headline"]) == (
        "https://schema.org",
        "Article",
        "О коридоре",
    )
    assert thing["author"][0]["name"] == "Айша Каримова"
    assert (thing["datePublished"], thing["keywords"]) == ("2024-05", ["oil"])
    listed = json.loads(fetch(client, "articles/", "application/ld+json", accept="application/ld+json"))
    assert listed["itemListElement"][0]["item"]["identifier"] == "corridor"


@pytest.mark.parametrize("name", ["collections", "agreements", "events", "experts", "places", "affiliations"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ndjson", "jsonld"])
def test_every_list_has_every_format(client: Client, name: str, suffix: str) -> None:
    make_collection(), make_agreement(), make_event(), make_expert(), make_place()
    assert client.get(f"/api/v1/{name}.{suffix}").status_code == 200


@pytest.mark.parametrize(
    ("suffix", "content_type", "part"),
    [
        ("bib", "application/x-bibtex", "О коридоре"),
        ("ris", "application/x-research-info-systems", "О коридоре"),
        ("csl", "application/vnd.citationstyles.csl+json", "О коридоре"),
        ("jats", "application/jats+xml", "<article-title"),
        ("md", "text/markdown", "Текст статьи."),
        ("txt", "text/plain", "Текст статьи."),
        ("html", "text/html", "Текст статьи."),
    ],
)
def test_a_text_in_the_formats_of_the_field(
    client: Client, suffix: str, content_type: str, part: str
) -> None:
    make_article(slug="corridor", authors=(make_expert(),))
    by_suffix = fetch(client, f"articles/corridor.{suffix}", content_type)
    assert part in by_suffix.decode()
    if suffix != "html":
        assert fetch(client, "articles/corridor/", content_type, accept=content_type) == by_suffix
    if suffix == "jats":
        assert etree.fromstring(by_suffix).tag == "article"


def test_citations_of_a_whole_list(client: Client) -> None:
    oil = make_topic(slug="oil")
    for slug in ("one", "two"):
        make_article(slug=slug, topics=(oil,))
    make_article(slug="other")
    items = json.loads(fetch(client, "articles.csl?topic=oil", "application/vnd.citationstyles.csl+json"))
    assert sorted(item["id"] for item in items) == ["one", "two"]
    assert fetch(client, "articles.ris?topic=oil", "application/x-research-info-systems").count(b"ER  -") == 2


def test_events_as_a_calendar(client: Client) -> None:
    make_event(
        slug="visit", title="Визит; встреча, " + "очень " * 20, started="2022-08-24", place=make_place()
    )
    make_event(slug="month", started="2022-11")
    make_event(slug="undated", started=None)
    calendar = icalendar.Calendar.from_ical(fetch(client, "events.ics?ordering=started_on", "text/calendar"))
    visit, month = calendar.walk("VEVENT")
    assert str(visit["SUMMARY"]) == "Визит; встреча, " + "очень " * 20
    assert (str(visit["DTSTART"].dt), str(visit["DTEND"].dt)) == ("2022-08-24", "2022-08-25")
    assert (str(month["DTSTART"].dt), str(month["DTEND"].dt)) == ("2022-11-01", "2022-12-01")
    assert str(visit["LOCATION"]) == "Баку"
    one = icalendar.Calendar.from_ical(fetch(client, "events/visit.ics", "text/calendar"))
    assert len(one.walk("VEVENT")) == 1


@pytest.mark.parametrize(
    ("address", "accept", "status"),
    [
        ("topics/nothing.csv", "", 404),
        ("topics.csv?kiind=x", "", 400),
        ("topics.bib", "", 404),
        ("topics/", "application/x-bibtex", 406),
        ("articles.jats", "", 404),
        ("events/gone.ics", "", 410),
    ],
)
def test_refusals_are_problems_whatever_was_requested(
    client: Client, address: str, accept: str, status: int
) -> None:
    make_event(slug="gone", state="withdrawn")
    make_article()
    answer: Any = client.get(f"/api/v1/{address}", headers={"Accept": accept} if accept else {})
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_a_list_without_rows_still_says_its_type(client: Client) -> None:
    answer = client.get("/api/v1/mechanisms/?format=ndjson")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Content-Type"].startswith("application/x-ndjson")


def test_what_a_thing_is_tied_to_is_a_thing_too(client: Client) -> None:
    book, place, expert = make_collection(slug="book"), make_place(slug="aktau"), make_expert(slug="expert")
    expert.affiliations.create(organisation=make_organisation(slug="body"), position="советник")
    make_article(slug="corridor", authors=(expert,), collection=book, order_in_collection=1)
    make_event(slug="visit", place=place, part_of=make_event(slug="forum"))

    def thing(address: str) -> dict[str, Any]:
        return dict(json.loads(fetch(client, address, "application/ld+json")))

    text = thing("articles/corridor.jsonld")
    assert text["isPartOf"] == {"@type": "Book", "identifier": "book"}
    assert text["author"] == [{"@type": "Person", "identifier": "expert", "name": "Айша Каримова"}]
    full = thing("articles/corridor.jsonld?expand=collection,contributions.expert")
    assert full["isPartOf"]["@id"] == "http://testserver/ru/collections/book/"
    assert full["author"][0]["familyName"] == [{"@language": "ru", "@value": "Каримова"}]
    event = thing("events/visit.jsonld")
    assert event["location"] == {"@type": "Place", "identifier": "aktau"}
    assert event["superEvent"] == {"@type": "Event", "identifier": "forum"}
    assert thing("experts/expert.jsonld")["affiliation"] == [{"@type": "Organization", "identifier": "body"}]
    changelog.record_change(book, ChangeKind.CHANGED)
    line = thing("changes.jsonld")["itemListElement"][-1]
    assert line["item"]["@type"] == "DataFeedItem"
    assert line["item"]["item"] == {"@type": "Book", "identifier": "book"}


def test_times_are_in_utc(client: Client) -> None:
    make_article(slug="corridor"), make_agreement()
    text = client.get("/api/v1/articles/corridor/").json()
    rows = client.get("/api/v1/agreements/").json()["results"]
    changelog.record_change(Article.objects.get(), ChangeKind.CHANGED)
    log = client.get("/api/v1/changes/").json()["results"]
    times = [text["published_at"], text["updated_at"], text["editions"][0]["published_at"], log[0]["at"]]
    assert all(time.endswith("Z") for time in [*times, rows[0]["changed_at"]])


def test_a_thing_has_one_name_in_every_language_on_its_page_and_in_the_api(client: Client) -> None:
    make_expert(slug="expert")
    names = set()
    for language in ("ru", "kk", "az", "en"):
        described = fetch(client, f"experts/expert.jsonld?lang={language}", "application/ld+json")
        names.add(json.loads(described)["@id"])
        page = client.get(f"/{language}/experts/expert/").content.decode()
        names.add(json.loads(page.partition("ld+json")[2].partition(">")[2].partition("</script>")[0])["@id"])
    assert names == {"http://testserver/ru/experts/expert/"}
