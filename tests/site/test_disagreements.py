"""All disagreements between sources: the page, its filters, the marks and filters of lists, the API."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editorial.agreements.models import Agreement
from editorial.indicators.models import Observation
from tests.desk_client import confirm, opened, saved, url_of
from tests.factory import (
    make_agreement,
    make_article,
    make_event,
    make_expert,
    make_indicator,
    make_observation,
    make_topic,
)

pytestmark = pytest.mark.django_db


def state(row: Any, aspect: str, *statements: str) -> None:
    for number, statement in enumerate(statements, start=1):
        edition = make_article(title=f"Text {number} of {row.pk} {aspect}").editions.get()
        row.sources.create(edition=edition, anchor=f"p-{number}", aspect=aspect, statement_ru=statement)


@pytest.fixture
def record() -> None:
    """One disagreement of each kind, one that is explained, and what is none."""
    treaty, visit = make_agreement(slug="treaty", signed="2005"), make_event(slug="visit", started="2023-04")
    state(treaty, "title", "Union", "Alliance")
    state(visit, "date", "10 April", "23 April")
    state(visit, "number", "Nine documents", "14 documents")
    visit.explanations.create(aspect="date", text_ru="Одно событие.", text_en="One and the same event.")
    visit.topics.add(make_topic(slug="politics", name_en="Politics"))
    state(make_expert(slug="author", family_name_en="Author"), "other", "Named.", "Not named.")
    trade = make_indicator(slug="trade", name_en="Trade")
    for slug, value in (("trade-1", 529), ("trade-2", 314)):
        row = make_observation(trade, slug=slug, value=value, started="2023")
        row.sources.create(document_title=f"Source of {slug}")
    state(make_event(slug="agreeing"), "date", "«10 April».", "10 april")
    state(make_agreement(slug="secret", state="draft"), "title", "Hidden", "Unseen")
    make_observation(make_indicator(slug="hidden", state="draft"), slug="h1", value=1, started="2023")


def page_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:300]
    return " ".join(response.content.decode().split())


def listed(page: str) -> list[str]:
    return re.findall(r'<section class="versions" id="([\w-]+)"', page)


def test_all_disagreements_are_on_one_page_with_who_says_what(client: Client, record: None) -> None:
    page = page_of(client, "/en/disagreements/")
    found = listed(page)
    assert len(found) == 5
    assert found[:3] == ["event-visit-date", "event-visit-number", f"indicator-trade-value-{_first_value()}"]
    assert set(found[3:]) == {"agreement-treaty-title", "expert-author-other"}
    for words in (
        "10 April",
        "23 April",
        "529",
        "314",
        "Source of trade-1",
        "#p-2",
        "One and the same event.",
    ):
        assert words in page
    assert "Hidden" not in page
    assert 'href="/en/events/visit/#differ-date"' in page
    assert 'id="differ-date"' in page_of(client, "/en/events/visit/")
    assert "5 disagreements" in page


def _first_value() -> int:
    return Observation.objects.filter(indicator__slug="trade").order_by("pk").values_list("pk", flat=True)[0]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("kind=date", 1), ("kind=date&kind=count", 2), ("kind=name", 1), ("kind=value", 1), ("kind=other", 1),
        ("type=event", 2), ("type=expert,indicator", 2), ("topic=politics", 2), ("explained=yes", 1),
        ("explained=no&type=event", 1),
    ],
)  # fmt: skip
def test_the_page_and_the_api_narrow_by_kind_type_topic_and_explanation(
    client: Client, record: None, query: str, number: int
) -> None:
    assert len(listed(page_of(client, f"/en/disagreements/?{query}"))) == number
    answer = client.get(f"/api/v1/disagreements/?{query}").json()
    assert (answer["count"], len(answer["results"])) == (number, number)


@pytest.mark.parametrize("query", ["kind=song", "type=article", "topic=none", "explained=perhaps", "page=x"])
def test_an_impossible_value_is_refused(client: Client, record: None, query: str) -> None:
    assert query.split("=", maxsplit=1)[0] in page_of(client, f"/en/disagreements/?{query}", 400)
    if not query.startswith("topic"):
        assert client.get(f"/api/v1/disagreements/?{query}").status_code == 400


def test_a_filter_counts_what_each_value_would_leave(client: Client, record: None) -> None:
    page = page_of(client, "/en/disagreements/?type=event")
    facet = page[page.index('id="facet-kind"') :].split("</section>", maxsplit=1)[0]
    assert re.findall(r'<span\s*>([^<]*)</span> <span class="facet__count">(\d)', facet) == [
        ("date", "1"), ("number", "1"),
    ]  # fmt: skip
    assert 'href="?type=event&amp;kind=date"' in facet


def test_the_api_tells_the_versions_with_their_sources(client: Client, record: None) -> None:
    (date,) = client.get("/api/v1/disagreements/?kind=date&lang=en").json()["results"]
    assert (date["key"], date["aspect"], date["type"], date["slug"]) == (
        "event-visit-date",
        "date",
        "event",
        "visit",
    )
    assert date["explanation"] == "One and the same event."
    assert [one["statement"] for one in date["versions"]] == ["10 April", "23 April"]
    assert [source["passage"] for one in date["versions"] for source in one["sources"]] == ["p-1", "p-2"]
    (value,) = client.get("/api/v1/disagreements/?kind=value").json()["results"]
    assert [one["observation"] for one in value["versions"]] == ["trade-1", "trade-2"]
    assert value["explanation"] is None
    first = client.get("/api/v1/disagreements/?page_size=2").json()
    assert "page=2" in first["next"]
    assert client.get("/api/v1/disagreements/?page=9").status_code == 404


@pytest.mark.parametrize(
    ("page", "slug"),
    [("agreements", "treaty"), ("events", "visit"), ("indicators", "trade"), ("experts", "author")],
)
def test_each_list_marks_and_finds_records_about_which_sources_differ(
    client: Client, record: None, page: str, slug: str
) -> None:
    (
        make_agreement(slug="plain"),
        make_event(slug="plain"),
        make_indicator(slug="plain"),
        make_expert(slug="plain"),
    )
    whole = page_of(client, f"/en/{page}/")
    assert "plain" in whole
    mark = "other sources report a different value" if page == "indicators" else "sources differ</a>"
    assert whole.count(mark) == 1
    narrowed = page_of(client, f"/en/{page}/?has_disagreements=true")
    assert f"/en/{page}/{slug}/" in narrowed
    assert f"/en/{page}/plain/" not in narrowed
    others = page_of(client, f"/en/{page}/?has_disagreements=false")
    assert f"/en/{page}/plain/" in others
    assert f"/en/{page}/{slug}/" not in others
    rows = client.get(f"/api/v1/{page}/?has_disagreements=true").json()["results"]
    assert [row["slug"] for row in rows] == [slug]


def test_the_first_page_shows_the_latest(client: Client, record: None) -> None:
    page = page_of(client, "/en/")
    section = page[page.index('href="/en/disagreements/">Disagreements between sources</a></h2>') :]
    assert "10 April" in section
    assert "5 disagreements" in section
    assert 'href="/en/disagreements/#event-visit-date"' in section


def test_an_explanation_is_shown_on_the_page_of_the_record(client: Client, record: None) -> None:
    assert "One and the same event." in page_of(client, "/en/events/visit/")
    value = Observation.objects.get(slug="trade-1")
    value.explanations.create(aspect="value", text_ru="Разные ведомства.", text_en="Two agencies.")
    assert "Two agencies." in page_of(client, "/en/indicators/trade/")
    assert "Two agencies." in page_of(client, "/en/disagreements/?kind=value&explained=yes")


def test_many_disagreements_need_as_many_queries_as_three(client: Client, record: None) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page_of(client, "/en/disagreements/")
        return len(captured)

    before = queries()
    for number in range(12):
        state(make_event(slug=f"more-{number}"), "date", "1 May", "2 May")
    assert queries() == before


def test_editors_explain_a_disagreement_at_the_desk(client: Client, editor: User, record: None) -> None:
    treaty = Agreement.objects.get(slug="treaty")
    client.force_login(editor)
    confirm(client)
    line = {
        "explanations-TOTAL_FORMS": "1",
        "explanations-0-aspect": "title",
        "explanations-0-text_ru": "Переводы разные.",
        "explanations-0-text_en": "Two translations.",
    }
    saved(client, url_of(treaty), opened(client, url_of(treaty)) | line)
    assert treaty.explanations.get().text_en == "Two translations."
    assert "Two translations." in page_of(Client(), "/en/disagreements/?kind=name")
