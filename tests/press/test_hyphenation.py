"""Soft hyphens in Kazakh and Azerbaijani."""

import pytest

from editorial.press.hyphenation import SOFT_HYPHEN, divided, hyphenated


@pytest.mark.parametrize(
    ("language", "pieces"),
    [
        ("kk", "ын-ты-мақ-тас-тық"), ("kk", "Қа-зақ-стан"), ("kk", "мем-ле-кет"), ("kk", "кө-те-рі-луі"),
        ("az", "əmək-daş-lıq"), ("az", "Azər-bay-can"), ("az", "İq-ti-sa-diy-yat"), ("az", "mü-na-si-bət"),
    ],
)  # fmt: skip
def test_words_break_between_syllables(language: str, pieces: str) -> None:
    word = pieces.replace("-", "")
    found = divided(word, language).split(SOFT_HYPHEN)
    assert "".join(found) == word
    assert all(sum(char in "aeəıioöuüİаәеоөұүыіуАӘ" for char in piece.lower()[:20]) >= 1 for piece in found)
    assert min(len(piece) for piece in found) >= 2


def test_addresses_and_other_languages_are_left_alone() -> None:
    assert (
        hyphenated("https://example.org/azerbaycan/qazaxistan", "az")
        == "https://example.org/azerbaycan/qazaxistan"
    )
    assert hyphenated("сотрудничество", "ru") == "сотрудничество"
