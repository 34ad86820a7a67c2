"""Names that are found, in their forms, and those that are left alone."""

import pytest

from editorial.mentions.detection.gazetteer import Gazetteer, build
from editorial.mentions.detection.pipeline import find
from editorial.mentions.detection.types import Form, KnownEntity, TextContext


def person(key: str, name: str, *others: str, country: str = "KZ", sort: str = "expert") -> KnownEntity:
    forms = (Form(name), *(Form(other) for other in others))
    return KnownEntity(f"expert:{key}", "expert", forms, sort=sort, country=country)


def body(key: str, name: str, short: str = "", country: str = "") -> KnownEntity:
    forms = (Form(name, preferred=True), *((Form(short),) if short else ()))
    return KnownEntity(f"organisation:{key}", "organisation", forms, country=country)


KNOWN = build(
    [
        person("tokaev", "Касым-Жомарт Токаев", sort="official"),
        KnownEntity(
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
        KnownEntity("place:baku", "place", (Form("Баку"), Form("Bakı", "az")), country="AZ"),
        KnownEntity("place:astana", "place", (Form("Астана"), Form("Astana", "en")), country="KZ"),
        KnownEntity("mechanism:council", "mechanism", (Form("Высший межгосударственный совет Азербайджана и Казахстана"),),
              parties=frozenset(("AZ", "KZ"))),
        KnownEntity("event:second", "event", (Form("Второе заседание Высшего межгосударственного совета"),),
              series="mechanism:council", number=2, period=("2025-10-20", "2025-10-21")),
        KnownEntity("event:visit-23", "event", (Form("Официальный визит президента Азербайджана в Казахстан"),), sort="visit",
              period=("2023-04-10", "2023-04-11")),
        KnownEntity("event:visit-25", "event", (Form("Визит президента Азербайджана в Казахстан"),), sort="visit",
              period=("2025-10-20", "2025-10-21")),
        KnownEntity("agreement:treaty", "agreement", (Form("Договор о стратегическом партнерстве и союзнических отношениях"),),
              sort="treaty", parties=frozenset(("AZ", "KZ")), period=("2005-05-24", "2005-05-24")),
        KnownEntity("agreement:declaration", "agreement",
              (Form("Декларация о стратегическом партнерстве и союзнических отношениях"),), sort="declaration",
              parties=frozenset(("AZ", "KZ"))),
    ]
)  # fmt: skip


def found(
    text: str, *, known: Gazetteer = KNOWN, language: str = "ru", **setting: object
) -> list[tuple[str, str]]:
    """Return what is found surely: the words and the things."""
    context = TextContext(language, **setting)  # type: ignore[arg-type]
    return [(one.text, one.keys[0]) for one in find(text.split("\n"), known, context) if one.sure]


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


def test_a_document_is_identified_by_its_kind_and_a_session_by_its_number() -> None:
    text = "Декларацию о стратегическом партнёрстве и союзнических отношениях приняли давно."
    assert [key for _words, key in found(text)] == ["agreement:declaration"]
    keys = [
        key for _words, key in found("На втором заседании Высшего межгосударственного совета решили иначе.")
    ]
    assert {"event:second", "mechanism:council"} <= set(keys)


def test_a_visit_is_identified_by_who_where_and_when() -> None:
    text = "Визит Ильхама Алиева в Казахстан стал событием."
    assert "event:visit-25" in dict(map(reversed, found(text, period=("2025-11-01", "2025-11-30"))))  # type: ignore[arg-type]
    dated = "Официальный визит Ильхама Алиева в Казахстан прошёл 10 апреля 2023 года."
    assert "event:visit-23" in [key for _words, key in found(dated)]
    assert list(unsure(text)) == [{"event:visit-23", "event:visit-25"}]


# Rules for how texts call what the record knows by its full name

RECORD = build(
    [
        person("tokaev", "Касым-Жомарт Токаев", sort="official"),
        KnownEntity("expert:aliyev", "expert", (Form("Ilham Aliyev", "en"),), sort="official", country="AZ"),
        body("eu", "Европейский союз"),
        body("stat", "Бюро национальной статистики Республики Казахстан", country="KZ"),
        body("transport", "Министерство транспорта Республики Казахстан", country="KZ"),
        body("embassy", "Посольство Республики Казахстан в Азербайджанской Республике", country="KZ"),
        body("fund", "Общественный фонд «Цифровая трансформация»"),
        body("un", "Организация Объединённых Наций", "ООН"),
        KnownEntity("place:baku", "place", (Form("Баку"),), country="AZ"),
        KnownEntity("place:yerevan", "place", (Form("Ереван"),), country="AM"),
        KnownEntity("mechanism:forum", "mechanism", (Form("Азербайджано-казахстанский бизнес-форум"),),
              parties=frozenset(("AZ", "KZ"))),
        KnownEntity("event:singapore", "event", (Form("Казахстанско-Сингапурский бизнес-форум"),), period=("2023-05-22", "2023-05-22")),
        KnownEntity("event:port", "event", (Form("Открытие нового Бакинского порта"),), place="place:baku"),
        KnownEntity("event:platform", "event", (Form("Запуск Координационной платформы Среднего коридора"),),
              period=("2024-06-12", "2024-06-12")),
        KnownEntity("event:first", "event", (Form("Первый Каспийский саммит"),), period=("2002-01-01", "2002-12-31")),
        KnownEntity("event:third", "event", (Form("Третий Каспийский саммит"),), period=("2010-01-01", "2010-12-31")),
        KnownEntity("event:fifth", "event", (Form("Пятый Каспийский саммит"),), period=("2018-08-12", "2018-08-12")),
        KnownEntity("event:baku-22", "event", (Form("Официальный визит президента Казахстана в Азербайджан"),), sort="visit",
              period=("2022-08-24", "2022-08-24")),
        KnownEntity("event:baku-24", "event", (Form("Государственный визит президента Казахстана в Азербайджан"),), sort="visit",
              period=("2024-03-11", "2024-03-12")),
        KnownEntity("event:yerevan-24", "event", (Form("Официальный визит президента Казахстана в Армению"),), sort="visit",
              period=("2024-01-01", "2024-12-31")),
        KnownEntity("agreement:sea", "agreement", (Form("Конвенция Организации Объединённых Наций по морскому праву"),),
              sort="convention", period=("1982-01-01", "1982-12-31")),
        KnownEntity("agreement:april", "agreement", (Form("Декларация по итогам визита в апреле 2023 года"),),
              sort="declaration", period=("2023-04-01", "2023-04-30")),
        KnownEntity("agreement:peace", "agreement", (Form("Мирный договор между Азербайджаном и Арменией"),), sort="treaty"),
        KnownEntity("agreement:council", "agreement", (Form("Решение первого заседания Высшего межгосударственного совета"),),
              sort="decision"),
    ]
)  # fmt: skip
WRITTEN = ("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Помощь Евросоюза велика.", "Евросоюза", "organisation:eu"),
        ("По словам главы Минтранса Казахстана, дорога готова.", "Минтранса", "organisation:transport"),
        ("Так считает Национальное бюро статистики Казахстана.", "Национальное бюро статистики Казахстана", "organisation:stat"),
        ("При поддержке Посольства РК прошёл концерт.", "Посольства РК", "organisation:embassy"),
        ("В фонде «Цифровая трансформация» уверены в этом.", "Цифровая трансформация", "organisation:fund"),
        ("Состоится казахстанско-азербайджанский бизнес-форум.", "казахстанско-азербайджанский бизнес-форум", "mechanism:forum"),
        ("Речь идёт о Конвенции ООН 1982 года.", "Конвенции ООН", "agreement:sea"),
        ("Их ждёт мирный договор между Баку и Ереваном.", "мирный договор", "agreement:peace"),
        ("В 2018 году открыли порт. 12 июня запустили Координационную платформу Среднего коридора.",
         "запустили Координационную платформу Среднего коридора", "event:platform"),
        ("Третий Каспийский саммит стал первой встречей такого рода.", "Третий Каспийский саммит", "event:third"),
        ("Президент Казахстана посетил с официальным визитом Армению.", "посетил с официальным визитом Армению", "event:yerevan-24"),
        ("После визита президента Республики Казахстан в Азербайджан многое изменилось.",
         "визита президента Республики Казахстан в Азербайджан", "event:baku-24"),
        ("Касым-Жомарт Токаев дал интервью перед государственным визитом в Азербайджан.", "визитом в Азербайджан", "event:baku-24"),
    ],
)  # fmt: skip
def test_what_a_text_calls_otherwise_is_found(text: str, words: str, key: str) -> None:
    assert (words, key) in found(text, known=RECORD, period=WRITTEN)


@pytest.mark.parametrize(
    "text",
    [
        "Четвёртый шаг: «Цифровая трансформация».",  # no fund of this name is mentioned
        "Бизнес-форум станет важным шагом.",  # of which states is not said
        "Договорённости открывают новые возможности для Астаны и Баку.",  # no port
        "После саммита президенты пяти стран дали ответ.",  # five, not the fifth
        "Визитов высокого уровня стало больше в 2022 году.",
        "Делегация ждала прибытия поезда 11 марта.",
        "Президент Казахстана посетил новый завод в марте 2024 года.",
        "Подписанная в ходе визита Декларация важна.",  # which of them, only its month would tell
        "Высший межгосударственный совет, работу которого ведут главы двух дружественных государств, принял решения.",
    ],
)
def test_what_shares_words_with_a_title_is_left_alone(text: str) -> None:
    kinds = ("organisation:fund", "event:", "agreement:", "expert:")
    proposed = [key for one in find([text], RECORD, TextContext("ru", WRITTEN)) for key in one.keys]
    assert not [key for key in proposed if key.startswith(kinds)]


def test_a_surname_that_is_a_word_as_well_is_found_where_the_text_has_named_its_bearer() -> None:
    text = "Выступил Касым-Жомарт Токаев.\nЗатем президент Токаев уехал."
    assert ("Токаев", "expert:tokaev") in found(text, known=RECORD)


def test_a_visit_named_again_is_the_one_that_the_text_spoke_of_last() -> None:
    text = "Визит президента Казахстана в Азербайджан 24 августа 2022 года.\nВ ходе визита К.Ж. Токаева в Баку решили."
    keys = [key for _words, key in found(text, known=RECORD, period=WRITTEN) if key.startswith("event")]
    assert keys == ["event:baku-22", "event:baku-22"]


def test_a_word_that_only_sounds_like_a_surname_is_left_alone() -> None:
    assert found("Ilham Aliyev spoke.\nThe Allied Relations.", known=RECORD, language="en") == [
        ("Ilham Aliyev", "expert:aliyev")
    ]
