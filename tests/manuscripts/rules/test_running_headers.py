"""Running headers go; what only stands above the text stays."""

from editorial.manuscripts.readers.plain_text import to_lines
from editorial.manuscripts.rules.pages import split_pages
from editorial.manuscripts.rules.running_headers import drop_interrupting_heads, drop_running_headers


def left(text: str) -> list[str]:
    pages = split_pages(*to_lines(text))
    drop_running_headers(pages)
    drop_interrupting_heads(pages)
    return [line.text for page in pages for line in page.filled()]


def test_a_line_over_most_pages_goes() -> None:
    pages = [f"Вестник порта. Серия вторая\n\nТекст страницы {number} идёт." for number in range(8)]
    assert not any("Вестник" in line for line in left("\n\f".join(pages)))


def test_headers_with_growing_numbers_go() -> None:
    pages = [f"{number + 30} Вестник порта\n\nСлова о море, раздел {number * 7}." for number in range(8)]
    assert not any("Вестник" in line for line in left("\n\f".join(pages)))


def test_a_heading_that_opens_several_articles_stays() -> None:
    pages = [
        f"Введение\n\nТекст страницы {number} идёт." if number % 2 else f"Текст {number}."
        for number in range(8)
    ]
    assert left("\n\f".join(pages)).count("Введение") == 4


def test_a_line_that_cuts_a_sentence_in_two_goes() -> None:
    assert left("Слова, которые продол-\n\fКравцов. Речная политика\n\nжаются здесь.") == [
        "Слова, которые продол-",
        "жаются здесь.",
    ]
