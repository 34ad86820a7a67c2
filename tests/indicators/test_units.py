"""Units: what is written after a number, asked at the desk and shown to readers."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from editorial.indicators.models import Indicator, Unit
from editorial.indicators.unit_form import example_label
from tests.desk_client import opened, url_of
from tests.factory import make_indicator, make_observation

pytestmark = pytest.mark.django_db


def make_year(**given: object) -> Unit:
    return Unit.objects.create(
        code="year", **{"name_ru": "год", "name_en": "year", "symbol_ru": "лет", **given}
    )


def value_of(unit: Unit, **given: object) -> Indicator:
    indicator = make_indicator(slug="term", name_ru="Срок", name_en="Term")
    make_observation(indicator, unit=unit, area=None, **given)
    return indicator


def page_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def save(client: Client, unit: Unit, **typed: str) -> str:
    data = opened(client, url_of(unit)) | typed
    return client.post(url_of(unit), data, follow=True).content.decode()


def test_the_desk_asks_for_the_forms_by_examples(client: Client, publisher: User) -> None:
    client.force_login(publisher)
    page = client.get(url_of(make_year())).content.decode()
    for words in (
        "1, 21, 31 …",
        "2, 3, 4 …",
        "5, 6, 7 …",
        "1,5 …",
        "5 … артық / 5 … кем",
        "5 … çox / 5 … az",
    ):
        assert words in page
    assert example_label("en", "one") == "1 …"


def test_what_an_editor_types_is_what_readers_see_after_the_number(client: Client, publisher: User) -> None:
    unit = make_year()
    value_of(unit, value="4", qualifier="more_than")
    client.force_login(publisher)
    save(
        client, unit, forms_ru_one="год", forms_ru_few="года", forms_ru_many="лет", forms_ru_other="года",
        forms_kk_other="жыл", forms_kk_ablative="жылдан", forms_en_other="{n} years",
    )  # fmt: skip
    unit.refresh_from_db()
    assert unit.forms["ru"] == {"one": "{n} год", "few": "{n} года", "many": "{n} лет", "other": "{n} года"}
    assert unit.forms["en"] == {"other": "{n} years"}
    assert opened(client, url_of(unit))["forms_ru_many"] == "лет"
    assert "более 4 лет" in page_of(client, "/ru/indicators/term/")
    assert "4 жылдан артық" in page_of(client, "/kk/indicators/term/")
    assert "more than 4 years" in page_of(client, "/en/indicators/term/")


def test_the_desk_refuses_forms_that_would_lose_the_number(client: Client, publisher: User) -> None:
    unit = make_year()
    client.force_login(publisher)
    assert "once in each form" in save(client, unit, forms_en_other="{n} of {n}")
    assert "Fill in this form" in save(client, unit, forms_en_one="year")
    unit.refresh_from_db()
    assert unit.forms == {}


def test_a_unit_without_forms_has_its_symbol_after_the_number(client: Client) -> None:
    value_of(make_year(), value="4")
    assert "4 лет" in page_of(client, "/ru/indicators/term/")


def test_a_unit_of_another_language_is_marked_as_such(client: Client) -> None:
    value_of(make_year(name_en=""), value="4", qualifier="more_than")
    assert '<span lang="ru">bundan çox: 4 лет</span>' in page_of(client, "/az/indicators/term/")


def test_counted_things_have_no_unit(client: Client) -> None:
    count = Unit.objects.create(code="tally", name_ru="штука", forms={"ru": {"other": "{n}"}})
    value_of(count, value="44525")
    page = page_of(client, "/ru/indicators/term/")
    assert "44 525" in page
    assert "штука" not in page


def test_the_api_has_the_forms_of_a_unit(client: Client) -> None:
    value_of(make_year(forms={"en": {"one": "{n} year", "other": "{n} years"}}))
    (row,) = client.get("/api/v1/observations/?indicator=term").json()["results"]
    assert row["unit"]["forms"] == {"en": {"one": "{n} year", "other": "{n} years"}}


def test_the_demo_writes_its_numbers_as_each_language_does(demo_record: None, client: Client) -> None:
    written = {
        "/ru/indicators/ikt-studenty-kolledzh/": "44 525 студентов",
        "/ru/indicators/tovarooborot-rost-raz/": "3,8 раза",
        "/ru/indicators/oon-onlayn/": "8-е место",
        "/en/indicators/oon-onlayn/": "8th place",
        "/az/indicators/oon-onlayn/": "8-ci yer",
        "/kk/indicators/oon-onlayn/": "8-орын",
        "/az/indicators/tovarooborot/": "500 mln ABŞ dollarından çox",
        "/kk/indicators/tovarooborot/": "500 млн АҚШ долларынан артық",
        "/en/indicators/tovarooborot/": "more than USD 500 million",
        "/az/indicators/dokumentov-baza/": "189 sənəddən çox",
    }
    for address, words in written.items():
        assert words in page_of(client, address), address
    found = client.get("/ru/search/", {"q": "44525 студентов ИКТ"}).content.decode()
    assert "ikt-studenty-kolledzh" in found
