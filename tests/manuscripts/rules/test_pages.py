"""Ends and numbers of pages."""

from editorial.manuscripts.readers.plain_text import to_lines
from editorial.manuscripts.rules.pages import page_number, split_pages

TEXT = "Строка первой страницы, которая кончается\n- 7 -\n\nШапка\n\nпродолжением. Конец.\n- 8 -\n\nШапка\n\nДальше."


def test_a_number_between_dashes_begins_a_page() -> None:
    pages = split_pages(*to_lines(TEXT))
    assert [page.number for page in pages] == [6, 7, 8]


def test_form_feeds_come_before_any_guess() -> None:
    pages = split_pages(*to_lines("Один.\n\n\n\nДва.\n\fТри."))
    assert [len(page.filled()) for page in pages] == [2, 1]


def test_a_lone_year_is_no_page() -> None:
    assert len(split_pages(*to_lines("Было это в году\n\n2022\n\nи прошло."))) == 1


def test_numbers_of_pages_have_several_forms() -> None:
    assert [page_number(text) for text in ("- 4 -", "12", "стр. 5", "p15", "5 лет")] == [4, 12, 5, None, None]
