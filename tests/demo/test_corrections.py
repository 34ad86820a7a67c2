"""Corrections of the demo data, as readers find them."""

import re
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client

from editorial.agreements.models import Agreement
from editorial.indicators.models import Observation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_record")]

INTERVIEW = "articles/intervyu-posla-2025/"
# Address, what the page says, what it no longer says.
STATEMENTS: list[tuple[str, list[str], list[str]]] = [
    (INTERVIEW, ["Чего стороны хотели добиться в 2025 году", "Что посол считает главным для 2026 года",
                 "Прибавится ли в 2026 году авиарейсов", "Что стороны намерены делать, чтобы торговля дошла",
                 "Каковы планы двух стран в энергетике", "Что Баку и Астана сделают в 2026 году",
                 "FlyArystan", "Цифровой шёлковый путь", "увеличить вдвое", "где соберутся участники, посол не говорит"],
     ["Через какие механизмы", "ждут завершения?", "туристический поток", "Насколько близка цель",
      "в двенадцатом саммите", "планирует принять", "зелёный кабель"]),
    ("articles/statya-tyurkskiy-mir/", ["Отсылок к литературе в тексте тринадцать", "поимённо названы четыре", "24 августа 2022 года",
                                        "Баку – Астана – Ташкент", "компаний статья не называет", "нефти и урана"],
     ["одиннадцать отсылок", "три основных документа", "Соглашение КазМунайГаза", "Пресс-конференцию президентов в Астане"]),
    ("articles/ot-vizita-k-vizitu/", ["Действия России в Украине не находят поддержки"], []),
    ("articles/status-kaspiya/", ["вооружённые силы Армении", "«нулевую квоту»"], ["часть его земель была занята"]),
    ("articles/govtech-kazahstan/", ["31 361", "27 594", "18 487", "Астана, Алматы и Шымкент"], []),
    ("articles/kulturno-gumanitarnoe-sotrudnichestvo/", ["Н. Абдулрахманлы", "намерена участвовать"], ["«Казахстан» снял"]),
    ("agreements/parizhskoe-soglashenie/", ["accession", "о подписании источник не говорит"], ["The sources confirm signature but contain no information on entry into force by this date."]),
    ("agreements/okinavskaya-hartiya-2000/", ["Группа восьми"], ["Канада"]),
    ("agreements/pobratimstvo-turkestan-shusha/", ["Город Туркестан", "Город Шуша", "between towns"], ["Баку</a>"]),
    ("agreements/paket-mart-2024/", ["9 документов", "14 документов"], []),
    ("events/vizit-alieva-v-astanu-2023/", ["Города источники не называют", "в Казахстане – 23 апреля"], ["Визит и встреча с прессой"]),
    ("events/sammit-svmda-2026/", ["где и кто примет, не сказано"], ["страна предположена"]),
    ("events/bolnitsa-fizuli/", ["казахстанская сторона", "намерена участвовать"], []),
    ("indicators/koridor-gruzooborot/", ["Грузооборот Среднего коридора"], []),
    ("indicators/it-eksport/", ["Экспорт ИТ-продуктов и услуг"], []),
    ("experts/aida-balaeva/", ["2023"], ["2024"]),
    ("organisations/svevind/", ["немецко-шведская"], []),
]  # fmt: skip
FULL_NOTES = {  # what the work of each note that had only a remark is known by
    1: "Невидимое государство", 3: "The Tenge", 14: "Globalpsa.com", 18: "Azertag.az", 28: "gömrük statistikası",
    37: "Декларация саммита", 39: "Игорь Братчиков", 48: "Marketing a Country", 50: "Middle Powers in International",
    51: "Middle Powers and the General", 53: "The Power of Small States", 70: "Как Мажилис стал", 72: "О реализации Концепции",
    79: "xarici ticarətinin", 80: "Энергетическая политика", 90: "Постановление № 269", 100: "Президенты Азербайджана",
    102: "Президенты Азербайджана", 104: "Президенты Азербайджана", 105: "Посольство Республики Казахстан",
}  # fmt: skip


def read(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main is not None, address
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0])).replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("address", "there", "gone"), STATEMENTS, ids=[address for address, *_rest in STATEMENTS]
)
def test_a_page_says_what_the_passage_says(
    client: Client, address: str, there: list[str], gone: list[str]
) -> None:
    words = read(client, f"/ru/{address}")
    assert [text for text in there if text not in words] == []
    assert [text for text in gone if text in words] == []


def test_each_note_names_its_work_before_the_remark(client: Client) -> None:
    slugs = (
        "perspektivy-sotrudnichestva", "transkaspiyskiy-marshrut", "status-kaspiya", "srednie-derzhavy",
        "govtech-kazahstan", "kulturno-gumanitarnoe-sotrudnichestvo",
    )  # fmt: skip
    notes: dict[int, str] = {}
    for slug in slugs:
        page = client.get(f"/ru/articles/{slug}/").content.decode()
        for number, html in re.findall(r'<li id="fn-(\d+)" class="note">(.*?)</li>', page, re.DOTALL):
            notes[int(number)] = unescape(re.sub(r"<[^>]+>", " ", html))
    assert {number: words for number, words in FULL_NOTES.items() if words not in notes[number]} == {}
    assert "284" not in notes[50].replace("Число 284", "")
    assert "2021a" in notes[106]


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("tovarooborot-rost-2", {"qualifier": ""}),
        ("ikt-cel-1", {"qualifier": "more_than"}),
        ("port-baku-tonny-2", {"qualifier": "up_to"}),
        ("investicii-kz-v-az-1", {"qualifier": "approx"}),
        ("vodorod-proekt-1", {"stated_by": None}),
        ("koridor-potrebnost-1", {"area__code": "TITR-CA"}),
        ("koridor-moshchnost-1", {"unit__code": "mln-t"}),
        ("koridor-moshchnost-3", {"indicator__slug": "koridor-gruzooborot"}),
        ("kaspiy-moratoriy-1", {"nature": "target"}),
        ("oborona-az-1", {"nature": "target"}),
        ("dobycha-nefti-1", {"stated_by": None}),
    ],
)
def test_a_value_has_its_qualifier_scope_nature_and_attribution(
    slug: str, expected: dict[str, object]
) -> None:
    assert Observation.objects.filter(slug=slug).values(*expected).get() == expected


def test_dates_and_places_that_no_source_states_are_left_empty() -> None:
    undated = Agreement.objects.filter(
        slug__in=("memorandum-azpromo-palata-2022", "soglashenie-konfederaciya-palata-2022")
    )
    assert [str(row.signed) for row in undated] == ["None", "None"]
    placeless = Agreement.objects.filter(
        slug__in=("deklaraciya-2023", "memorandumy-aprel-2023", "reshenie-dni-kultury-2023")
    )
    assert [row.place for row in placeless] == [None, None, None]


def test_the_demo_record_shows_nothing_without_a_source() -> None:
    call_command("check_sources")
