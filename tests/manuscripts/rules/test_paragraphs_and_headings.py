"""Lines to paragraphs, and which of them are headings."""

from typing import Any

from editorial.manuscripts.cli_output import to_json
from editorial.manuscripts.readers.plain_text import read_text
from editorial.manuscripts.rules.headings import is_heading, split_run_in


def article(text: str) -> dict[str, Any]:
    found: dict[str, Any] = to_json(read_text(text.encode()))["articles"][0]
    return found


def test_an_empty_line_inside_a_sentence_parts_nothing() -> None:
    found = article(
        "Заголовок\n\nБудучи лидерами в своих регионах, порты на Верхней Волге и порты на Юж-\n\nном море могут внести вклад в "
        "расширение связей между берегами двух рек.\n\nВторой абзац начинается здесь и тоже кончается точкой, как ему и положено."
    )
    assert [text[:7] for text in found["paragraphs"]] == ["Будучи ", "Второй "]
    assert "на Южном море" in found["paragraphs"][0]


def test_a_heading_without_an_empty_line_is_found() -> None:
    lines = "Введение\nБудучи лидерами в своих регионах, порты на Верхней Волге и на море могут внести вклад.\nВторая строка абзаца."
    assert article(lines)["headings"] == ["Введение"]


def test_headings_are_short_and_open_ended() -> None:
    assert is_heading("Шаги по расширению порта", following="Текст.")
    assert is_heading("Что дальше?", following="Текст.", may_be_question=True)
    assert not is_heading("Что дальше?", following="Текст.")
    assert not is_heading("Порт растёт.", following="Текст.")
    assert not is_heading("Пётр Кравцов", following="Текст.")
    assert not is_heading("Шаги по", following="Текст.")
    assert not is_heading("Последняя строка", following=None)


def test_a_section_name_may_open_its_paragraph() -> None:
    assert split_run_in("Введение. Порты растут.") == ("Введение", "Порты растут.")
    assert split_run_in("Введение новых мер. Порты растут.") is None


def test_counted_openings_become_headings() -> None:
    steps = ["Первый шаг «Причал». Причал построен давно, и он стоит крепко.", "Второй шаг «Кран». Кран поднимает сорок тонн за один раз.",
             "Третий шаг «Люди». Люди учатся каждый день и работают."]  # fmt: skip
    found = article("\n\n".join(["Три шага порта", *steps]))
    assert found["headings"][-3:] == ["Первый шаг «Причал»", "Второй шаг «Кран»", "Третий шаг «Люди»"]
    assert found["paragraphs"][-1] == "Люди учатся каждый день и работают."
