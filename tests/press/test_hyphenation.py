"""Hyphenation."""

import pytest

from editorial.press.hyphenation import SOFT_HYPHEN, hyphenate_word, hyphenated, nonbreaking_spaces


@pytest.mark.parametrize(
    ("language", "pieces"),
    [
        ("kk", "ын-ты-мақ-тас-тық"), ("kk", "Қа-зақ-стан"), ("kk", "мем-ле-кет"), ("kk", "кө-те-рі-луі"),
        ("az", "əmək-daş-lıq"), ("az", "Azər-bay-can"), ("az", "İq-ti-sa-diy-yat"), ("az", "mü-na-si-bət"),
    ],
)  # fmt: skip
def test_words_break_between_syllables(language: str, pieces: str) -> None:
    word = pieces.replace("-", "")
    found = hyphenate_word(word, language).split(SOFT_HYPHEN)
    assert "".join(found) == word
    assert all(sum(char in "aeəıioöuüİаәеоөұүыіуАӘ" for char in piece.lower()[:20]) >= 1 for piece in found)
    assert min(len(piece) for piece in found) >= 2


def test_addresses_and_other_languages_are_left_alone() -> None:
    assert (
        hyphenated("https://example.org/azerbaycan/qazaxistan", "az")
        == "https://example.org/azerbaycan/qazaxistan"
    )
    assert hyphenated("сотрудничество", "ru") == "сотрудничество"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "и~в~Баку с~ней"), ("ru", "15~млн тонн~– 2~км"), ("ru", "визит К.~Ж.~Токаева"),
        ("kk", "27~% және 5~млн"), ("az", "o və 15~mln ton"), ("en", "a port, 5~km and I.~Aliyev"),
    ],
)  # fmt: skip
def test_spaces_hold_where_a_line_must_not_end(language: str, text: str) -> None:
    assert nonbreaking_spaces(text.replace("~", " "), language).replace("\u00a0", "~") == text


def test_a_line_of_a_title_does_not_end_with_a_preposition() -> None:
    title = nonbreaking_spaces("Путь на запад из Баку для всех", "ru", title=True)
    assert title == "Путь на\u00a0запад из\u00a0Баку для\u00a0всех"
