"""DOCX read back by python-docx."""

import io
import zipfile

import docx
from lxml import etree

from editorial.press.formats import docx as docx_format
from tests.press.sample import HOSTILE, make_book, make_document

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def notes_of(content: bytes) -> list[str]:
    """Return the texts of the notes in the order of the marks that point to them."""
    notes = {
        note.get(f"{{{W['w']}}}id"): "".join(note.xpath(".//w:t/text()", namespaces=W)).strip()
        for note in part(content, "footnotes").iterfind("w:footnote", W)
    }
    marks = part(content, "document").xpath("//w:footnoteReference/@w:id", namespaces=W)
    return [notes[mark] for mark in marks]


def test_notes_are_real_footnotes_in_their_order() -> None:
    content = docx_format.write(make_document())
    assert [note[:5] for note in notes_of(content)] == ["Отчёт", "Там ж"]
    fields = part(content, "document").xpath("//w:fldSimple/@w:instr", namespaces=W)
    assert [field.split()[:2] for field in fields] == [["NOTEREF", "_RefNote1"]]  # its second marker


def test_headings_tables_lists_and_title_have_their_styles() -> None:
    document = docx.Document(io.BytesIO(docx_format.write(make_document())))
    styled = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styled["Казахстан и Азербайджан: новые средние державы"] == "Title"
    assert styled["Порты и суда"] == "Heading 2"
    assert styled["Айдар Курмашев, главный эксперт, КИСИ"] == "Contributor"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["Объём, млн т", "1,5", "2,8"]
    assert len(document.inline_shapes) == 1


def test_the_text_is_marked_with_its_language() -> None:
    content = docx_format.write(make_document(language="kk"))
    languages = part(content, "styles").xpath("//w:rPrDefault//w:lang/@w:val", namespaces=W)
    assert languages == ["kk"]


def test_a_book_has_contents_and_a_heading_for_each_article() -> None:
    content = docx_format.write_book(make_book())
    document = docx.Document(io.BytesIO(content))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == ["Выходные данные", "Казахстан и Азербайджан: новые средние державы", "Вторая статья"]
    assert "TOC" in "".join(part(content, "document").xpath("//w:instrText/text()", namespaces=W))
    assert len(notes_of(content)) == 6


def test_hostile_characters_stay_characters() -> None:
    content = docx_format.write(
        make_document(body=f"<p>{HOSTILE.replace('<b>', '&lt;b&gt;')}</p>", title=HOSTILE)
    )
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]
    assert texts.count(HOSTILE) == 2
