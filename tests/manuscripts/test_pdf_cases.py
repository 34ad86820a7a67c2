"""Faults of real PDFs, each in a small file made for it: what must come out."""

from pathlib import Path
from typing import Any

import pytest

from editorial.manuscripts import programs
from editorial.manuscripts.cli_output import to_json
from editorial.manuscripts.draft import Manuscript
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.parse import read_manuscript
from editorial.manuscripts.readers.pdf_ocr import LANGUAGES, languages
from editorial.manuscripts.readers.pdf_rows import to_rows
from tests.campaigns import mark_campaign
from tests.programs import skip_for_want_of

CASES = Path(__file__).parent / "cases"


def manuscript(name: str) -> Manuscript:
    return read_manuscript((CASES / name).read_bytes(), name)


def article(name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = to_json(manuscript(name))["articles"]
    assert len(found) == 1
    return found[0]


def need_poppler() -> None:
    """Skip where the words of a page cannot be counted by another program than the reader's."""
    if programs.find("pdftotext") is None:
        skip_for_want_of("pdftotext", "poppler-utils")


def need_tesseract() -> None:
    if len(languages()) < len(LANGUAGES):
        skip_for_want_of(
            "tesseract with all languages",
            "tesseract-ocr tesseract-ocr-rus tesseract-ocr-kaz tesseract-ocr-aze",
        )


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


def remarks(found: Manuscript) -> list[str]:
    every = [*found.remarks, *(remark for item in found.items for remark in item.remarks)]
    return [remark.message for remark in every if "Not in the draft" in remark.message]


PATHS = sorted(CASES.glob("*.pdf"))


@pytest.mark.parametrize("path", mark_campaign(PATHS, fast=PATHS[::5]), ids=lambda path: path.stem)
def test_each_word_of_a_page_is_in_the_draft_or_remarked_on(path: Path) -> None:
    need_poppler()
    if "no-tounicode" in path.name:
        need_tesseract()
    found = manuscript(path.name)
    assert found.conservation is not None
    assert found.conservation.source.words or "no-tounicode" in path.name
    if "72d" not in path.name:  # the contents name chapters that the text does not have
        assert found.conservation.lost.words <= 0.01 * found.conservation.source.words
    if found.conservation.lost.words:
        assert remarks(found)


def test_words_that_the_reading_loses_are_remarked_on_with_their_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lose_the_last(words: list[list[Any]]) -> list[Any]:
        return to_rows(words)[:-1]

    monkeypatch.setattr("editorial.manuscripts.readers.pdf_layout.to_rows", lose_the_last)
    found = manuscript("notes-begin-at-85.pdf")
    assert any("page 1" in message and "отчёт о перевозках" in message for message in remarks(found))


def test_a_page_without_text_is_remarked_on_where_it_cannot_be_recognised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("editorial.manuscripts.readers.pdf_text.recognise", lambda *_page: [])
    found = article("79-pdf-one-scanned-page-among-text.pdf")
    messages = [remark["message"] for remark in found["remarks"]]
    assert "Page 2 has no text layer. Its text is not in the draft." in messages
    with pytest.raises(UnreadableFileError, match="do not name their characters"):
        manuscript("80-pdf-no-tounicode.pdf")


@pytest.mark.slow
def test_the_text_of_a_page_without_text_is_recognised() -> None:
    need_tesseract()
    found = article("79-pdf-one-scanned-page-among-text.pdf")
    assert any("строка 7 текста доклада" in text for text in found["paragraphs"])
    assert any(
        "Page 2" in remark["message"] and "recognised" in remark["message"] for remark in found["remarks"]
    )
    nameless = " ".join(article("80-pdf-no-tounicode.pdf")["paragraphs"])
    assert "Azərbaycan və Qazaxıstan" in nameless


def test_a_report_with_contents_is_one_article_with_headings() -> None:
    found = article("72-pdf-report-with-contents.pdf")
    assert found["title"] == "Доклад о транзите"
    assert [heading[:2] for heading in found["headings"]] == ["1.", "2.", "3.", "4."]
    assert len(found["paragraphs"]) == 16


def test_a_text_whose_contents_name_other_parts_is_read_as_one_article() -> None:
    found = article("72d-pdf-contents-not-in-text.pdf")
    assert len(found["paragraphs"]) == 9
    assert found["headings"][-3:] == ["Раздел 1", "Раздел 2", "Раздел 3"]


def test_rows_of_dots_in_an_article_are_a_table_and_no_contents() -> None:
    found = article("94-dotted-leader-table-in-text.txt")
    assert found["authors"][0]["name"] == "Иван Вымышленный"
    assert found["tables"][0]["rows"][:2] == [["Казахстан", "1250"], ["Азербайджан", "980"]]


def test_our_own_print_is_read_with_title_author_and_headings() -> None:
    found = article("own-article.pdf")
    assert found["title"] == "Уникальная модель GovTech в Казахстане: 7 шагов к успеху"
    assert [author["name"] for author in found["authors"]] == ["Азиза Шужеева"]
    assert found["authors"][0]["position"].startswith("руководитель Общественного фонда")
    assert len(found["headings"]) == 7
