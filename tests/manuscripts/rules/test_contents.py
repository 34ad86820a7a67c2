"""Tables of contents in their forms."""

import pytest

from editorial.manuscripts.lexicon import Vocabulary
from editorial.manuscripts.readers.plain_text import to_lines
from editorial.manuscripts.rules.contents import find_contents
from editorial.manuscripts.rules.pages import split_pages

DOTS = "." * 30


@pytest.mark.parametrize(
    "text",
    [
        f"СОДЕРЖАНИЕ\n\nПорты и реки\nПётр Кравцов {DOTS}4\n\nМузеи на берегу\nМария Лагутина {DOTS}9\n",
        f"Порты и реки\nПётр Кравцов {DOTS}4\nМузеи на берегу\nМария Лагутина {DOTS} 9\nСОДЕРЖАНИЕ\n",
        "Оглавление\nПётр Кравцов\nПорты и реки 4\nМария Лагутина\nМузеи на берегу 9\n\nТекст.",
    ],
)
def test_titles_people_and_pages_are_distinguished(text: str) -> None:
    contents = find_contents(split_pages(*to_lines(text)), Vocabulary(()))
    assert contents is not None
    assert [(entry.title, entry.people[0].name, entry.page) for entry in contents.entries] == [
        ("Порты и реки", "Пётр Кравцов", 4),
        ("Музеи на берегу", "Мария Лагутина", 9),
    ]


def test_a_long_title_without_people_is_a_title() -> None:
    text = f"Предисловие {DOTS}3\n\nАзбука портов: \nмеждународный речной маршрут {DOTS}5\n"
    contents = find_contents(split_pages(*to_lines(text)), Vocabulary(()))
    assert contents is not None
    assert [(entry.title, entry.people) for entry in contents.entries][1] == (
        "Азбука портов: международный речной маршрут",
        [],
    )


def test_an_article_has_no_contents() -> None:
    assert find_contents(split_pages(*to_lines("Порты растут.\n\nВ 2022 году их 12")), Vocabulary(())) is None
