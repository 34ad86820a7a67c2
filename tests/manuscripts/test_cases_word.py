"""Word files that readers of Word get wrong: each shows one fault met in a real document."""

from pathlib import Path

import pytest

from editorial.intake.html import render_body
from editorial.manuscripts.draft import Item, Manuscript
from editorial.manuscripts.parse import read_manuscript

CASES = Path(__file__).parent / "cases"
KINDS = {".docx", ".docm", ".doc", ".odt", ".rtf", ".html"}
LOST = {"11-": {"tables": 1}, "own": {"words": 3}}  # a chart, and the second line that names the author


def read(name: str) -> Manuscript:
    (path,) = CASES.glob(f"{name}*")
    return read_manuscript(path.read_bytes(), path.name)


def item(name: str) -> Item:
    return read(name).items[0]


def body(name: str) -> str:
    return render_body(item(name))


def remarks(name: str) -> str:
    return "\n".join(remark.message for each in read(name).items for remark in each.remarks)


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.glob("*.*") if path.suffix in KINDS))
def test_nothing_in_a_file_is_lost(name: str) -> None:
    conservation = read(name).conservation
    assert conservation is not None
    lost = {
        kind: count for kind in conservation.lost.__slots__ if (count := getattr(conservation.lost, kind))
    }
    assert lost == LOST.get(name[:3], {})


def test_a_text_box_leaves_the_paragraph_that_anchors_it() -> None:
    assert "<p>Абзац с якорем врезки.</p>\n<p>Врезка Альфа: грузооборот вырос на 14 процентов.</p>" in body(
        "01"
    )


def test_a_note_in_an_old_text_box_is_called_there() -> None:
    assert '<p>Врезка Бета со сноской<sup data-footnote="fn-1"></sup>.</p>' in body("02")


def test_a_table_in_a_cell_stays_a_table() -> None:
    assert body("03").count("<table>") == 2
    assert "<th>Вложенная-12</th></tr><tr><td>Вложенная-21</td>" in body("03")


def test_a_note_with_a_mark_of_its_own_leaves_the_numbers_of_the_others() -> None:
    notes = {note.number: (note.mark, note.text) for note in item("06").footnotes}
    assert notes == {
        1: ("", "Первый источник, 2020."),
        2: ("", "Второй источник, 2021."),
        3: ("*", "Статья отражает мнение автора."),
    }


def test_endnotes_beside_footnotes_are_distinguished() -> None:
    notes = [(note.number, note.kind, note.mark) for note in item("07").footnotes]
    assert notes == [(1, "footnote", ""), (3, "endnote", "i"), (2, "footnote", "")]


def test_a_note_at_the_title_is_remarked_on() -> None:
    assert "Footnote 1 is called from the title. Set its marker in the text." in remarks("08")
    assert '<h2>Введение<sup data-footnote="fn-2"></sup></h2>' in body("08")


def test_a_formula_of_mathtype_comes_as_its_picture_with_a_remark() -> None:
    assert [block.picture for block in item("10").blocks if block.picture] == ["word/media/image1.png"]
    assert "formula of MathType" in remarks("10")


def test_pictures_are_figures_with_captions_and_a_chart_has_a_remark() -> None:
    figures = [block for block in item("11").blocks if block.kind == "figure"]
    assert [(each.picture, each.text, each.alternative) for each in figures] == [
        ("word/media/image1.png", "Рисунок 1. Схема коридора", "Схема коридора"),
        ("word/media/image1.png", "", "внутри строки"),
        ("", "Рисунок 2. График объёмов", None),
    ]
    assert "A chart stands here" in remarks("11")


def test_links_keep_their_addresses() -> None:
    assert '<a href="https://example.org/ministry">министерство</a>' in body("12")
    assert '<a href="https://example.org/field">отчёт</a>' in body("12")


def test_emphasis_and_raised_letters_stay() -> None:
    assert "Слово <em>курсив</em> и <strong>жирный</strong> H<sub>2</sub>O" in body("13")
    assert "XIX<sup>й</sup>" in body("13")


def test_tracked_changes_and_comments_are_shown() -> None:
    shown = remarks("14")
    assert "The file contains: 1 tracked change, 1 comment." in shown
    assert "Tracked change: “10” → “25”." in shown
    assert "Comment by Рецензент: “Проверьте цифру!”." in shown


def test_hidden_text_is_left_out_and_shown() -> None:
    assert "СКРЫТАЯ" not in body("15")
    assert "Hidden text: “СКРЫТАЯ ЗАМЕТКА РЕДАКТОРА. ”." in remarks("15")


def test_merged_cells_stay_merged() -> None:
    head = (
        '<tr><th rowspan="2">Показатель</th><th colspan="2">Годы</th></tr><tr><th>2022</th><th>2023</th></tr>'
    )
    assert head in body("17")


def test_lists_keep_their_nesting_their_start_and_their_kind() -> None:
    text = body("18")
    assert '<ol start="2"><li><p>Первый пункт</p><ol><li>Подпункт</li></ol></li></ol>' in text
    assert '<ol start="3"><li>Второй пункт</li></ol>' in text
    assert '<ol type="а"><li>буква а</li><li>буква б</li></ol>' in text


def test_a_citation_of_zotero_becomes_a_reference_in_its_parts() -> None:
    first = item("19").references[0]
    assert (first.author, first.title, first.year, first.url) == (
        "Петров П.",
        "Вымышленная книга",
        2020,
        "https://example.org/book",
    )


def test_notes_that_an_author_typed_are_notes() -> None:
    found = item("24")
    assert [(note.number, note.text) for note in found.footnotes] == [
        (1, "Вестник статистики, 2020, с. 5."),
        (2, "Ежегодник торговли, 2021, с. 7."),
    ]
    first, second = ('<sup data-footnote="fn-1"></sup>', '<sup data-footnote="fn-2"></sup>')
    assert f"<p>Экспорт вырос{first}, импорт упал{second}.</p>" in body("24")
    assert "Примечания" not in body("24")


def test_an_embedded_page_is_part_of_the_text() -> None:
    assert "<p>Вставленный HTML-фрагмент.</p>" in body("28")


def test_a_second_call_of_a_note_is_a_second_marker() -> None:
    call = '<sup data-footnote="fn-1"></sup>'
    assert f"<p>Факт{call} и тот же источник{call}.</p>" in body("29")


def test_paragraphs_in_styles_of_code_and_definitions_stay() -> None:
    for words in (
        "import data",
        "Термин",
        "Определение термина в отдельном стиле.",
        "Абзац стилем HTML Preformatted",
    ):
        assert f"<p>{words}</p>" in body("32")


def test_indented_paragraphs_in_cells_and_notes_stay() -> None:
    assert "<td><p>Принято 5 миллионов тонн груза</p><p>обычный абзац ячейки</p></td>" in body("38")
    assert item("39").footnotes[0].text == "Вестник статистики, 2021, с. 5."


def test_a_text_before_the_first_heading_is_an_article() -> None:
    found = read("92").items
    assert [each.title for each in found] == ["", "Статья первая о портах", "Статья вторая о дорогах"]
    assert found[0].blocks[0].text.startswith("Вступительное слово без заголовка.")


@pytest.mark.parametrize("name", ["93", "50d", "50f"])
def test_a_word_file_is_recognised_by_its_content(name: str) -> None:
    assert item(name).title == "Транзитный потенциал Каспия"


@pytest.mark.parametrize("name", ["50-word", "50b"])
def test_a_page_that_word_saved_is_read(name: str) -> None:
    assert "Грузооборот Каспийского моря вырос на четырнадцать процентов" in body(name)


def test_headings_lists_and_tables_in_the_cells_of_an_odt_stay() -> None:
    text = body("62")
    assert "Должность в ячейке" in text
    assert (
        "<ul><li>пункт в ячейке</li></ul><table><tbody><tr><th>ПОДТАБЛИЦА</th></tr></tbody></table>" in text
    )
    assert '<td colspan="2">объединённая</td>' in text


def test_lists_in_notes_and_fields_of_an_odt_stay() -> None:
    first, second = item("64").footnotes
    assert first.text == "Первый абзац. Пункт в сноске. Второй абзац."
    assert (second.text, second.kind, second.mark) == ("Концевая ОДТ.", "endnote", "i")
    assert "поле 7 и раздел 3 и 12 и дата 12.05.2024 и перенос и основа (руби) и поле и условие." in body(
        "64"
    )
    assert "<ul><li>Нумерованный абзац.</li></ul>" in body("64")


@pytest.mark.parametrize("name", ["40", "41", "45"])
def test_rich_text_is_read_in_its_code_page(name: str) -> None:
    assert "Грузооборот Каспийского моря вырос на четырнадцать процентов" in body(name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("43", "Azərbaycan və Qazaxıstan arasında ticarət dövriyyəsi artır"),
        ("43", "Қазақстан мен Әзербайжан арасындағы сауда айналымы ұлғайды"),
        ("foreign", "Azərbaycan Respublikasının Prezidenti məsləhətləşmələr keçirdi"),
    ],
)
def test_letters_of_rich_text_given_as_unicode_eat_no_others(name: str, words: str) -> None:
    assert words in body(name)


def test_a_table_before_a_note_stays_in_rich_text() -> None:
    assert "<tr><th>Год</th><th>Оборот</th></tr><tr><td>2021</td><td>447</td></tr>" in body("table-then-note")
    assert item("table-then-note").footnotes[0].text == "Комитет статистики. Торговля за год. Астана, 2023."


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("47-text-cp866", "Транзитный потенциал Каспия"),
        ("47-text-koi8-r", "Транзитный потенциал Каспия"),
        ("47-text-mac", "Транзитный потенциал Каспия"),
        ("47-text-utf16le-nobom", "Транзитный потенциал Каспия"),
        ("48-kazakh-ptcp154", "Каспийдің транзиттік әлеуеті"),
        ("49b-azerbaijani-cp1254", "Xezerin tranzit potensialı"),
    ],
)
def test_texts_in_the_encodings_of_the_region_are_read(name: str, words: str) -> None:
    found = item(name)
    assert words in found.title or words in render_body(found)


def test_an_author_in_another_language_is_no_title() -> None:
    found = item("author-line")
    assert (found.title, list(found.titles)) == ("Торговля двух стран", ["ru"])
    assert [(each.name, each.position) for each in found.contributors] == [
        ("Əli Nümunəyev", "aparıcı məsləhətçi")
    ]


def test_an_author_is_found_below_a_subtitle_a_code_and_a_dedication() -> None:
    found = item("91")
    assert [(each.name, each.position) for each in found.contributors] == [
        ("Иван Вымышленный", "советник Центра вымышленных исследований")
    ]
    shown = [block.text for block in found.blocks]
    assert "К тридцатилетию дипломатических отношений" in shown
    assert "Посвящается учителям" in shown


def test_an_interview_printed_before_is_an_interview() -> None:
    found = item("own-interview")
    assert (found.genre, sum(block.kind == "question" for block in found.blocks)) == ("interview", 7)
    assert [(each.name, each.role) for each in found.contributors] == [("Агалар Атамогланов", "interviewee")]
