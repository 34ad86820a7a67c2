"""The record by its API: lists, details, languages, filters, and what is refused."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from drf_spectacular.validation import validate_schema
from pytest_django.plugin import DjangoDbBlocker

from tests.factory import (
    make_agreement,
    make_article,
    make_collection,
    make_draft,
    make_event,
    make_expert,
    make_indicator,
    make_mechanism,
    make_observation,
    make_organisation,
    make_place,
    make_topic,
)

pytestmark = pytest.mark.django_db

LISTS = (
    "articles", "collections", "experts", "organisations", "agreements", "events", "mechanisms", "indicators",
    "observations", "topics", "places",
)  # fmt: skip


def get(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    """Return the JSON of an answer of the expected status."""
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.content
    return dict(answer.json())


def make_one_of_each(number: int) -> None:
    """Make a row of every list, tied to others as in the record."""
    topic, place, body = make_topic(), make_place(), make_organisation()
    expert = make_expert()
    expert.affiliations.create(
        organisation=body, position="советник", attested_on="2024-01-01", attested_on_precision="year"
    )
    book = make_collection(place=place)
    book.publishers.create(organisation=body)
    book.contributions.create(expert=expert, role="editor")
    article = make_article(
        topics=(topic,), authors=(expert,), collection=book, order_in_collection=1, outlet=body, dated="2024"
    )
    edition = article.editions.get()
    agreement = make_agreement(parties=("AZ", body), place=place)
    agreement.topics.add(topic)
    agreement.actions.create(kind="signed", dated_on="2022-08-24", dated_on_precision="day")
    agreement.relations.create(kind="based_on", other=make_agreement())
    agreement.sources.create(edition=edition, anchor="p-1")
    series = make_mechanism(organisation=body)
    series.sources.create(edition=edition, anchor="p-1")
    event = make_event(mechanism=series, number=number, place=place)
    event.topics.add(topic)
    event.participants.create(expert=expert)
    event.outcomes.create(kind="signed", agreement=agreement)
    event.sources.create(edition=edition, anchor="p-1")
    indicator = make_indicator()
    indicator.topics.add(topic)
    make_observation(indicator, stated_by=body).sources.create(edition=edition, anchor="p-1")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_and_each_detail_answer(client: Client, name: str) -> None:
    make_one_of_each(1)
    found = get(client, f"{name}/")
    assert found["count"] >= 1
    for row in found["results"]:
        detail = get(client, f"{name}/{row['slug']}/")
        assert {key: detail[key] for key in row} == row


@pytest.fixture(scope="module")
def queries(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, list[tuple[int, int]]]:
    """Count the queries of each list and of a row of it, with one row of each kind and with four."""
    counts: dict[str, list[tuple[int, int]]] = {name: [] for name in LISTS}
    with django_db_blocker.unblock(), transaction.atomic():
        for numbers in ((1,), (2, 3, 4)):
            for number in numbers:
                make_one_of_each(number)
            for name in LISTS:
                with CaptureQueriesContext(connection) as of_list:
                    slug = get(Client(), f"{name}/?page_size=100")["results"][0]["slug"]
                with CaptureQueriesContext(connection) as of_detail:
                    get(Client(), f"{name}/{slug}/")
                counts[name].append((len(of_list), len(of_detail)))
        transaction.set_rollback(True)
    return counts


@pytest.mark.xdist_group("queries of the record")
@pytest.mark.parametrize("name", LISTS)
def test_the_number_of_queries_does_not_grow(queries: dict[str, list[tuple[int, int]]], name: str) -> None:
    one, four = queries[name]
    assert one == four
    of_list, of_detail = one
    assert of_list <= 6
    assert of_detail <= 10 if name == "agreements" else of_detail <= 7


def test_texts_come_in_all_languages_or_in_one(client: Client) -> None:
    make_topic(slug="energy", name_ru="Энергетика", name_en="Energy")
    assert get(client, "topics/energy/")["name"] == {"ru": "Энергетика", "en": "Energy"}
    assert get(client, "topics/energy/?lang=en")["name"] == "Energy"
    assert get(client, "topics/energy/?lang=kk")["name"] == "Энергетика"


def test_a_partial_date_reads_as_edtf_with_a_day_to_sort_by(client: Client) -> None:
    make_agreement(slug="roadmap", signed="2022-11")
    row = get(client, "agreements/roadmap/")
    assert (row["signed"], row["signed_on"]) == ("2022-11", "2022-11-01")


def test_the_status_is_as_of_the_day_requested(client: Client) -> None:
    agreement = make_agreement(slug="transit", signed="2020-05-24")
    agreement.actions.create(kind="entered_into_force", dated_on="2021-03-01", dated_on_precision="day")
    statuses = {
        day: get(client, f"agreements/?on={day}&existed={existed}")["results"][0]["status"]
        for day, existed in (("2020-01-01", "later"), ("2020-12-31", "by_then"), ("2021-03-01", "by_then"))
    }
    assert get(client, "agreements/?on=2020-01-01")["count"] == 0
    assert statuses == {"2020-01-01": "not_in_force", "2020-12-31": "not_in_force", "2021-03-01": "in_force"}
    assert get(client, "agreements/?on=2020-12-31&status=in_force")["count"] == 0


def test_filters_narrow_as_on_the_pages(client: Client) -> None:
    topic = make_topic(slug="energy")
    wanted = make_agreement(slug="wanted", parties=("KZ", "GE"), kind="memorandum", signed="2019")
    wanted.topics.add(topic)
    make_agreement(parties=("AZ", "KZ"))
    address = "agreements/?party=GE&kind=memorandum&topic=energy&year=2019"
    assert [row["slug"] for row in get(client, address)["results"]] == ["wanted"]


def test_lists_are_ordered_and_paged(client: Client) -> None:
    for year in (2001, 2003, 2002):
        make_agreement(slug=f"a-{year}", signed=str(year))
    found = get(client, "agreements/?ordering=signed_on&page_size=2")
    assert [row["slug"] for row in found["results"]] == ["a-2001", "a-2002"]
    assert [
        row["slug"] for row in get(client, "agreements/?ordering=signed_on&page_size=2&page=2")["results"]
    ] == ["a-2003"]


def test_only_published_things_are_shown(client: Client) -> None:
    draft = make_draft(title="Тайный черновик")
    hidden = [
        ("articles", draft),
        ("agreements", make_agreement(state="draft", party_count=0)),
        ("events", make_event(state="draft")),
        ("experts", make_expert(state="draft")),
        ("indicators", make_indicator(state="draft")),
    ]
    make_observation(hidden[-1][1], slug="secret-value")
    for name, row in hidden:
        assert get(client, f"{name}/")["count"] == 0
        get(client, f"{name}/{row.slug}/", 404)
    assert get(client, "observations/")["count"] == 0
    get(client, "observations/secret-value/", 404)


def test_ties_to_what_is_not_published_are_not_shown(client: Client) -> None:
    agreement, event = make_agreement(slug="shown"), make_event(slug="visit")
    agreement.relations.create(kind="amends", other=make_agreement(slug="hidden", state="draft"))
    event.outcomes.create(kind="adopted", agreement=make_agreement(slug="hidden-too", state="draft"))
    assert "hidden" not in str(get(client, "agreements/shown/"))
    assert "hidden" not in str(get(client, "events/visit/"))


def test_what_was_withdrawn_leaves_a_tombstone(client: Client) -> None:
    make_event(slug="gone", state="withdrawn")
    problem = get(client, "events/gone/", 410)
    assert problem["tombstone"]["slug"] == "gone"
    assert problem["tombstone"]["reason"] == problem["detail"] == "Повтор записи"


@pytest.mark.parametrize(
    ("address", "status", "named"),
    [
        ("agreements/?kind=tresty", 400, "tresty"),
        ("agreements/?kiind=treaty", 400, "Did you mean “kind”"),
        ("agreements/?on=2022-13-01", 400, "on"),
        ("agreements/?page=0", 400, "page"),
        ("agreements/?page=99", 404, "99"),
        ("agreements/?page_size=1000", 400, "page_size"),
        ("agreements/?ordering=colour", 400, "colour"),
        ("agreements/?lang=de", 400, "“de”"),
        ("agreements/nothing/", 404, "“nothing”"),
        ("agreements/nothing/?kind=treaty", 400, "kind"),
        ("nothing/", 404, "/api/v1/nothing/"),
        ("topics/?q=%00", 400, "q"),
    ],
)
def test_what_is_wrong_is_named(client: Client, address: str, status: int, named: str) -> None:
    make_agreement()
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert named in str(problem)


def test_the_record_cannot_be_written(client: Client) -> None:
    topic = make_topic(slug="energy")
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)("/api/v1/topics/energy/", data="{}", content_type="application/json")
        assert answer.status_code == 405
    topic.refresh_from_db()


def test_the_schema_is_openapi_31_and_names_every_list(client: Client) -> None:
    answer = client.get("/api/schema/?format=json")
    schema = answer.json()
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)
    for name in LISTS:
        assert f"/api/v1/{name}/" in schema["paths"]
        assert f"/api/v1/{name}/{{slug}}/" in schema["paths"]
    assert client.get("/api/docs/").status_code == 200
    assert set(get(client, "")) == {
        *LISTS, "affiliations", "pages", "changes", "disagreements", "search", "oai", "dump", "schema", "docs",
        "licence",
    }  # fmt: skip
