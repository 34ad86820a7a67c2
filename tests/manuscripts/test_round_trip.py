"""Round trips: each format of a text, brought in again, has the same structure."""

import io
import subprocess
import zipfile
from typing import Any

import pypandoc
import pytest

from editorial.articles.file_builder import printable_editions, printed_collection
from editorial.articles.models import Edition
from editorial.articles.press_documents import to_document
from editorial.manuscripts.draft import Item
from editorial.manuscripts.parse import read_manuscript
from editorial.press.document import Document
from editorial.press.format_registry import FORMATS
from tests.press.sample import make_document

pytestmark = pytest.mark.usefixtures("demo_record")
ORIGIN = "https://relations.example"
NAMES = ("pdf", "docx", "epub", "jats", "md")


def printed(edition: Edition) -> Document:
    return to_document(edition, collection=printed_collection(edition, origin=ORIGIN), origin=ORIGIN)


def read(document: Document, name: str) -> Item:
    form = FORMATS[name]
    manuscript = read_manuscript(form.print_article(document).content, f"a.{form.extension}")
    assert len(manuscript.items) == 1
    return manuscript.items[0]


def facts_of(item: Item) -> dict[str, Any]:
    called = {anchor.number for block in item.blocks for anchor in block.anchors}
    return {
        "title": item.title,
        "language": item.language,
        "genre": item.genre,
        "contributors": [(each.name, each.role) for each in item.contributors],
        "notes": [note.number for note in item.footnotes],
        "called": sorted(called),
        "abstracts": sorted(item.abstracts),
        "keywords": {language: len(words) for language, words in item.keywords.items()},
    }


def facts(document: Document) -> dict[str, Any]:
    numbers = [note.number for note in document.footnotes]
    return {
        "title": document.title,
        "language": document.language,
        "genre": document.genre,
        "contributors": [(each.name, each.role) for each in document.contributors],
        "notes": numbers,
        "called": sorted(numbers),
        "abstracts": sorted(document.abstracts),
        "keywords": {language: len(words) for language, words in document.keywords.items()},
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_an_article_with_notes_comes_back_as_it_was(name: str) -> None:
    document = printed(printable_editions().current().get(article__slug="govtech-kazahstan"))
    assert facts_of(read(document, name)) == facts(document)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_an_interview_comes_back_as_an_interview(name: str) -> None:
    document = printed(printable_editions().current().get(article__slug="intervyu-posla-2025"))
    item = read(document, name)
    assert item.genre == "interview"
    assert sum(block.kind == "question" for block in item.blocks) >= 5


@pytest.mark.slow
@pytest.mark.django_db
def test_every_text_of_the_demo_comes_back_in_every_format() -> None:
    different = {
        (document.slug, name): found
        for document in map(printed, printable_editions().current())
        for name in NAMES
        if (found := facts_of(read(document, name))) != facts(document)
    }
    assert different == {}


STYLED = (
    "<h2>Порты <em>и</em> суда</h2><p><strong>Важно</strong>: H<sub>2</sub>O, 5 км<sup>2</sup>, "
    '<em>курсив</em> и <a href="https://example.org/a?b=1">ссылка</a>.</p>'
    '<table><caption>Грузы по годам</caption><thead><tr><th rowspan="2">Порт</th><th colspan="2">Годы</th></tr>'
    "<tr><th>2022</th><th>2023</th></tr></thead><tbody><tr><td>Актау</td><td>1,<em>2</em></td><td>3</td></tr>"
    '<tr><td>Баку</td><td colspan="2">4</td></tr></tbody></table><ul><li>первый<ul><li>вложенный</li></ul></li></ul>'
    "<p>Заключение стоит здесь, и в нём больше слов, чем в заголовке.</p>"
)


def looks(item: Item) -> list[Any]:
    """Return kinds and words of the blocks, what is set apart in them, and the spans of the cells."""
    return [
        (
            block.kind,
            block.table.title if block.table else block.text,
            [(span.kind, block.text[span.start : span.end], span.value) for span in block.spans],
            [[(cell.columns, cell.rows) for cell in row] for row in block.table.cells] if block.table else [],
            [
                span.kind
                for row in block.table.cells
                for cell in row
                for inner in cell.blocks
                for span in inner.spans
            ]
            if block.table
            else [],
        )
        for block in item.blocks
    ]


def in_opendocument(word: bytes) -> bytes:
    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "odt", "-o", "-"]
    return subprocess.run(command, input=word, capture_output=True, check=True).stdout


@pytest.mark.parametrize("name", ["docx", "odt", "epub", "jats", "md"])
def test_emphasis_links_and_merged_cells_come_back(name: str) -> None:
    form = FORMATS["docx" if name == "odt" else name]
    document = make_document(body=STYLED, footnotes=(), pictures={}, references=())
    content = form.print_article(document).content
    item = read_manuscript(
        in_opendocument(content) if name == "odt" else content,
        f"a.{name if name == 'odt' else form.extension}",
    ).items[0]
    assert looks(item)[:6] == [  # what is behind them tells where the text was published
        ("heading", "Порты и суда", [("emphasis", "и", "")], [], []),
        (
            "paragraph",
            "Важно: H2O, 5 км2, курсив и ссылка.",
            [
                ("strong", "Важно", ""), ("subscript", "2", ""), ("superscript", "2", ""), ("emphasis", "курсив", ""),
                ("link", "ссылка", "https://example.org/a?b=1"),
            ],
            [],
            [],
        ),
        ("table", "Грузы по годам", [], [[(1, 2), (2, 1)], [(1, 1), (1, 1)], [(1, 1)] * 3, [(1, 1), (2, 1)]], ["emphasis"]),
        ("item", "первый", [], [], []),
        ("item", "вложенный", [], [], []),
        ("paragraph", "Заключение стоит здесь, и в нём больше слов, чем в заголовке.", [], [], []),
    ]  # fmt: skip


@pytest.mark.django_db
def test_marks_of_an_e_book_name_no_file() -> None:
    document = printed(printable_editions().current().get(article__slug="govtech-kazahstan"))
    text = FORMATS["epub"].print_article(document).content
    with zipfile.ZipFile(io.BytesIO(text)) as archive:
        chapter = next(archive.read(name).decode() for name in archive.namelist() if "ch001" in name)
    assert 'href="#note-85"' in chapter
    assert "xhtml#note-" not in chapter
