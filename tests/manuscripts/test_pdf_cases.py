"""Faults of real PDFs, each in a small file made for it: what must come out."""

from pathlib import Path
from typing import Any

import pytest

from editorial.manuscripts.cli_output import to_json
from editorial.manuscripts.draft import Manuscript
from editorial.manuscripts.parse import read_manuscript

CASES = Path(__file__).parent / "cases"


def manuscript(name: str) -> Manuscript:
    return read_manuscript((CASES / name).read_bytes(), name)


def article(name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = to_json(manuscript(name))["articles"]
    assert len(found) == 1
    return found[0]


def numbers(found: dict[str, Any], kind: str) -> list[int]:
    return [each["number"] for each in found[kind]]


def test_notes_of_a_part_of_a_book_keep_its_numbers() -> None:
    found = article("notes-begin-at-85.pdf")
    assert numbers(found, "footnotes") == numbers(found, "markers") == [85, 86, 87, 88]
    assert "2022 году" in found["paragraphs"][0]


def test_a_missing_note_ends_nothing_and_is_remarked_on() -> None:
    found = article("note-5-missing.pdf")
    assert numbers(found, "footnotes") == numbers(found, "markers") == [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]
    assert any("Footnote 5 is missing" in remark["message"] for remark in found["remarks"])


@pytest.mark.parametrize("name", ["70-pdf-footnotes-glued-number-typst-latex-style.pdf", "70b-pdf-footnotes-number-space-word-style.pdf"])  # fmt: skip
def test_notes_set_in_either_way_are_read(name: str) -> None:
    found = article(name)
    assert numbers(found, "footnotes") == numbers(found, "markers") == list(range(1, 9))
    assert found["authors"][0]["name"] == "Иван Вымышленный"


def test_two_columns_with_notes_are_read() -> None:
    found = article("71-pdf-two-columns.pdf")
    assert numbers(found, "footnotes") == numbers(found, "markers") == list(range(1, 16))
    assert all(text.endswith(f"Конец{at}абзаца.") for at, text in enumerate(found["paragraphs"], 1))


def test_a_ruled_table_is_a_table_with_its_title_below() -> None:
    found = article("73-pdf-table-figure.pdf")
    assert found["tables"] == [
        {
            "title": "Торговля по годам",
            "rows": [["Показатель", "2022", "2023"], ["Экспорт, млн", "11,5", "101,7"], ["Импорт, млн", "21,1", "1 111,2"]],
        }
    ]  # fmt: skip


def test_a_table_across_columns_is_one_table_and_tears_no_paragraph() -> None:
    found = article("table-across-columns.pdf")
    assert [table["rows"][0] for table in found["tables"]] == [["Порт", "2021", "2022", "2023"]]
    assert len(found["tables"][0]["rows"]) == 4
    assert not found["headings"]
    assert all(text.endswith(".") for text in found["paragraphs"])
    assert numbers(found, "footnotes") == [1, 2, 3]


def test_drop_capitals_and_letters_set_apart_are_joined() -> None:
    text = " ".join(article("drop-cap-and-spaced-letters.pdf")["paragraphs"])
    assert text.startswith("Казахстан и Азербайджан торгуют")
    assert "Слово разрядка выделено. Нурсултан Сагатович говорил" in text
    assert "малыми прописными" in text


def test_figures_are_not_torn_apart() -> None:
    found = article("85-pdf-digits-helvetica-not-embedded.pdf")
    whole = " ".join([found["title"], *found["headings"], *found["paragraphs"]])
    assert (
        "11 January 2015 exports reached 1,111.11 million, up 11.1 per cent since 2011 (110 contracts)"
        in whole
    )


def test_soft_hyphens_and_numbers_of_our_own_print_are_read() -> None:
    found = article("own-article.pdf")
    assert numbers(found, "footnotes") == numbers(found, "markers") == list(range(85, 94))
    assert "Азиза Шужеева Қазақстандағы электрондық" in found["abstracts"]["kk"]
    assert "2 Азиза Шужеева" not in found["headings"]
    assert not any("возглавляет" in heading for heading in found["headings"])
