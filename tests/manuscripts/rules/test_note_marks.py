"""Figures that call notes, told from figures that belong to the text."""

import pytest

from editorial.manuscripts.cli_output import to_json
from editorial.manuscripts.readers.plain_text import read_text

NOTES = "\n\n1  Иванов П. (2021) Реки. https://reki.example/1\n2  Петров И. (2022) Порты. https://reki.example/2\n3  Ibid.\n"


def markers(text: str) -> list[tuple[int, str]]:
    article = to_json(read_text((text + NOTES).encode()))["articles"][0]
    return [(marker["number"], marker["before"].split()[-1]) for marker in article["markers"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Так было в порту1. Потом на реке2, и снова в порту3.", ["порту", "реке", "порту"]),
        (
            "Так «было»1. Конференция COP2 и сеть 5G в 2022 году стали темой2. Итог3",
            ["«было»", "темой", "Итог"],
        ),
        (
            "Рост составил 27%1 за год. Всего 12,6 долл2. Об этом сказано.3 Далее.",
            ["27%", "долл", "сказано."],
        ),
        ("Мнения таковы1 2 3, и это важно.", ["таковы", "таковы", "таковы"]),
        ("В 20221 году и в 2023 году2 площадь 40 м2 росла3.", ["2022", "году", "росла"]),
        ("Слово¹ и ещё слово² и третье³.", ["слово", "слово", "третье"]),
    ],
)
def test_markers_are_found_after_the_right_words(text: str, words: list[str]) -> None:
    found = markers(f"{text} Это длинная строка, которая закрывает абзац и ничего не значит для сносок.")
    assert [number for number, _word in found] == [1, 2, 3]
    assert [word.lower() for _number, word in found] == [word.lower() for word in words]


def test_a_note_called_twice_has_two_markers() -> None:
    assert [
        number for number, _word in markers("Река длинная1, порт большой2, река длинная1, мост новый3.")
    ] == [1, 2, 1, 3]


def test_ibid_takes_the_address_of_the_note_before_it() -> None:
    article = to_json(read_text(("Река длинная1, порт большой2, мост новый3." + NOTES).encode()))["articles"][
        0
    ]
    assert article["footnotes"][2] == {"number": 3, "text": "Ibid.", "urls": ["https://reki.example/2"]}


def test_a_numbered_list_is_no_zone_of_notes() -> None:
    article = to_json(
        read_text("Есть три пути:\n\n1. по реке;\n2. по морю;\n3. по железной дороге.\n".encode())
    )["articles"][0]
    assert article["footnotes"] == []
