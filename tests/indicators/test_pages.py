"""Public pages of indicators."""

import html
import re

import pytest
from django.test import Client

from tests.factory import make_article, make_indicator, make_observation, make_organisation, make_topic

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:300]
    return response.content.decode()


def test_contradicting_values_stand_side_by_side_with_who_states_them(client: Client) -> None:
    trade = make_indicator(slug="trade")
    for value, name in (("529.4", "Бюро статистики"), ("314.1", "Таможенный комитет")):
        row = make_observation(trade, value=value, stated_by=make_organisation(name_ru=name))
        row.sources.create(edition=make_article().editions.get(), anchor="p-1")
    page = page_of(client, "/ru/indicators/trade/")
    assert 'class="versions"' in page
    for shown in ("529,4", "314,1", "Бюро статистики", "Таможенный комитет", "#p-1"):
        assert shown in page
    assert "529.4" in page_of(client, "/en/indicators/trade/")


def test_equal_values_are_no_contradiction(client: Client) -> None:
    trade = make_indicator(slug="trade")
    make_observation(trade, value="500")
    make_observation(trade, value="500.0")
    assert 'class="versions"' not in page_of(client, "/ru/indicators/trade/")


def test_targets_and_forecasts_are_distinguished_from_measurements(client: Client) -> None:
    cargo = make_indicator(slug="cargo")
    make_observation(cargo, value="10", nature="target", started="2027", ended="2027", qualifier="up_to")
    page = page_of(client, "/en/indicators/cargo/")
    assert "badge--plan" in page
    assert "up to 10" in page


def test_figures_narrow_by_topic(client: Client) -> None:
    make_indicator(name_ru="Грузы").topics.add(make_topic(slug="transport"))
    make_indicator(name_ru="Туристы")
    page = page_of(client, "/ru/indicators/?topic=transport")
    assert "Грузы" in page
    assert "Туристы" not in page
    page_of(client, "/ru/indicators/?topic=none", 400)
    page_of(client, "/ru/indicators/none/", 404)


def test_a_figure_can_be_framed_elsewhere_and_no_other_page_can(client: Client) -> None:
    trade = make_indicator(slug="trade", name_en="Trade")
    make_observation(trade, value="529.4")
    framed = client.get("/en/indicators/trade/embed/")
    assert framed.status_code == 200
    assert "X-Frame-Options" not in framed.headers
    page = framed.content.decode()
    assert "529.4" in page
    assert '<a href="http://testserver/en/indicators/trade/" target="_top"' in page
    assert "<script" not in page
    whole = client.get("/en/indicators/trade/")
    assert whole["X-Frame-Options"] == "DENY"
    code = re.search(r"<code>(.*?)</code>", whole.content.decode(), re.DOTALL)
    assert code
    assert html.unescape(code[1]).startswith('<iframe src="http://testserver/en/indicators/trade/embed/"')
    make_indicator(slug="secret", state="draft")
    page_of(client, "/en/indicators/secret/embed/", 404)


def test_a_line_of_the_list_has_the_latest_measured_value(client: Client) -> None:
    indicator, planned = make_indicator(), make_indicator(name="Грузооборот")
    for year, value, nature in (
        ("2021", "1.1", "measured"), ("2023", "3.3", "measured"), ("2022", "2.2", "measured"), ("2030", "9.9", "target"),
    ):  # fmt: skip
        make_observation(indicator, started=year, ended=year, value=value, nature=nature)
    make_observation(planned, started="2027", ended="2027", value="7.7", nature="target")
    page = client.get("/en/indicators/").content.decode()
    assert "3.3" in page
    assert "4 values" in page
    assert "7.7" in page
    for other in ("1.1 ", "2.2 ", "9.9 "):
        assert other not in page
