"""Commentaries, interviews and news as they are copied from web pages."""

from typing import Any

import pytest

from editorial.manuscripts.cli_output import to_json
from editorial.manuscripts.readers.plain_text import read_text

LONG = "Порты свяжут берега, а берега свяжут людей: так говорят инженеры, и с ними трудно спорить даже самым упрямым скептикам."


def article(text: str) -> dict[str, Any]:
    found: dict[str, Any] = to_json(read_text(text.encode()))["articles"][0]
    return found


def test_a_commentary_gives_its_author_on_the_first_line() -> None:
    found = article(
        f"Пётр Кравцов, директор Института речного хозяйства\n\n{LONG}\n\nНовые порты\n\n{LONG}\n\nЧто дальше?\n\n{LONG}"
    )
    assert found["authors"] == [
        {"name": "Пётр Кравцов", "position": "директор Института речного хозяйства", "role": "author"}
    ]
    assert (found["title"], found["genre"]) == ("", "commentary")
    assert found["headings"] == ["Новые порты", "Что дальше?"]
    assert found["paragraphs"] == [LONG] * 3
    assert found["remarks"]


def test_a_title_and_a_date_over_a_commentary_are_understood() -> None:
    found = article(
        f"Как реки меняют экономику\n\nПётр Кравцов, директор Института речного хозяйства\n\n15.03.2025\n\n{LONG}\n\n{LONG}"
    )
    assert (found["title"], found["date"]) == ("Как реки меняют экономику", "2025-03-15")


@pytest.mark.parametrize(
    ("line", "date", "agency"),
    [
        (" date 2025-10-20 БАКУ/Trend/ - ", "2025-10-20", "Trend"),
        ("ТВЕРЬ, 3 мая 2024, ИА «Волна». ", "2024-05-03", "Волна"),
        ("АСТАНА. КАЗИНФОРМ – ", "", "КАЗИНФОРМ"),
        ("Баку, 20 октября 2025, АЗЕРТАДЖ\n\n", "2025-10-20", "АЗЕРТАДЖ"),
    ],
)
def test_a_news_item_gives_date_and_agency(line: str, date: str, agency: str) -> None:
    found = article(f"{line}{LONG}\n\nОб этом заявил эксперт Фонда развития Айдар Сеитов.\n")
    assert (found["genre"], found["date"]) == ("news", date)
    assert found["authors"][0]["name"] == agency
    assert found["authors"][1] == {
        "name": "Айдар Сеитов",
        "position": "эксперт Фонда развития",
        "role": "quoted",
    }
    assert found["paragraphs"][0] == LONG


def test_questions_that_begin_with_a_dash_are_distinguished_from_answers() -> None:
    found = article(
        "Посол Турции в Грузии Мехмет Йылмаз в интервью Report подвёл итоги года.\n\n- Как вы оцениваете год? Что главное?\n\n"
        "Год стал насыщенным. Мы провели 20 встреч - от министров до экспертов.\n\nСреди направлений:\n- зерно;\n- металл;\n\n"
        "- Расскажите, пожалуйста, о планах.\n\nПланов много.\n\n- А туризм?\n\nТуризм растёт."
    )
    assert found["genre"] == "interview"
    assert found["questions"] == [
        "Как вы оцениваете год? Что главное?",
        "Расскажите, пожалуйста, о планах.",
        "А туризм?",
    ]
    assert "Планов много." in found["paragraphs"]
    assert found["authors"][-1] == {
        "name": "Мехмет Йылмаз",
        "position": "Посол Турции в Грузии",
        "role": "interviewee",
    }


def test_turns_that_all_begin_with_a_dash_alternate() -> None:
    found = article(
        "«Мы строим мост»\n\nИнтервью с директором Института речного хозяйства Петром Кравцовым\n\n– С чего начался проект?\n"
        "– С идеи. Тогда нас было пятеро.\n– А что дальше?\n– Дальше – порт. Разве можно остановиться?\n"
    )
    assert (found["title"], found["headings"]) == ("«Мы строим мост»", [])
    assert found["questions"] == ["С чего начался проект?", "А что дальше?"]
    assert found["authors"][-1]["name"] == "Пётр Кравцов"


def test_turns_may_begin_with_their_speakers() -> None:
    found = article(
        "Беседа о ветре\n\nВолна: Почему ветер?\n\nЛейла Гусейнова: Он есть всегда.\n\nВолна: А солнце?\n\nЛейла Гусейнова: И солнце."
    )
    assert found["questions"] == ["Почему ветер?", "А солнце?"]
    assert found["paragraphs"] == ["Он есть всегда.", "И солнце."]


def test_an_interview_under_its_rubric_gives_date_interviewer_and_interviewee() -> None:
    found = article(
        "Интервью\n\n«Порты свяжут берега»\n\n12 марта 2024, 10:15\n\n"
        "О судоходстве журналу «Волна» рассказала Айгуль Сеитова, директор Института рек.\n\n"
        f"– Что изменилось за год?\n\n– {LONG}\n\n– Чего вы ждёте?\n\n– {LONG}\n\nБеседовал Пётр Кравцов"
    )
    assert (found["title"], found["date"], found["genre"]) == (
        "«Порты свяжут берега»",
        "2024-03-12",
        "interview",
    )
    assert {(author["name"], author["position"], author["role"]) for author in found["authors"]} == {
        ("Айгуль Сеитова", "директор Института рек", "interviewee"),
        ("Пётр Кравцов", "", "interviewer"),
    }
    assert found["questions"] == ["Что изменилось за год?", "Чего вы ждёте?"]
    assert found["paragraphs"][-1] == LONG


def test_notes_in_brackets_under_a_page_are_notes() -> None:
    found = article(
        f"Новый мост\nАвтор: Пётр Кравцов, директор Института рек\nДата публикации: 5 марта 2025 г.\n\n{LONG[:-1]}[1]. Он дорог[2].\n\n{LONG}\n\n"
        "Примечания\n[1] Стройка начнётся весной // Волна. 2025. URL: https://volna.example/most\n[2] Там же."
    )
    assert [note["number"] for note in found["footnotes"]] == [1, 2]
    assert found["footnotes"][1]["urls"] == ["https://volna.example/most"]
    assert [mark["before"].split()[-1] for mark in found["markers"]] == ["скептикам", "дорог"]
    assert (found["citations"], found["date"], found["genre"] != "news") == ([], "2025-03-05", True)
    assert found["authors"][0]["position"] == "директор Института рек"


def test_a_news_item_may_name_its_day_and_agency_in_a_sentence() -> None:
    found = article(
        f"Порты готовы к росту\n\n15 октября 2025 14:05\n\nТверь, 15 октября, Волна. {LONG}\n\n"
        "По словам директора Центра портов Лейлы Мамедовой, порты готовы."
    )
    assert (found["genre"], found["date"], found["title"]) == ("news", "2025-10-15", "Порты готовы к росту")
    assert [(who["name"], who["position"]) for who in found["authors"]] == [
        ("Волна", ""),
        ("Лейла Мамедова", "директор Центра портов"),
    ]


def test_a_kazakh_interview_names_who_answers() -> None:
    found = article(
        "Сұхбат\n«Порттар жағалауларды жақындатады»\n2024 жылғы 12 наурыз\n"
        "Өзен саясаты институтының директоры Айгүл Серікова «Толқын» журналына сұхбат берді.\n"
        "– Өткен жылды қалай бағалайсыз?\n– Жыл жақсы болды. Порттардағы жүк көлемі өсті.\n"
        "– Қандай қиындықтар бар?\n– Теңіз деңгейі төмендеп барады."
    )
    assert (found["language"], found["date"], len(found["questions"])) == ("kk", "2024-03-12", 2)
    assert found["authors"] == [
        {
            "name": "Айгүл Серікова",
            "position": "Өзен саясаты институтының директоры",
            "role": "interviewee",
        }
    ]
