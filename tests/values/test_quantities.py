"""Numbers with units in the four languages: plural forms, ordinals, cases."""

from decimal import Decimal

import pytest

from editorial.values.quantities import (
    decline_number,
    form_names,
    format_number,
    format_ordinal,
    write_quantity,
)

YEARS = {
    "ru": {"one": "{n} год", "few": "{n} года", "many": "{n} лет", "other": "{n} года"},
    "en": {"one": "{n} year", "other": "{n} years"},
    "kk": {"other": "{n} жыл", "ablative": "{n} жылдан", "dative": "{n} жылға"},
    "az": {"other": "{n} il", "ablative": "{n} ildən", "terminative": "{n} ilədək"},
}
DOLLARS = {
    "ru": {"other": "{n} млн долл."},
    "en": {"other": "USD {n} million"},
    "kk": {"other": "{n} млн АҚШ доллары", "ablative": "{n} млн АҚШ долларынан"},
    "az": {"other": "{n} mln ABŞ dolları", "ablative": "{n} mln ABŞ dollarından"},
}


def write(
    text: str, language: str, forms: dict[str, dict[str, str]] | None = None, qualifier: str = ""
) -> str:
    values = [Decimal(part) for part in text.split("..")]
    written = write_quantity(values, language, (forms or {}).get(language, {}), qualifier=qualifier)
    return written.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1", "1 год"), ("2", "2 года"), ("4", "4 года"), ("5", "5 лет"), ("11", "11 лет"), ("21", "21 год"),
        ("112", "112 лет"), ("3.8", "3,8 года"), ("2.0", "2 года"), ("15..18", "15–18 лет"), ("20..21", "20–21 год"),
    ],
)  # fmt: skip
def test_a_russian_unit_follows_its_number(value: str, expected: str) -> None:
    assert write(value, "ru", YEARS) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", "более 1 года"), ("2", "более 2 лет"), ("5", "более 5 лет"), ("21", "более 21 года"), ("3.8", "более 3,8 года")],
)  # fmt: skip
def test_a_russian_unit_is_in_the_genitive_after_a_qualifier(value: str, expected: str) -> None:
    assert write(value, "ru", YEARS, "more_than") == expected


@pytest.mark.parametrize(
    ("qualifier", "ru", "en", "kk", "az"),
    [
        ("", "4 года", "4 years", "4 жыл", "4 il"),
        ("approx", "около 4 лет", "about 4 years", "шамамен 4 жыл", "təxminən 4 il"),
        ("more_than", "более 4 лет", "more than 4 years", "4 жылдан артық", "4 ildən çox"),
        ("less_than", "менее 4 лет", "less than 4 years", "4 жылдан кем", "4 ildən az"),
        ("at_least", "не менее 4 лет", "at least 4 years", "кемінде 4 жыл", "ən azı 4 il"),
        ("up_to", "до 4 лет", "up to 4 years", "4 жылға дейін", "4 ilədək"),
    ],
)
def test_a_qualifier_has_the_number_inside(qualifier: str, ru: str, en: str, kk: str, az: str) -> None:
    for language, expected in {"ru": ru, "en": en, "kk": kk, "az": az}.items():
        assert write("4", language, YEARS, qualifier) == expected


def test_the_number_stands_where_the_language_puts_it() -> None:
    assert write("500", "en", DOLLARS, "more_than") == "more than USD 500 million"
    assert write("500", "ru", DOLLARS, "more_than") == "более 500 млн долл."
    assert write("500", "kk", DOLLARS, "more_than") == "500 млн АҚШ долларынан артық"
    assert write("500", "az", DOLLARS, "more_than") == "500 mln ABŞ dollarından çox"


@pytest.mark.parametrize(
    ("value", "az", "kk", "kk_up_to"),
    [
        ("0", "0-dan", "0-ден", "0-ге"), ("1", "1-dən", "1-ден", "1-ге"), ("2", "2-dən", "2-ден", "2-ге"),
        ("3", "3-dən", "3-тен", "3-ке"), ("4", "4-dən", "4-тен", "4-ке"), ("5", "5-dən", "5-тен", "5-ке"),
        ("6", "6-dan", "6-дан", "6-ға"), ("7", "7-dən", "7-ден", "7-ге"), ("8", "8-dən", "8-ден", "8-ге"),
        ("9", "9-dan", "9-дан", "9-ға"), ("10", "10-dan", "10-нан", "10-ға"), ("20", "20-dən", "20-дан", "20-ға"),
        ("30", "30-dan", "30-дан", "30-ға"), ("40", "40-dan", "40-тан", "40-қа"), ("50", "50-dən", "50-ден", "50-ге"),
        ("60", "60-dan", "60-тан", "60-қа"), ("70", "70-dən", "70-тен", "70-ке"), ("80", "80-dən", "80-нен", "80-ге"),
        ("90", "90-dan", "90-нан", "90-ға"), ("189", "189-dan", "189-дан", "189-ға"), ("500", "500-dən", "500-ден", "500-ге"),
        ("1000", "1 000-dən", "1 000-нан", "1 000-ға"), ("1000000", "1 000 000-dan", "1 000 000-нан", "1 000 000-ға"),
        ("2000000000", "2 000 000 000-dan", "2 000 000 000-тан", "2 000 000 000-қа"), ("18.5", "18,5-dən", "18,5-тен", "18,5-ке"),
        ("0.06", "0,06-dan", "0,06-дан", "0,06-ға"),
    ],
)  # fmt: skip
def test_the_ending_after_digits_is_that_of_the_last_numeral(
    value: str, az: str, kk: str, kk_up_to: str
) -> None:
    assert write(value, "az", qualifier="more_than") == f"{az} çox"
    assert write(value, "kk", qualifier="more_than") == f"{kk} артық"
    assert write(value, "kk", qualifier="up_to") == f"{kk_up_to} дейін"
    assert write(value, "az", qualifier="up_to") == f"{az.rpartition('-')[0]}-dək"
    assert decline_number(Decimal(value), "ablative", "ru") == ""


def test_a_range_takes_the_ending_of_its_last_number() -> None:
    assert write("2..6", "az", qualifier="less_than") == "2–6-dan az"


@pytest.mark.parametrize(
    ("value", "en", "az"),
    [("1", "1st", "1-ci"), ("3", "3rd", "3-cü"), ("6", "6th", "6-cı"), ("8", "8th", "8-ci"), ("9", "9th", "9-cu"),
     ("11", "11th", "11-ci"), ("22", "22nd", "22-ci"), ("28", "28th", "28-ci"), ("40", "40th", "40-cı"), ("100", "100th", "100-cü")],
)  # fmt: skip
def test_an_ordinal_has_its_ending(value: str, en: str, az: str) -> None:
    assert format_ordinal(Decimal(value), "en") == en
    assert format_ordinal(Decimal(value), "az") == az


def test_a_place_in_a_ranking_is_an_ordinal_in_each_language() -> None:
    place = {
        "ru": {"other": "{n}-е место"}, "en": {"other": "{nth} place"},
        "kk": {"other": "{n}-орын"}, "az": {"other": "{nth} yer"},
    }  # fmt: skip
    written = [write("8", language, place) for language in ("ru", "en", "kk", "az")]
    assert written == ["8-е место", "8th place", "8-орын", "8-ci yer"]


def test_a_unit_without_its_case_is_never_given_a_wrong_ending() -> None:
    bushels = {"kk": {"other": "{n} бушель"}, "az": {"other": "{n} buşel"}}
    assert write("5", "kk", bushels, "more_than") == "мынадан артық: 5 бушель"
    assert write("5", "az", bushels, "up_to") == "ən çoxu 5 buşel"


def test_forms_of_another_language_keep_its_plural_rules() -> None:
    written = write_quantity(
        [Decimal("3.8")], "az", {"few": "{n} раза", "other": "{n} раза"}, forms_language="ru"
    )
    assert written == "3,8\N{NO-BREAK SPACE}раза"


def test_numbers_are_grouped_by_spaces_and_have_a_true_minus() -> None:
    assert format_number(Decimal("2794.50"), "az") == "2\N{NO-BREAK SPACE}794,5"
    assert format_number(Decimal(44525), "ru") == "44\N{NO-BREAK SPACE}525"
    assert format_number(Decimal(44525), "en") == "44,525"
    assert format_number(Decimal("-17.3"), "kk") == "\N{MINUS SIGN}17,3"


def test_each_language_asks_for_the_forms_that_it_has() -> None:
    assert form_names("ru") == ("one", "few", "many", "other")
    assert form_names("en") == ("one", "other")
    assert form_names("kk") == ("other", "ablative", "dative")
    assert form_names("az") == ("other", "ablative", "terminative")
    assert form_names("ar") == ("zero", "one", "two", "few", "many", "other")
