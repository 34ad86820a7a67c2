"""A collection laid out as a PDF extraction leaves it is read back as the structure it was made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.manuscripts.cli_output import to_json
from editorial.manuscripts.readers.plain_text import read_text
from tests.manuscripts.books import PEOPLE, TITLES, make_article, make_book
from tests.manuscripts.laying_out import Article, Style, lay_out

HEADER = "СОСЕДНИЕ БЕРЕГА: ВОПРОСЫ ОБЩЕГО БУДУЩЕГО"
STYLES = {
    "plain": Style(),
    "box moved under the page": Style(box_moved=True),
    "no form feeds, running header": Style(form_feeds=False, header=HEADER),
    "tabs in notes": Style(box_moved=True, tab_notes=True, header=HEADER),
    "moved, no form feeds": Style(form_feeds=False, box_moved=True, header="СОСЕДНИЕ БЕРЕГА"),
    "narrow": Style(width=60),
    "column": Style(width=45, page_lines=60),
    "undivided words": Style(width=70, hyphenate=False),
    "bare page numbers": Style(width=80, header="СОСЕДНИЕ БЕРЕГА", dashed_numbers=False),
}


def assert_read_back(articles: list[Article], style: Style) -> None:
    data = to_json(read_text(lay_out(articles, style).encode()))
    assert [each["title"] for each in data["articles"]] == [article.title for article in articles]
    for each, article in zip(data["articles"], articles, strict=True):
        assert [(one["name"], one["position"]) for one in each["authors"]] == article.authors
        assert each["headings"] == [part.text for part in article.body if part.kind == "heading"]
        wanted = [re.sub(r"\{\d+\}", "", part.text) for part in article.body if part.kind != "heading"]
        assert_same_paragraphs(each["paragraphs"], wanted)
        assert {note["number"]: note["text"] for note in each["footnotes"]} == article.notes
        markers = [(marker["number"], marker["before"].split()[-1]) for marker in each["markers"]]
        assert markers == [
            (int(number), word)
            for part in article.body
            for word, number in re.findall(r"(\S+?)\{(\d+)\}", part.text)
        ]


def assert_same_paragraphs(found: list[str], wanted: list[str]) -> None:
    """Not a letter lost or added, and the same breaks but for one where a page ends and nothing shows it."""
    assert " ".join(found) == " ".join(wanted)
    assert len(set(wanted) - set(found)) <= 2


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_a_collection_is_read_back_whole(style: Style) -> None:
    assert_read_back(make_book(), style)


@pytest.mark.slow
@given(
    plans=st.lists(
        st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=5, unique=True), min_size=2, max_size=6),
        min_size=2,
        max_size=4,
    ),
    width=st.integers(60, 100),
    moved=st.booleans(),
    tabs=st.booleans(),
    header=st.sampled_from(["", HEADER]),
)
def test_any_structure_is_read_back(
    plans: list[list[list[int]]], width: int, moved: bool, tabs: bool, header: str
) -> None:
    articles: list[Article] = []
    number = 1
    for at, plan in enumerate(plans):
        article = make_article(
            TITLES[at],
            [PEOPLE[at]],
            [[-1, *each] if not place % 3 else each for place, each in enumerate(plan)],
            first_note=number,
        )
        number += len(article.notes)
        articles.append(article)
    assert_read_back(
        articles, Style(width=width, box_moved=moved, tab_notes=tabs, header=header, page_lines=50)
    )


def test_the_publishers_page_gives_title_place_year_and_people() -> None:
    front = [
        "СОСЕДНИЕ БЕРЕГА: ", "ВОПРОСЫ ОБЩЕГО БУДУЩЕГО", "", "СБОРНИК СТАТЕЙ", "", "ТБИЛИСИ - 2023", "", "",
        "Издание подготовлено Институтом речного хозяйства совместно с Северным ",
        "университетом портов при поддержке “Волна” в рамках программы.", "",
        "Рецензент: доктор философии по истории П. Кравцов, к.э.н. М. Лагутина", "",
        "Редактор: Л.Мельник (выпускающий редактор), И.Савченко ",
    ]  # fmt: skip
    note = to_json(read_text(lay_out(make_book(), Style(), front=front).encode()))["collection"]
    assert note == {
        "title": "Соседние берега: вопросы общего будущего",
        "place": "Тбилиси",
        "year": 2023,
        "editors": ["Л. Мельник", "И. Савченко"],
        "reviewers": ["П. Кравцов", "М. Лагутина"],
        "publishers": ["Институт речного хозяйства", "Северный университет портов"],
    }


def test_a_note_called_from_another_article_is_remarked_upon() -> None:
    articles = make_book(2)
    articles[1].body[1].text += " Эта мысль не нова2."
    data = to_json(read_text(lay_out(articles, Style()).encode()))
    assert 2 in [marker["number"] for marker in data["articles"][1]["markers"]]
    assert any("2" in remark["message"] for remark in data["articles"][1]["remarks"])


def test_a_long_collection_is_read_back() -> None:
    articles = make_book(5)
    assert_read_back(articles, Style())
