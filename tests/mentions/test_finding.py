"""Which names are found in which forms, and which are left alone."""

import pytest

from editorial.mentions.finding.find import find
from editorial.mentions.finding.gazetteer import Gazetteer, build
from editorial.mentions.finding.things import Form, Setting, Thing


def person(key: str, name: str, *others: str, country: str = "KZ", sort: str = "expert") -> Thing:
    forms = (Form(name), *(Form(other) for other in others))
    return Thing(f"expert:{key}", "expert", forms, sort=sort, country=country)


def body(key: str, name: str, short: str = "", country: str = "") -> Thing:
    forms = (Form(name, preferred=True), *((Form(short),) if short else ()))
    return Thing(f"organisation:{key}", "organisation", forms, country=country)


KNOWN = build(
    [
        person("tokaev", "Касым-Жомарт Токаев", sort="official"),
        Thing(
            "expert:aliev", "expert", (Form("Ильхам Алиев"), Form("İlham Əliyev", "az"), Form("Ilham Aliyev", "en")),
            sort="official", country="AZ",
        ),
        person("bayramly", "Роза Байрамлы", country="AZ"),
        person("ahmadov-1", "Назим Ахмадов"),
        person("ahmadov-2", "Рустам Ахмадов"),
        body("otg", "Организация тюркских государств", "ОТГ"),
        body("energy-kz", "Министерство энергетики Республики Казахстан", country="KZ"),
        body("energy-az", "Министерство энергетики Азербайджанской Республики", country="AZ"),
        body("fund", "Фонд Гейдара Алиева"),
        Thing("place:baku", "place", (Form("Баку"), Form("Bakı", "az")), country="AZ"),
        Thing("place:astana", "place", (Form("Астана"), Form("Astana", "en")), country="KZ"),
        Thing("mechanism:council", "mechanism", (Form("Высший межгосударственный совет Азербайджана и Казахстана"),),
              parties=frozenset(("AZ", "KZ"))),
        Thing("event:second", "event", (Form("Второе заседание Высшего межгосударственного совета"),),
              series="mechanism:council", number=2, period=("2025-10-20", "2025-10-21")),
        Thing("event:visit-23", "event", (Form("Официальный визит президента Азербайджана в Казахстан"),), sort="visit",
              period=("2023-04-10", "2023-04-11")),
        Thing("event:visit-25", "event", (Form("Визит президента Азербайджана в Казахстан"),), sort="visit",
              period=("2025-10-20", "2025-10-21")),
        Thing("agreement:treaty", "agreement", (Form("Договор о стратегическом партнерстве и союзнических отношениях"),),
              sort="treaty", parties=frozenset(("AZ", "KZ")), period=("2005-05-24", "2005-05-24")),
        Thing("agreement:declaration", "agreement",
              (Form("Декларация о стратегическом партнерстве и союзнических отношениях"),), sort="declaration",
              parties=frozenset(("AZ", "KZ"))),
    ]
)  # fmt: skip


def found(
    text: str, *, known: Gazetteer = KNOWN, language: str = "ru", **setting: object
) -> list[tuple[str, str]]:
    """Return what is found surely: the words and the things."""
    asked = Setting(language, **setting)  # type: ignore[arg-type]
    return [(one.text, one.keys[0]) for one in find(text.split("\n"), known, asked) if one.sure]


def unsure(text: str) -> list[set[str]]:
    return [set(one.keys) for one in find(text.split("\n"), KNOWN) if not one.sure]


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Встреча с Касым-Жомартом Токаевым прошла.", "Касым-Жомартом Токаевым", "expert:tokaev"),
        ("Речь К.Ж. Токаева о транзите.", "К.Ж. Токаева", "expert:tokaev"),
        ("Статья Токаева К. о транзите.", "Токаева К.", "expert:tokaev"),
        ("Об этом пишет Р. Байрамлы в сборнике.", "Р. Байрамлы", "expert:bayramly"),
        ("Итоги подвела Роза Байрамлы.", "Роза Байрамлы", "expert:bayramly"),
        ("На саммите ОТГ говорили о цифрах.", "ОТГ", "organisation:otg"),
        ("Вместе с Организацией тюркских государств.", "Организацией тюркских государств", "organisation:otg"),
        ("Министерством энергетики Казахстана принят план.", "Министерством энергетики Казахстана", "organisation:energy-kz"),
        ("Вклад Фонда Гейдара Алиева велик.", "Фонда Гейдара Алиева", "organisation:fund"),
        ("Из Баку в Москву.", "Баку", "place:baku"),
        ("Переговоры в Астане.", "Астане", "place:astana"),
        ("Договором о стратегическом партнёрстве и союзнических отношениях", "Договором о стратегическом партнёрстве и союзнических отношениях", "agreement:treaty"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_its_forms(text: str, words: str, key: str) -> None:
    assert (words, key) in found(text)


def test_names_are_found_in_other_scripts() -> None:
    assert ("İlham Əliyevin", "expert:aliev") in found("Prezident İlham Əliyevin çıxışı", language="az")
    assert ("Ilham Aliyev’s", "expert:aliev") in found("A speech of Ilham Aliyev’s guests", language="en")


@pytest.mark.parametrize(
    "text",
    [
        "Открыта улица Гейдара Алиева.",  # another of the same surname
        "По трубопроводу Баку-Тбилиси-Джейхан идёт нефть.",
        "Министерство энергетики России приняло план.",
        "В бакинских газетах писали об этом.",
    ],
)
def test_what_only_looks_like_a_name_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_surname_alone_is_whom_the_text_has_named_in_full() -> None:
    text = (
        "Президент Ильхам Алиев прибыл.\nПозже Алиев выступил.\nОткрыли центр Гейдара Алиева.\nАлиева помнят."
    )
    assert [words for words, key in found(text) if key == "expert:aliev"] == ["Ильхам Алиев", "Алиев"]
    assert unsure("Доклад прочёл Ахмадов.") == [{"expert:ahmadov-1", "expert:ahmadov-2"}]
    assert ("Ахмадов", "expert:ahmadov-2") in found("Выступил Рустам Ахмадов.\nАхмадов привёл данные.")


def test_whose_ministry_it_is_follows_from_the_states_that_the_sentence_names() -> None:
    assert [
        key for _words, key in found("Министерство энергетики и правительство Азербайджана подписали план.")
    ] == ["organisation:energy-az"]
    both = "Азербайджан и Казахстан: об этом сообщило Министерство энергетики."
    assert unsure(both) == [{"organisation:energy-az", "organisation:energy-kz"}]


def test_a_document_is_told_by_its_kind_and_a_session_by_its_number() -> None:
    text = "Декларацию о стратегическом партнёрстве и союзнических отношениях приняли давно."
    assert [key for _words, key in found(text)] == ["agreement:declaration"]
    keys = [
        key for _words, key in found("На втором заседании Высшего межгосударственного совета решили иначе.")
    ]
    assert {"event:second", "mechanism:council"} <= set(keys)


def test_a_visit_is_told_by_who_where_and_when() -> None:
    text = "Визит Ильхама Алиева в Казахстан стал событием."
    assert "event:visit-25" in dict(map(reversed, found(text, period=("2025-11-01", "2025-11-30"))))  # type: ignore[arg-type]
    dated = "Официальный визит Ильхама Алиева в Казахстан прошёл 10 апреля 2023 года."
    assert "event:visit-23" in [key for _words, key in found(dated)]
    assert list(unsure(text)) == [{"event:visit-23", "event:visit-25"}]
