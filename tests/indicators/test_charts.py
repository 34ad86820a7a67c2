"""Charts of indicators: what is drawn apart, what a line may join, axes, files and words."""

import io
import itertools
import re

import pytest
from django.test import Client
from PIL import Image

from editorial.indicators.models import Area, Indicator, Unit
from tests.factory import make_article, make_indicator, make_observation, make_organisation, with_source

pytestmark = pytest.mark.django_db
JOIN = re.compile(r'<line class="m m--line s\d" ')
LABEL = re.compile(r'class="t t--bold t--halo"[^>]*>([^<]*)<')


def drawn(client: Client, indicator: Indicator, *, query: str = "", language: str = "en") -> str:
    answer = client.get(f"/{language}/indicators/{indicator.slug}/chart.svg{query}")
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


def series(*values: tuple[str, str, str], **given: object) -> Indicator:
    """Return an indicator with values by start, end and number."""
    indicator = make_indicator(name_en="Trade")
    for start, end, value in values:
        make_observation(indicator, started=start, ended=end, value=value, **given)
    return indicator


def test_a_line_joins_full_years_that_follow_each_other_and_no_gap(client: Client) -> None:
    years = (("2019", "2019", "1"), ("2020", "2020", "2"), ("2021", "2021", "4"), ("2023", "2023", "8"))
    picture = drawn(client, series(*years, stated_by=make_organisation()))
    assert len(JOIN.findall(picture)) == 2
    assert [label for label in ("2019", "2020", "2021", "2022", "2023") if f">{label}</text>" in picture] == [
        "2019", "2020", "2021", "2022", "2023",
    ]  # fmt: skip


def test_a_part_of_a_year_is_never_joined_with_a_full_year(client: Client) -> None:
    body = make_organisation()
    indicator = series(("2023", "2023", "500"), ("2024-01", "2024-09", "480"), stated_by=body)
    picture = drawn(client, indicator)
    assert not JOIN.findall(picture)
    assert "part of a year" in picture
    assert 'aria-label="Legend"' in client.get(f"/en/indicators/{indicator.slug}/").content.decode()


def test_quarters_that_follow_each_other_are_joined(client: Client) -> None:
    quarters = (("2024-01", "2024-03", "1"), ("2024-04", "2024-06", "2"), ("2024-07", "2024-12", "3"))
    assert len(JOIN.findall(drawn(client, series(*quarters, stated_by=make_organisation())))) == 1


def test_values_of_different_bodies_and_of_unrelated_texts_are_not_joined(client: Client) -> None:
    indicator = make_indicator()
    for year in ("2022", "2023"):
        row = make_observation(
            indicator, started=year, ended=year, stated_by=make_organisation(slug=f"body-{year}")
        )
    assert not JOIN.findall(drawn(client, indicator))
    unnamed, article = make_indicator(), make_article()
    for year in ("2021", "2022", "2023"):
        row = make_observation(unnamed, started=year, ended=year)
        edition = article.editions.get() if year != "2023" else make_article().editions.get()
        row.sources.create(edition=edition, anchor="p-1")
    assert len(JOIN.findall(drawn(client, unnamed))) == 1


def test_two_values_of_one_year_and_one_body_break_the_line(client: Client) -> None:
    years = (("2021", "2021", "1"), ("2022", "2022", "2"), ("2022", "2022", "3"), ("2023", "2023", "4"))
    picture = drawn(client, series(*years, stated_by=make_organisation()))
    assert not JOIN.findall(picture)
    assert "other sources report a different value" in picture


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"qualifier": "more_than"}, "more than or at least"),
        ({"qualifier": "up_to"}, "less than or up to"),
        ({"qualifier": "approx"}, "approximate value"),
        ({"nature": "target"}, "target"),
        ({"nature": "forecast"}, "forecast"),
        ({"value": None, "value_min": "2", "value_max": "3"}, "range"),
        ({"started": "2020", "ended": "2022"}, "several years together"),
        ({"started": "2024-03-11", "ended": "2024-03-11"}, "value on one day"),
        ({"started": None, "ended": "2020"}, "start of the period not specified"),
    ],
)
def test_each_kind_of_value_is_drawn_apart_and_named_in_the_legend(
    client: Client, given: dict[str, object], words: str
) -> None:
    indicator = series(("2022", "2022", "1"), ("2023", "2023", "2"), stated_by=make_organisation())
    assert words not in drawn(client, indicator)
    make_observation(indicator, **{"started": "2024", "ended": "2024", **given})
    picture = drawn(client, indicator)
    assert words in picture
    assert len(JOIN.findall(picture)) == 1
    assert client.get(f"/en/indicators/{indicator.slug}/chart.png").status_code == 200


def test_a_limit_has_an_arrow_and_no_point(client: Client) -> None:
    indicator = make_indicator()
    for year in ("2022", "2023"):
        make_observation(indicator, started=year, ended=year, value="500", qualifier="more_than")
    marks = drawn(client, indicator).split('overflow="visible">')[-2:]
    assert all("<circle" not in mark for mark in marks)
    assert "more than 500" in " ".join(LABEL.findall(drawn(client, indicator)))


def test_numbers_begin_at_zero_and_end_above_the_highest(client: Client) -> None:
    picture = drawn(client, series(("2022", "2022", "510"), ("2023", "2023", "568")))
    ticks = re.findall(r'text-anchor="end">([\d,]+)</text>', picture)
    assert ticks == ["0", "200", "400", "600"]
    negative = drawn(client, series(("2022", "2022", "-3"), ("2023", "2023", "4")))
    assert re.findall(r'text-anchor="end">(-?[\d,]+)</text>', negative) == ["-4", "-2", "0", "2", "4"]


def test_values_of_one_period_are_bars_from_zero(client: Client) -> None:
    indicator = make_indicator()
    for code, value in (("KZ", "30"), ("AZ", "15")):
        area = Area.objects.create(code=code, name=code, name_en=f"Land {code}")
        make_observation(indicator, area=area, value=value)
    picture = drawn(client, indicator)
    bars = re.findall(r'<rect class="s(\d)" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', picture)
    assert [start for _series, start, _width in bars] == ["0.0", "0.0"]
    assert float(bars[0][2]) == pytest.approx(2 * float(bars[1][2]))
    assert "Land KZ" in picture


def test_a_value_without_a_period_is_named_below_a_chart_over_time(client: Client) -> None:
    indicator = series(("2022", "2022", "1"), ("2023", "2023", "2"))
    make_observation(indicator, started=None, ended=None, value="40", nature="target")
    page = client.get(f"/en/indicators/{indicator.slug}/").content.decode()
    assert "Not on the chart, since the period is not specified: 40" in page
    assert "(target)" in page


def test_a_chart_says_what_is_counted_who_reports_it_and_what_to_beware_of(client: Client) -> None:
    indicator = series(
        ("2022", "2022", "1"), ("2023", "2023", "2"), stated_by=make_organisation(name_en="Statistics")
    )
    with_source(indicator.observations.first())
    Indicator.objects.filter(pk=indicator.pk).update(
        description_en="Exports and imports of goods.", note_en="Revised in 2024."
    )
    page = client.get(f"/en/indicators/{indicator.slug}/").content.decode()
    for shown in (
        page,
        drawn(client, indicator),
        client.get(f"/en/indicators/{indicator.slug}/embed/").content.decode(),
    ):
        for words in ("Exports and imports of goods.", "Statistics", "Отчёт порта", "Note: Revised in 2024."):
            assert words in shown, words


def test_countries_can_be_chosen_for_comparison(client: Client) -> None:
    indicator = make_indicator()
    for code in ("KZ", "AZ", "UZ"):
        area = Area.objects.create(code=code, name=code, name_en=f"Land {code}")
        for year in ("2022", "2023"):
            make_observation(indicator, area=area, started=year, ended=year)
    page = client.get(f"/en/indicators/{indicator.slug}/").content.decode()
    assert page.count('name="area"') == 3
    compared = client.get(f"/en/indicators/{indicator.slug}/?area=KZ&area=AZ").content.decode()
    assert compared.count("checked") == 2
    assert "Land UZ" not in compared.split("<figure")[1]
    assert "?chart=1&amp;area=KZ&amp;area=AZ" in compared
    assert "Land UZ" not in drawn(client, indicator, query="?area=KZ&area=AZ")
    file = client.get(f"/en/indicators/{indicator.slug}/data.csv?area=KZ").content.decode()
    assert "Land KZ" in file
    assert "Land AZ" not in file
    assert client.get(f"/en/indicators/{indicator.slug}/?area=XX").status_code == 400


def test_values_in_different_units_have_charts_of_their_own(client: Client) -> None:
    indicator = series(("2022", "2022", "1"), ("2023", "2023", "2"))
    other = Unit.objects.create(code="usd", name="доллар", name_en="dollar")
    for year in ("2022", "2023"):
        make_observation(indicator, started=year, ended=year, unit=other)
    assert "dollar" not in drawn(client, indicator)
    assert "dollar" in drawn(client, indicator, query="?chart=2")
    assert client.get(f"/en/indicators/{indicator.slug}/chart.svg?chart=3").status_code == 404
    assert (
        client.get(f"/en/indicators/{indicator.slug}/embed/?chart=2").content.decode().count("<figure") == 1
    )


@pytest.mark.parametrize("language", ["ru", "kk", "az", "en"])
def test_a_picture_is_in_the_language_of_its_page_and_brings_its_letters(
    client: Client, language: str
) -> None:
    indicator = series(("2022", "2022", "1"), ("2023", "2023", "2"))
    names = {
        "ru": "Торговля",
        "kk": "Сауда көрсеткіштері: әңғүұқөһі",
        "az": "Ticarət göstəriciləri: əğışöç",
        "en": "Trade",
    }
    Indicator.objects.filter(pk=indicator.pk).update(**{f"name_{code}": name for code, name in names.items()})
    picture = drawn(client, indicator, language=language)
    assert names[language] in picture
    assert "@font-face" in picture
    png = client.get(f"/{language}/indicators/{indicator.slug}/chart.png")
    assert png["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(png.content)).width == 1800


def test_years_too_many_to_be_named_are_named_at_equal_distances(client: Client) -> None:
    years = tuple((str(year), str(year), "1") for year in range(1950, 2024))
    page = client.get(f"/en/indicators/{series(*years).slug}/").content.decode()
    named = [
        int(year) for year in re.findall(r'text-anchor="middle">(\d{4})</text>', page.split("<figure")[1])
    ]
    assert len({later - earlier for earlier, later in itertools.pairwise(named)}) == 1
    assert len(named) < 12


def test_strange_texts_and_long_names_do_not_break_a_picture(client: Client) -> None:
    indicator = series(("0001", "0001", "0.000001"), ("9999", "9999", "99999999999999"))
    Indicator.objects.filter(pk=indicator.pk).update(name_en="<b>&" + "W" * 250)
    assert "&lt;b&gt;&amp;" in drawn(client, indicator)
    assert client.get(f"/en/indicators/{indicator.slug}/chart.png").status_code == 200
