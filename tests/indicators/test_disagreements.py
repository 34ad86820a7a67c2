"""Values disagree only where they measure the same thing and cannot both hold, alike on every surface."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from editorial.indicators.models import Area, Unit
from tests.factory import make_article, make_event, make_indicator, make_observation

pytestmark = pytest.mark.django_db

MARK = "other sources report a different value"
EXACT = {"value": "529.4"}


def disagree(client: Client, one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether the page, the API and the file of an indicator say so, which they must say alike."""
    trade = make_indicator(slug="trade")
    make_observation(trade, slug="one", **one)
    make_observation(trade, slug="other", **other)
    shown = 'class="versions"' in client.get("/en/indicators/trade/").content.decode()
    rows = client.get("/api/v1/observations/?indicator=trade").json()["results"]
    assert {row["slug"]: row["disagrees_with"] for row in rows} == (
        {"one": ["other"], "other": ["one"]} if shown else {"one": [], "other": []}
    )
    detail = client.get("/api/v1/indicators/trade/").json()["observations"]
    assert [bool(row["disagrees_with"]) for row in detail] == [shown, shown]
    table = csv.DictReader(
        io.StringIO(client.get("/en/indicators/trade/data.csv").content.decode("utf-8-sig"))
    )
    assert {bool(row["disagrees_with"]) for row in table} == {shown}
    assert (MARK in client.get("/en/indicators/").content.decode()) is shown
    return shown


@pytest.mark.parametrize(
    "other",
    [
        {"value": "500", "qualifier": "more_than"},
        {"value": "529.4", "qualifier": "at_least"},
        {"value": "600", "qualifier": "less_than"},
        {"value": "529.4", "qualifier": "up_to"},
        {"value": "530", "qualifier": "approx"},
        {"value": "500", "qualifier": "approx"},
        {"value": None, "value_min": "520", "value_max": "530"},
        {"value": "529"},
        {"value": "529.40"},
    ],
    ids=str,
)
def test_values_that_can_both_hold_are_no_disagreement(client: Client, other: dict[str, Any]) -> None:
    assert not disagree(client, EXACT, other)


@pytest.mark.parametrize(
    "other",
    [
        {"value": "314.1"},
        {"value": "529.4", "qualifier": "more_than"},
        {"value": "530", "qualifier": "at_least"},
        {"value": "529.4", "qualifier": "less_than"},
        {"value": "500", "qualifier": "up_to"},
        {"value": "400", "qualifier": "approx"},
        {"value": None, "value_min": "530", "value_max": "540"},
        {"value": "529.47"},
        {"value": "530"},
    ],
    ids=str,
)
def test_values_that_cannot_both_hold_disagree(client: Client, other: dict[str, Any]) -> None:
    assert disagree(client, EXACT, other)


def test_bounds_that_leave_no_number_disagree(client: Client) -> None:
    assert disagree(
        client, {"value": "500", "qualifier": "more_than"}, {"value": "500", "qualifier": "less_than"}
    )


@pytest.mark.parametrize(
    "difference",
    [
        {"unit": "bn"},
        {"area": "KZ"},
        {"nature": "target"},
        {"nature": "forecast"},
        {"started": "2022", "ended": "2022"},
        {"started": "2023-01", "ended": "2023-08"},
        {"started": None, "ended": None},
    ],
    ids=str,
)
def test_values_of_different_things_never_disagree(client: Client, difference: dict[str, Any]) -> None:
    if "unit" in difference:
        difference = {"unit": Unit.objects.create(code="bn", name="bn")}
    if "area" in difference:
        difference = {"area": Area.objects.create(code="KZ", name="Kazakhstan")}
    assert not disagree(client, EXACT, {"value": "314.1", **difference})


def test_a_year_is_the_same_period_however_it_is_written(client: Client) -> None:
    assert disagree(client, EXACT, {"value": "314.1", "started": "2023-01", "ended": "2023-12"})


def test_plans_without_a_date_may_be_meant_for_any_year(client: Client) -> None:
    undated = {"nature": "target", "started": None, "ended": None}
    assert not disagree(client, {"value": "1.5", **undated}, {"value": "2.2", **undated})


def test_a_value_that_none_contradicts_is_not_among_those_in_dispute(client: Client) -> None:
    trade = make_indicator(slug="trade")
    for slug, value, qualifier in (("a", "10", ""), ("b", "20", ""), ("c", "5", "more_than")):
        make_observation(trade, slug=slug, value=value, qualifier=qualifier)
    rows = client.get("/api/v1/observations/?indicator=trade").json()["results"]
    assert {row["slug"]: row["disagrees_with"] for row in rows} == {"a": ["b"], "b": ["a"], "c": []}
    versions = client.get("/en/indicators/trade/").content.decode().split('class="versions"')[1]
    assert "more than" not in versions.split("</section>")[0]


def test_values_of_other_indicators_contradict_nothing_in_a_text(client: Client) -> None:
    edition = make_article(slug="text", body="<p>Уголь и ветер.</p>").editions.get()
    for slug, value in (("coal", "70"), ("wind", "5")):
        make_observation(make_indicator(slug=slug), value=value).sources.create(edition=edition, anchor="p-1")
    page = client.get("/en/articles/text/record/").content.decode()
    assert "70" in page
    assert MARK not in page


def test_a_text_that_states_both_values_itself_is_not_marked_as_contradicted_by_others(
    client: Client,
) -> None:
    edition = make_article(slug="text", body="<p>Два числа.</p>").editions.get()
    trade = make_indicator(slug="trade")
    for value in ("70", "80"):
        make_observation(trade, value=value).sources.create(edition=edition, anchor="p-1")
    page = client.get("/en/articles/text/record/").content.decode()
    assert MARK not in page
    assert page.count("this text also gives another value") == 2


def test_the_desk_counts_and_lists_the_same_values(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    trade = make_indicator(slug="trade")
    for slug, value, year in (("one", "70", "2023"), ("other", "80", "2023"), ("alone", "90", "2024")):
        make_observation(trade, slug=slug, value=value, started=year, ended=year)
    listed = client.get("/admin/indicators/observation/?sourced=disagree")
    assert {row.slug for row in listed.context["cl"].result_list} == {"one", "other"}
    assert "sourced=disagree" in client.get("/admin/").content.decode()


def test_sources_that_say_the_same_in_other_letters_do_not_disagree(
    client: Client, administrator: User
) -> None:
    client.force_login(administrator)
    visit, other = make_event(slug="visit"), make_event(slug="other")
    for event, statements in (
        (visit, ("«Официальный визит».", "официальный  визит")),
        (other, ("10 April", "23 April")),
    ):
        for statement in statements:
            event.sources.create(document_title="Text", aspect="level", statement_ru=statement)
    assert "Sources differ" not in client.get("/en/events/visit/").content.decode()
    assert "Sources differ" in client.get("/en/events/other/").content.decode()
    listed = client.get("/admin/events/event/?sourced=disagree").context["cl"].result_list
    assert [row.slug for row in listed] == ["other"]
    assert client.get("/api/v1/events/visit/").json()["disagreements"] == []
    assert client.get("/api/v1/events/other/").json()["disagreements"] == ["level"]


def test_the_search_says_of_a_value_how_exact_it_is_and_that_another_is_given(client: Client) -> None:
    trade = make_indicator(slug="trade", name_en="Trade")
    make_observation(trade, value="529.4")
    make_observation(trade, value="700", qualifier="more_than", started="2023", ended="2023")
    call_command("reindex", verbosity=0)
    snippet = client.get("/api/v1/search/?q=Trade 700&lang=en").json()["results"][0]["snippet"]
    words = snippet.replace("<mark>", "").replace("</mark>", "")
    assert "more than 700" in words
    assert MARK in words


def test_the_dump_names_the_values_that_disagree(settings: Any, tmp_path: Path) -> None:
    settings.DUMPS_ROOT = tmp_path
    trade = make_indicator(slug="trade")
    for slug, value in (("one", "70"), ("other", "80")):
        make_observation(trade, slug=slug, value=value)
    call_command("dump_record", verbosity=0)
    with zipfile.ZipFile(tmp_path / "record.zip") as archive:
        lines = archive.read("data/observations.ndjson").decode().splitlines()
    assert [json.loads(line)["disagrees_with"] for line in lines] == [["other"], ["one"]]
