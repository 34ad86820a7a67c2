"""Each contradiction of the sources can be seen by a reader: both versions, and who states them."""

import re
from html import unescape
from typing import NamedTuple

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("demo_record")


class Contradiction(NamedTuple):
    """A contradiction by its number in the list of them: the page, what each side says, and who they are."""

    number: int
    address: str
    one: str
    other: str
    stated_by: tuple[str, ...]


CONTRADICTIONS = [
    Contradiction(1, "indicators/tovarooborot/", "529,4 млн долл.", "314,1 млн долл.",
     ("Бюро национальной статистики", "Государственный таможенный комитет")),
    Contradiction(2, "indicators/eksport-kz-az/", "456,3", "215,6 млн долл.",
     ("Бюро национальной статистики", "азербайджанской таможне")),
    Contradiction(2, "indicators/import-az-iz-kz/", "2023 215,6", "456,3 млн долл.",
     ("Государственный таможенный комитет", "казахстанской статистике")),
    Contradiction(2, "indicators/import-kz-iz-az/", "2023 73", "98,5 млн долл.",
     ("Бюро национальной статистики", "азербайджанской таможне")),
    Contradiction(2, "indicators/eksport-az-kz/", "2023 98,5", "73 млн долл.",
     ("Государственный таможенный комитет", "казахстанской статистике")),
    Contradiction(3, "indicators/koridor-rost/", "65 %", "86 %", ("перспективы сотрудничества", "в транспортной сфере")),
    Contradiction(4, "indicators/koridor-gruzy/", "2,7 млн т", "2,76 млн т",
     ("в транспортной сфере", "перспективы сотрудничества")),
    Contradiction(5, "events/vizit-tokaeva-v-baku-2024/", "9 документов", "14 документов",
     ("от визита к визиту", "тюркском мире")),
    Contradiction(5, "indicators/dokumentov-podpisano/", "9 ", "14 ", ("от визита к визиту", "тюркском мире")),
    Contradiction(6, "events/trehstoronnyaya-vstrecha-baku-2022/", "ноябре 2022 года", "14 ноября 2023 года",
     ("от визита к визиту", "тюркском мире")),
    Contradiction(6, "events/trehstoronnyaya-vstrecha-baku-2023/", "14 ноября 2023 года", "ноябре 2022 года",
     ("тюркском мире", "от визита к визиту")),
    Contradiction(7, "events/vizit-alieva-v-astanu-2023/", "10 апреля 2023 года", "23 апреля 2023 года",
     ("от визита к визиту", "тюркском мире")),
    Contradiction(8, "events/vizit-alieva-v-astanu-2025/", "Визит назван официальным", "Визит назван государственным",
     ("Комментарий о визите", "Интервью посла")),
    Contradiction(9, "agreements/kontrakt-volokno-2022/", "к концу 2025 года", "к концу 2026 года",
     ("перспективы сотрудничества", "Интервью посла")),
    Contradiction(9, "agreements/kontrakt-volokno-2022/", "как о состоявшемся", "к концу 2026 года",
     ("тюркском мире", "Интервью посла")),
    Contradiction(10, "agreements/obnovlenie-dorozhnoy-karty-2024/", "к 2025 году", "в 2027 году",
     ("в транспортной сфере", "Политолог о визите")),
    Contradiction(10, "indicators/koridor-moshchnost/", "не называет срока", "Срок не назван",
     ("в транспортной сфере", "Политолог о визите")),
    Contradiction(11, "indicators/dokumentov-novyh/", "За полтора года", "За два года",
     ("Культурно-гуманитарное сотрудничество", "тюркском мире")),
    Contradiction(12, "indicators/dokumentov-baza/", "150", "189", ("от визита к визиту", "Интервью посла")),
    Contradiction(13, "indicators/vie-potencial/", " 37 ГВт «", "27 ГВт", ("в энергетической сфере", "Другой текст")),
    Contradiction(13, "indicators/vie-potencial-ekonom/", " 27 ГВт «", "37 ГВт", ("тюркском мире", "Сборник называет")),
    Contradiction(14, "agreements/dogovor-2005/", "слово «союзничестве»", "слова «союзнических отношениях»",
     ("Предисловие", "Интервью посла")),
    Contradiction(15, "organisations/svmda/", "«Совещание»", "«Конференция»", ("сборник", "посол")),
    Contradiction(15, "events/series/sammity-svmda/", "как «Совещание»", "как «Конференция»",
     ("новые средние державы", "Интервью посла")),
    Contradiction(16, "indicators/tovarooborot-rost-raz/", "3,8 раза «", "более чем в 3 раза", ("Интервью посла", "Комментарий о визите")),
    Contradiction(17, "indicators/tovarooborot-rost/", "14,2 % Бюро", " 40 % «", ("в транспортной сфере", "от визита к визиту")),
    Contradiction(18, "indicators/eksport-kz-az-rost/", "21,6 %", "21,7 %",
     ("Бюро национальной статистики", "Атамекен")),
    Contradiction(19, "agreements/deklaraciya-druzhba-2004/", "уже декларация 2004 года", "назван договор 2005 года",
     ("Предисловие", "Культурно-гуманитарное сотрудничество")),
    Contradiction(19, "agreements/dogovor-2005/", "уже декларация 2004 года", "назван договор 2005 года",
     ("Предисловие", "Культурно-гуманитарное сотрудничество")),
    Contradiction(20, "agreements/soglashenie-dno-kaspiya-2003/", "подписано в феврале", "к маю раздел",
     ("статуса Каспийского моря",)),
    Contradiction(21, "indicators/vie-potencial-kz/", "1 000 000 000", "1,5 млн ГВт·ч", ("Слова президента",)),
    Contradiction(21, "indicators/vie-veter-kz/", "1 500 000", "миллиарде ГВт·ч", ("в энергетической сфере",)),
    Contradiction(22, "indicators/gosuslugi-onlayn/", "Больше 92 %", "Ровно 92 %",
     ("перспективы сотрудничества", "GovTech")),
    Contradiction(23, "agreements/soglashenie-az-ge-hu-ro/", "к марту 2024 года", "следует проверить", ("тюркском мире",)),
    Contradiction(24, "collections/sbornik-2024/", "Н. Ахмадов назван в авторском коллективе", "ни одна статья им не подписана",
     ("подписана организацией",)),
    Contradiction(24, "experts/n-ahmadov/", "Назван в авторском коллективе", "нет ни одной статьи", ("актуальные вопросы",)),
    Contradiction(25, "indicators/tovarooborot/", "свыше 500 млн", "около 149 млн", ("Интервью посла",)),
    Contradiction(25, "indicators/tovarooborot-rost-raz/", "Рост под вопросом", "около 149 млн", ("Интервью посла",)),
]  # fmt: skip


def read(client: Client, address: str) -> str:
    """Return the words of a page as a reader sees them, with one kind of quotation marks."""
    response = client.get(address)
    assert response.status_code == 200
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main is not None
    words = unescape(re.sub(r"<[^>]+>", " ", main[0]))
    return " ".join(words.translate(str.maketrans("“”", "«»")).split())


@pytest.mark.parametrize("case", CONTRADICTIONS, ids=lambda case: f"{case.number}-{case.address}")
def test_both_versions_are_on_the_page(client: Client, case: Contradiction) -> None:
    words = read(client, f"/ru/{case.address}")
    for expected in (case.one, case.other, *case.stated_by):
        assert expected in words


def test_no_contradiction_is_left_out() -> None:
    assert {case.number for case in CONTRADICTIONS} == set(range(1, 26))


@pytest.mark.parametrize("language", ["kk", "az", "en"])
def test_versions_are_shown_in_the_language_of_the_page(client: Client, language: str) -> None:
    expected_text = {"kk": "9 құжатқа", "az": "9 sənəd", "en": "9 documents were signed"}
    assert expected_text[language] in read(client, f"/{language}/events/vizit-tokaeva-v-baku-2024/")
