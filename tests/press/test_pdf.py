"""PDF opened page by page, as text and as image."""

import io
import random
import re

import pdfplumber
import pypdfium2
import pytest

from editorial.press.document import Footnote, Reference
from editorial.press.formats import pdf
from tests.campaigns import mark_campaign
from tests.press.sample import (
    HOSTILE,
    PARAGRAPH,
    make_book,
    make_document,
    make_document_with_notes,
    make_web_article,
)

KAZAKH = "Қазақстан әлеуеті: ғылым, өңір, ұйым, үкімет, бағыт, һәм іс-шара"
AZERBAIJANI = "Azərbaycan: iqtisadiyyat, şəhər, dağ, çörək, göl, ünvan, ılıq, İqlim"


def pages_of(content: bytes) -> list[str]:
    """Return the text of each page, divided words joined."""
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return [
        re.sub("[\ufffe\u00ad]", "", text).replace("\r\n", "\n").replace(" \n", "\n").replace("\u00a0", " ")
        for text in texts
    ]


def test_an_article_carries_title_authors_text_and_how_to_cite_it() -> None:
    text = "\n".join(pages_of(pdf.write(make_document())))
    for words in (
        "Казахстан и Азербайджан: новые средние",
        "Айдар Курмашев\nглавный эксперт, КИСИ",
        "Ключевые слова: Каспий, транспорт",
        "Порты и суда",
        "Грузы по годам",
        "Отчёт, Журнал.",
        "Для цитирования: Курмашев, А.",
        "01.12.2024: Исправлена дата визита.",
        "https://record.example/ru/articles/srednie-derzhavy/",
    ):
        assert words in text


def found_on(content: bytes, word: str) -> list[list[int]]:
    """Return, for each number from 1 on, the pages that hold `word`, the number and `ц`."""
    pages = pages_of(content)
    numbers = sorted({int(found) for text in pages for found in re.findall(rf"{word}(\d+)ц", text)})
    return [[place for place, text in enumerate(pages) if f"{word}{number}ц" in text] for number in numbers]


def test_every_note_is_at_the_foot_of_the_page_of_its_marker() -> None:
    content = pdf.write(make_document_with_notes(24))
    marks, notes = found_on(content, "Знак"), found_on(content, "Сноска")
    assert len(marks) == 24
    assert marks == notes
    text = pages_of(content)[1]
    assert text.rindex("Знак") < text.index("Сноска")


@pytest.mark.parametrize("seed", mark_campaign(range(3), fast=[0]))
def test_notes_stay_with_crowded_markers_in_paragraphs_quotes_lists_and_tables(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    words = (PARAGRAPH * 3).split()
    blocks, notes = [], []
    for _ in range(40):
        line = chance.choices(words, k=chance.randint(8, 120))
        for _ in range(chance.randint(0, 3)):
            number = len(notes) + 1
            line[chance.choice([0, -1, chance.randrange(len(line))])] += (
                f" Знак{number}ц<sup data-footnote='n{number}'></sup>"
            )
            length = chance.choice([2, 5, 20, 60])
            notes.append(
                Footnote(f"n{number}", number, f"Сноска{number}ц {' '.join(chance.choices(words, k=length))}")
            )
        shape = chance.choice(
            ["<p>{}</p>"] * 6
            + ["<blockquote><p>{}</p></blockquote>", "<h2>Раздел</h2><p>{}</p>"]
            + ["<ul><li>{}</li></ul>", "<table><tr><td>{}</td><td>1</td></tr></table>"]
        )
        blocks.append(shape.format(" ".join(line)))
    content = pdf.write(make_document(body="".join(blocks), footnotes=tuple(notes)))
    assert len(found_on(content, "Знак")) == len(notes)
    assert found_on(content, "Знак") == found_on(content, "Сноска")


@pytest.mark.slow
def test_the_file_is_tagged_and_claims_pdf_ua_and_pdf_a() -> None:
    content = pdf.write(make_document())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"/StructTreeRoot" in content
    assert b"/Lang" in content


def test_a_book_runs_from_title_page_to_colophon() -> None:
    pages = pages_of(pdf.write_book(make_book()))
    assert "Азербайджан и Казахстан" in " ".join(pages[0].split())
    assert "Баку – 2024" in pages[0]
    assert "Рецензент: Фарид Шафиев, доктор философии" in pages[1]
    assert "978-9952-00-000-1" in pages[1]
    assert pages[2].startswith("Содержание")
    opened = [
        place for place, text in enumerate(pages, start=1) if place > 3 and "Вторая статья\nАлишер" in text
    ]
    assert re.search(rf"Вторая статья [ .]*{opened[0]}\b", pages[2])
    assert "https://record.example/ru/collections/sbornik/" in pages[-1]


def test_running_heads_name_the_book_on_the_left_and_the_text_on_the_right() -> None:
    pages = pages_of(pdf.write_book(make_book((make_document_with_notes(20),))))
    left, right = pages[5], pages[4]
    assert left.startswith("6 Азербайджан и Казахстан: вопросы сотрудничества\n")
    assert right.startswith("Казахстан и Азербайджан: новые средние державы 5\n")
    assert not pages[3].startswith("4 ")


def test_every_page_has_ink_and_margins() -> None:
    document = pypdfium2.PdfDocument(pdf.write_book(make_book()))
    for page in document:
        image = page.render(scale=0.5).to_pil().convert("L")
        box = image.point(lambda value: 255 if value < 160 else 0).getbbox()
        assert box is not None
        assert box[0] > image.width * 0.08
        assert box[2] < image.width * 0.92


def test_nothing_in_a_text_is_read_as_markup() -> None:
    document = make_document(
        title=HOSTILE, subtitle="#panic()", abstracts={"ru": HOSTILE}, keywords={"ru": (HOSTILE,)}, references=(),
        body="<p>#eval(\"1\") \\ $ [ ] = заголовок</p><p>= не заголовок</p><p>- не список</p>", footnotes=(),
    )  # fmt: skip
    text = "\n".join(pages_of(pdf.write(document)))
    for words in (
        '#eval("1") \\ $ [ ] = заголовок',
        "= не заголовок",
        "- не список",
        "#panic()",
        "#let x = 1 $x^2$",
    ):
        assert words in text


@pytest.mark.parametrize(("language", "words"), [("kk", KAZAKH), ("az", AZERBAIJANI)])
def test_kazakh_and_azerbaijani_letters_are_set_in_every_cut(language: str, words: str) -> None:
    body = f"<p>{words}</p><p><em>{words}</em></p><p><strong>{words}</strong></p><p><em><strong>{words}</strong></em></p>"
    content = pdf.write(
        make_web_article(language=language, title=words, body=body, footnotes=(), references=())
    )
    text = " ".join("\n".join(pages_of(content)).split())
    assert text.count(words) >= 5
    with pdfplumber.open(io.BytesIO(content)) as opened:
        fonts = {char["fontname"] for page in opened.pages for char in page.chars if char["text"].isalpha()}
    assert {re.sub(r"^\w+\+", "", font).split("-")[0] for font in fonts} == {"LibertinusSerif"}


@pytest.mark.parametrize(
    ("language", "word"),
    mark_campaign(
        [
            ("ru", "сотрудничество"),
            ("kk", "ынтымақтастықтың"),
            ("az", "əməkdaşlığın"),
            ("en", "representation"),
        ],
        fast=[("kk", "ынтымақтастықтың")],
    ),
)
def test_words_are_divided_in_every_language(language: str, word: str) -> None:
    body = "<p>" + f"{word} и {word} " * 60 + "</p>"
    content = pdf.write(make_web_article(language=language, body=body, footnotes=()))
    with pdfplumber.open(io.BytesIO(content)) as opened:
        lines = (opened.pages[0].extract_text() or "").splitlines()
    assert any(line.endswith(("-", "\u00ad")) for line in lines)


def test_a_letter_that_no_font_has_is_printed_as_its_code_point_and_named() -> None:
    document = make_web_article(
        title="Знак \ue123", body="<p>Слово \U00012000 и \U00012000.</p>", footnotes=()
    )
    printed = pdf.print_article(document)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in printed.content
    text = "".join(pages_of(printed.content))
    assert "Знак U+E123" in text
    assert "СловоU+12000иU+12000." in "".join(text.split())
    assert [(remark.kind, remark.detail, remark.excerpt) for remark in printed.remarks] == [
        ("letter", "U+E123", "Знак \ue123"),
        ("letter", "U+12000 CUNEIFORM SIGN A", "Слово \U00012000 и \U00012000."),
    ]


@pytest.mark.parametrize("words", ["ქართული", "հայերեն", "עברית", "فارسی", "汉字", "अआ", "𐰀𐰁"])
def test_letters_of_other_scripts_come_from_fonts_of_ours(words: str) -> None:
    printed = pdf.print_article(make_web_article(body=f"<p>{words}</p>", footnotes=()))
    assert printed.remarks == ()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in printed.content


def test_a_picture_that_the_record_does_not_hold_leaves_its_caption() -> None:
    body = "<figure><img src='file:///etc/passwd' alt='x'><figcaption>Подпись рисунка</figcaption></figure>"
    assert "Подпись рисунка" in "\n".join(pages_of(pdf.write(make_document(body=body))))


def test_the_same_text_gives_the_same_file() -> None:
    assert pdf.write(make_document()) == pdf.write(make_document())


def lines_of(content: bytes) -> list[str]:
    """Return the lines of the first page."""
    with pdfplumber.open(io.BytesIO(content)) as opened:
        return (opened.pages[0].extract_text() or "").replace("\u00a0", " ").splitlines()


def test_a_word_with_a_note_is_divided_like_any_other() -> None:
    word = "сотрудничества<sup data-footnote='n1'></sup>"
    body = "".join(f"<p>{'слово ' * count}{word} и далее</p>" for count in range(6, 16))
    note = Footnote("n1", 1, "Сноска")
    lines = lines_of(pdf.write(make_web_article(body=body, footnotes=(note,), abstracts={}, keywords={})))
    assert any(re.fullmatch(r"(слово )+сот?\w*[-\u00ad]", line) for line in lines)
    assert not any(line.startswith("1 и далее") for line in lines)


def test_notes_that_follow_each_other_keep_their_numbers_apart() -> None:
    notes = tuple(Footnote(f"n{number}", number, f"Сноска {number}") for number in (1, 2))
    body = "<p>Слово<sup data-footnote='n1'></sup><sup data-footnote='n2'></sup>.</p>"
    text = "".join(pages_of(pdf.write(make_web_article(body=body, footnotes=notes))))
    assert "Слово1,2." in "".join(text.split())


def test_an_address_is_a_link_and_reads_in_its_own_letters() -> None:
    note = Footnote("n1", 1, "Отчёт. https://example.org/%D0%BC%D0%B8%D1%80/1, с. 5.")
    body = "<p>Слово<sup data-footnote='n1'></sup></p>"
    references = (Reference(text="Книга. https://example.org/book."),)
    content = pdf.write(make_web_article(body=body, footnotes=(note,), references=references))
    assert "https://example.org/мир/1, с. 5." in "".join(pages_of(content))
    with pdfplumber.open(io.BytesIO(content)) as opened:
        links = {link["uri"] for page in opened.pages for link in page.hyperlinks}
    assert {"https://example.org/%D0%BC%D0%B8%D1%80/1", "https://example.org/book"} <= links


def test_a_title_is_broken_into_lines_of_even_length() -> None:
    title = "Азербайджан и Казахстан: от одного визита к визиту"
    lines = lines_of(pdf.write(make_web_article(title=title)))
    at = next(place for place, line in enumerate(lines) if line.startswith("Азербайджан и"))
    assert lines[at : at + 2] == ["Азербайджан и Казахстан:", "от одного визита к визиту"]


NOTED_HEAD = (
    "<table><thead><tr><th>Год<sup data-footnote='n1'></sup></th><th>https://example.org/</th></tr></thead>"
    + "<tr><td>2024</td><td>1</td></tr>" * 90
    + "</table>"
)


@pytest.mark.slow
def test_a_note_in_the_head_of_a_long_table_keeps_the_standards_of_article_and_book() -> None:
    document = make_web_article(body=NOTED_HEAD, footnotes=(Footnote("n1", 1, "Сноска к году"),))
    for printed in (pdf.print_article(document), pdf.print_book(make_book((document,)))):
        assert b"<pdfuaid:part>1</pdfuaid:part>" in printed.content
        assert printed.remarks == ()
        assert "".join(pages_of(printed.content)).count("Сноска к году") == 1


def test_the_bookmark_of_a_heading_has_no_note_in_it() -> None:
    body = "<h2>Порты<em><sup data-footnote='n1'></sup></em> и суда</h2><p>Слово.</p>"
    content = pdf.write(make_web_article(body=body, footnotes=(Footnote("n1", 1, "Сноска"),), references=()))
    with pypdfium2.PdfDocument(content) as opened:
        titles = [entry.get_title().replace("\u00a0", " ") for entry in opened.get_toc()]
    assert titles == ["Визит: что изменилось?", "Порты и суда"]


@pytest.mark.slow
def test_a_file_that_cannot_keep_the_standards_is_printed_and_says_because_of_which_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good, bad = make_web_article(), make_web_article(slug="bad", title="Вторая", body=NOTED_HEAD)
    monkeypatch.setattr("editorial.press.table_layout._has_links", lambda _table: False)
    printed = pdf.print_book(make_book((good, bad)))
    assert b"pdfuaid" not in printed.content
    assert [(remark.kind, remark.title) for remark in printed.remarks] == [("standard", "Вторая")]
    assert "artifacts may not contain links" in printed.remarks[0].detail


def test_a_text_that_cannot_be_set_takes_no_book_down(monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = make_web_article(), make_web_article(slug="bad", title="Вторая", body=NOTED_HEAD)
    # A table without its cells, which the template refuses.
    monkeypatch.setattr(
        "editorial.press.typst_input.BodyWriter._table", lambda *_args: iter([{"t": "table"}])
    )
    printed = pdf.print_book(make_book((good, bad)))
    assert ("simple", "Вторая") in [(remark.kind, remark.title) for remark in printed.remarks]
    text = "".join(pages_of(printed.content))
    assert text.count("2024") > 90
