"""Round trips: each format of a text, brought in again, has the same structure."""

import io
import zipfile
from typing import Any

import pytest

from editorial.articles.file_builder import printable_editions, printed_collection
from editorial.articles.models import Edition
from editorial.articles.press_documents import to_document
from editorial.manuscripts.draft import Item
from editorial.manuscripts.parse import read_manuscript
from editorial.press.document import Document
from editorial.press.format_registry import FORMATS

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


@pytest.mark.django_db
def test_marks_of_an_e_book_name_no_file() -> None:
    document = printed(printable_editions().current().get(article__slug="govtech-kazahstan"))
    text = FORMATS["epub"].print_article(document).content
    with zipfile.ZipFile(io.BytesIO(text)) as archive:
        chapter = next(archive.read(name).decode() for name in archive.namelist() if "ch001" in name)
    assert 'href="#note-85"' in chapter
    assert "xhtml#note-" not in chapter
