"""Hyphens that a line break made, and hyphens that belong to a word."""

import pytest

from editorial.manuscripts.dehyphenate import join_two
from editorial.manuscripts.lexicon import Vocabulary

BROKEN = ["ус|лугодателя", "Тбили|си", "не|фтяной", "про|фессор", "кибер|угрозами", "много|летний", "энерго|ресурсов",
          "сельско|хозяйственной", "человеко|центричной", "мульти|модальных", "эконо|мика", "меж|правительственная"]  # fmt: skip
PRESERVED = ["культурно|гуманитарного", "торгово|экономических", "онлайн|услуг", "странам|участницам", "премьер|министр",
        "по|прежнему", "северо|западный", "азербайджано|казахстанских", "какой|нибудь", "Баку|Тбилиси", "COVID|19",
        "2000|х", "экс|президент"]  # fmt: skip


@pytest.mark.parametrize("word", BROKEN)
def test_a_hyphen_of_the_line_break_goes(word: str) -> None:
    left, right = word.split("|")
    assert join_two(f"о {left}-", f"{right} и", Vocabulary(())) == f"о {left}{right} и"


@pytest.mark.parametrize("word", PRESERVED)
def test_a_hyphen_of_the_word_stays(word: str) -> None:
    left, right = word.split("|")
    assert join_two(f"о {left}-", f"{right} и", Vocabulary(())) == f"о {left}-{right} и"


def test_the_manuscript_decides_about_words_no_dictionary_has() -> None:
    known = Vocabulary(["из Ляньюнгана и сауда-экономикалық бірлестік"])
    assert join_two("порт Лянь-", "юнгана", known) == "порт Ляньюнгана"
    assert join_two("ол сауда-", "экономикалық", known) == "ол сауда-экономикалық"


def test_a_soft_hyphen_always_goes() -> None:
    assert join_two("куль\u00ad", "турный", Vocabulary(())) == "культурный"


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("см. https://", "a.example/x", "см. https://a.example/x"),
        ("https://a.example/novosti-", "2024/05", "https://a.example/novosti-2024/05"),
        ("https://a.example/x.", "html и далее", "https://a.example/x.html и далее"),
        ("https://a.example/x", "(2024) Дата", "https://a.example/x (2024) Дата"),
        ("https://a.example/x", "Доступ открыт", "https://a.example/x Доступ открыт"),
        ("DOI: 10.1000/s1-", "013-0361-7", "DOI: 10.1000/s1-013-0361-7"),
    ],
)
def test_an_address_is_put_together(left: str, right: str, whole: str) -> None:
    assert join_two(left, right, Vocabulary(())) == whole
