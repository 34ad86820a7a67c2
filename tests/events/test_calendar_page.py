"""The chronicle as a calendar and at a glance."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from editorial.events.models import Event
from tests.factory import make_agreement, make_event, make_mechanism, make_place, make_topic

pytestmark = pytest.mark.django_db

VERY = "очень " * 20
CALENDAR = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Relations//Record//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Relations
REFRESH-INTERVAL;VALUE=DURATION:P1D
X-PUBLISHED-TTL:P1D
BEGIN:VEVENT
UID:event-{key}@testserver
DTSTAMP:20260228T223015Z
LAST-MODIFIED:20260228T223015Z
SEQUENCE:1
DTSTART;VALUE=DATE:20220824
DTEND;VALUE=DATE:20221001
SUMMARY;LANGUAGE=ru:Визит\; встреча\, C:\\New {very}end
STATUS:CONFIRMED
URL:http://testserver/ru/events/visit/
X-EDTF-START:2022-08-24
X-EDTF-END:2022-09
LOCATION:Баку\; порт\, «А»
GEO:40.40926;49.86709
CATEGORIES:gas,oil
END:VEVENT
END:VCALENDAR
"""


def test_the_chronicle_can_be_subscribed_to_as_filtered(client: Client) -> None:
    make_event(slug="visit", started="2023-04-10", place=make_place(slug="astana"))
    make_event(slug="other", started="2022")
    response = client.get("/ru/events/calendar.ics?place=astana")
    assert response["Content-Type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20230410" in response.content.decode()
    assert "other" not in response.content.decode()
    assert client.get("/ru/events/calendar.ics?place=none").status_code == 400


def test_subscribers_get_the_same_calendar_as_ever(client: Client) -> None:
    place = make_place(name="Баку; порт, «А»", latitude="40.40926", longitude="49.86709")
    oil, gas = make_topic(slug="oil"), make_topic(slug="gas")
    title = r"Визит; встреча, C:\New " + VERY + "end"
    event = make_event(slug="visit", title=title, started="2022-08-24", ended="2022-09", place=place)
    event.topics.set([oil, gas])
    Event.objects.update(changed_at=dt.datetime(2026, 3, 1, 2, 30, 15, tzinfo=ZoneInfo("Asia/Baku")))
    expected = CALENDAR.format(key=event.pk, very=VERY).splitlines()
    for address in ("/ru/events/calendar.ics", "/api/v1/events.ics", "/api/v1/events/visit.ics"):
        lines = client.get(address).content.decode().split("\r\n")
        assert max(len(line.encode()) for line in lines) <= 75
        assert "\n".join(lines).replace("\n ", "").splitlines() == expected


def test_a_title_in_another_language_is_not_marked_as_in_the_one_requested(client: Client) -> None:
    make_event(title_ru="Визит", title_az="", title_kk="", title_en="", started="2022-08-24")
    assert "SUMMARY;LANGUAGE=ru:Визит\r\n" in client.get("/az/events/calendar.ics").content.decode()


def test_years_at_a_glance_count_what_the_filters_leave(client: Client) -> None:
    for started in ("2022", "2023-04", "2023-05-01"):
        make_event(started=started)
    page = client.get("/ru/events/").content.decode()
    assert "2023: 2" in page
    assert "2022: 1" in page


def test_the_register_can_be_taken_away_as_filtered(client: Client) -> None:
    make_agreement(slug="kept", signed="2022")
    make_agreement(slug="other", signed="2021")
    file = client.get("/ru/agreements/data.csv?year=2022&on=2024-01-01").content.decode("utf-8-sig")
    assert "kept" in file
    assert "2024-01-01" in file
    assert "other" not in file
    assert client.get("/ru/agreements/data.json?year=2022").json()["row_count"] == 1
    assert client.get("/ru/agreements/data.csv?year=x").status_code == 400


def test_places_lead_to_their_events_on_a_map_and_as_a_list(client: Client) -> None:
    make_event(place=make_place(slug="astana", latitude="51.1282", longitude="71.4304"))
    make_place(slug="unused")
    page = client.get("/ru/events/places/").content.decode()
    assert page.count("?place=astana") == 2
    assert "unused" not in page


def test_the_chronicle_goes_by_year_and_month_and_puts_no_year_into_january(client: Client) -> None:
    make_event(title_en="In April", started="2023-04")
    make_event(title_en="In some month", started="2023")
    page = re.sub(r"\s*([<>])\s*", r"\1", client.get("/en/events/").content.decode())
    order = [page.index(words) for words in (">April<", "In April", "Month unknown", "In some month")]
    assert order == sorted(order)
    assert ">January<" not in page
    assert 'href="webcal://testserver/en/events/calendar.ics"' in page


def test_a_calendar_is_named_after_its_series_and_the_site(client: Client) -> None:
    series = make_mechanism(slug="summits", name_ru="Каспийские саммиты")
    make_event(started="2022", mechanism=series)
    for query, name in (("?series=summits", "Каспийские саммиты · Relations"), ("", "Relations")):
        assert f"X-WR-CALNAME:{name}\r\n" in client.get(f"/ru/events/calendar.ics{query}").content.decode()


def test_the_map_has_every_place_of_the_record(client: Client) -> None:
    for slug, latitude, longitude in (("xian", "34.26", "108.95"), ("lisbon", "38.7", "-9.1")):
        make_event(place=make_place(slug=slug, latitude=latitude, longitude=longitude))
    page = client.get("/ru/events/places/").content.decode()
    drawn = page.split("<svg viewBox")[1].split("</svg>")[0]
    assert drawn.count("<circle") == 2
    for x, y in re.findall(r'cx="([\d.]+)"\s+cy="([\d.]+)"', drawn):
        assert 0 < float(x) < 1000
        assert 0 < float(y) < 900


def test_paper_has_the_address_of_the_page_and_the_day(client: Client) -> None:
    page = client.get("/en/events/?year=2024").content.decode()
    assert '<p class="printed" aria-hidden="true">http://testserver/en/events/?year=2024 · ' in page
