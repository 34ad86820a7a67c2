"""Public pages of events and mechanisms."""

import pytest
from django.test import Client

from tests.factory import make_event, make_expert, make_mechanism, make_place

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:300]
    return response.content.decode()


def test_the_chronicle_narrows_by_year_kind_place_and_series(client: Client) -> None:
    council, baku = make_mechanism(slug="council"), make_place(slug="baku")
    make_event(
        title_ru="Первое заседание",
        kind="council_session",
        started="2024-03-11",
        mechanism=council,
        place=baku,
    )
    make_event(title_ru="Визит в Астану", kind="visit", started="2023-04")
    for query in ("year=2024", "kind=council_session", "place=baku", "series=council"):
        page = page_of(client, f"/ru/events/?{query}")
        assert "Первое заседание" in page, query
        assert "Визит в Астану" not in page, query


def test_years_without_events_have_their_place_in_the_chart(client: Client) -> None:
    for year in ("2018", "2023", "2024"):
        make_event(started=year)
    chart = page_of(client, "/ru/events/").split('class="glance"')[1].split("</ol>")[0]
    bars = chart.split("<li")[1:]
    assert [bar.split('title="')[1].split('"')[0] for bar in bars] == [
        "2024: 1", "2023: 1", "2022: 0", "2021: 0", "2020: 0", "2019: 0", "2018: 1",
    ]  # fmt: skip
    assert ["href=" in bar for bar in bars] == [True, True, False, False, False, False, True]
    assert 'data-bar="100"' in bars[0]
    page_of(client, "/ru/events/?year=2024.0")


def test_names_on_the_map_do_not_cover_each_other(client: Client) -> None:
    near = {"latitude": "40.4", "country": "AZ"}
    for name, longitude, events in (("Баку", "49.9", 3), ("Сумгаит", "48.5", 2), ("Актау", "54", 1)):
        place = make_place(slug=name, name_ru=name, longitude=longitude, **near)
        for _turn in range(events):
            make_event(place=place)
    drawn = page_of(client, "/ru/events/places/").split("<svg")[1].split("</svg>")[0]
    names = {text.split("&nbsp;")[1]: "text-anchor" in text for text in drawn.split("<text")[1:]}
    assert list(names) == ["Баку", "Сумгаит", "Актау"]
    assert names == {"Баку": False, "Сумгаит": True, "Актау": False}


def test_a_note_that_is_not_translated_says_so_in_plain_words(client: Client) -> None:
    make_event(slug="visit", title_kk="Сапар", note_ru="Число документов спорное.")
    page = page_of(client, "/kk/events/visit/")
    assert '<span lang="ru">Число документов спорное.</span> <small' in page
    assert "not translated yet" in page
    assert "not translated yet" not in page_of(client, "/ru/events/visit/")


def test_dates_read_in_the_language_of_the_page_and_no_finer_than_known(client: Client) -> None:
    make_event(slug="visit", started="2022-11")
    assert "ноябрь 2022" in page_of(client, "/ru/events/visit/")
    assert "қараша" in page_of(client, "/kk/events/visit/")
    assert "noyabr 2022" in page_of(client, "/az/events/visit/")
    assert '<time datetime="2022-11">November 2022</time>' in page_of(client, "/en/events/visit/")


def test_a_series_and_its_events_are_linked_both_ways(client: Client) -> None:
    council = make_mechanism(slug="council")
    make_event(slug="first", mechanism=council, number=1, started="2024")
    make_event(slug="second", mechanism=council, number=2, started="2025")
    series = page_of(client, "/ru/events/series/council/")
    assert 'href="/ru/events/first/"' in series
    assert 'href="/ru/events/second/"' in series
    first = page_of(client, "/ru/events/first/")
    assert 'href="/ru/events/series/council/"' in first
    assert 'href="/ru/events/second/"' in first
    assert "council" in page_of(client, "/ru/events/series/")


def test_participants_are_linked_both_ways(client: Client) -> None:
    event, expert = make_event(slug="forum"), make_expert(slug="alieva")
    event.participants.create(expert=expert)
    assert 'href="/ru/experts/alieva/"' in page_of(client, "/ru/events/forum/")
    assert 'href="/ru/events/forum/"' in page_of(client, "/ru/experts/alieva/")


def test_events_that_may_be_one_stand_side_by_side(client: Client) -> None:
    one, other = make_event(slug="one", started="2022-11"), make_event(slug="other", started="2023-11-14")
    one.possibly_same_as.add(other)
    assert 'href="/ru/events/other/"' in page_of(client, "/ru/events/one/")
    assert 'href="/ru/events/one/"' in page_of(client, "/ru/events/other/")


@pytest.mark.parametrize("query", ["kind=party", "place=atlantis", "series=none", "year=x"])
def test_an_impossible_filter_is_refused_by_name(client: Client, query: str) -> None:
    assert query.split("=")[1] in page_of(client, f"/en/events/?{query}", 400)


def test_a_draft_event_is_seen_nowhere(client: Client) -> None:
    council = make_mechanism(slug="council")
    make_event(slug="secret", title_ru="Тайная встреча", state="draft", mechanism=council)
    page_of(client, "/ru/events/secret/", 404)
    for address in ("/ru/", "/ru/events/", "/ru/events/series/council/"):
        assert "Тайная встреча" not in page_of(client, address)
