"""Names met in texts against names that are known."""

import pytest

from editorial.manuscripts.entity_match import Known, match_body, match_person, suggest_topics
from editorial.manuscripts.names import nominative

PEOPLE = [
    Known("rose", ("Роза Садыкова", "Roza Sadykova")),
    Known("peter", ("Пётр Кравцов",)),
    Known("ilham", ("Ильхам Морозов",)),
    Known("samir", ("Самир Морозов",)),
    Known("double", ("Касым-Жомарт Токаев",)),
]
BODIES = [
    Known("centre", ("Центр речных исследований", "ЦРИ")),
    Known("institute", ("Северный институт портов и водных путей при Правительстве области",)),
    Known("other", ("Центр социальных исследований",)),
]


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Р.Садыкова", "rose"),
        ("Розы Садыковой", "rose"),
        ("Садыкова Р.", "rose"),
        ("к.э.н. П. Кравцов", "peter"),
        ("Петром Кравцовым", "peter"),
        ("Кравцов Пётр Иванович", "peter"),
        ("И. Морозов", "ilham"),
        ("К.Ж. Токаев", "double"),
        ("Roza Sadykova", "rose"),
    ],
)
def test_inflected_and_abbreviated_names_are_recognised(name: str, who: str) -> None:
    found = match_person(name, PEOPLE)
    assert (found[0].key, found[0].score >= 0.8) == (who, True)


def test_a_surname_alone_is_no_certainty() -> None:
    assert {match.key for match in match_person("Морозова", PEOPLE)} == {"ilham", "samir"}
    assert all(match.score < 0.8 for match in match_person("Морозова", PEOPLE))


def test_a_stranger_is_nobody() -> None:
    assert match_person("Лейла Гусейнова", PEOPLE) == []
    assert match_person("Я. Садыкова", PEOPLE) == []


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Центром речных исследований", "centre"),
        ("ЦРИ", "centre"),
        ("Северным институтом портов и водных путей", "institute"),
    ],
)
def test_bodies_are_recognised(name: str, body: str) -> None:
    assert match_body(name, BODIES)[0].key == body


def test_a_body_with_another_subject_is_another_body() -> None:
    assert match_body("Центр морских портов", BODIES) == []


def test_titles_come_back_to_the_nominative() -> None:
    assert (
        nominative("Северным институтом портов при Правительстве области")
        == "Северный институт портов при Правительстве области"
    )


def test_topics_follow_from_the_words_of_a_text() -> None:
    topics = [Known("energy", ("Энергетика",)), Known("culture", ("Культура и образование",))]
    assert [match.key for match in suggest_topics([("Новая энергетика берегов", 1.0)], topics)] == ["energy"]
