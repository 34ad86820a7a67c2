"""Notes and the bibliography, on the page and in each file."""

import re

import pypdfium2
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from editorial.articles.models import Article
from editorial.articles.press_documents import to_document
from editorial.intake.models import ManuscriptFile
from editorial.manuscripts.parse import read_manuscript
from editorial.press.format_registry import FORMATS
from tests import factory
from tests.desk_client import create_drafts
from tests.manuscripts.books import make_book
from tests.manuscripts.laying_out import Style, lay_out

pytestmark = pytest.mark.django_db

MARKS = '<p>Раз<sup data-footnote="a"></sup>, два<sup data-footnote="b"></sup>, три<sup data-footnote="c"></sup>.</p>'
ADDRESS = "https://volna.example/port?a=1&b=2"
CITED = f"Волна (2023) Причал строят уже третий год подряд. {ADDRESS}"
EXPLAINED = "Здесь и далее речь идёт о тоннах, принятых обоими портами за 2023 год."


def works(page: str) -> str:
    """Return the bibliography of a page."""
    found = re.search(r'<section class="section references">.*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def note(page: str, number: int) -> str:
    found = re.search(rf'<li id="fn-{number}" class="note">.*?</li>', page, re.DOTALL)
    assert found
    return found[0]


@pytest.fixture
def text() -> Article:
    """Return a text with a citation, an explanation, and a remark on a work; all three have a reference."""
    draft = factory.make_draft(
        slug="prichal",
        body=MARKS,
        notes={"a": CITED.replace("&", "&amp;"), "b": EXPLAINED, "c": "Год взят из адреса."},
    )
    parts = {
        "a": {"authors": "Волна", "title": "Причал строят уже третий год подряд", "outlet": "volna.example", "year": 2023, "url": ADDRESS},
        "b": {"title": EXPLAINED.rstrip("."), "year": 2023},
        "c": {"authors": "Холбрад, К.", "title": "Средние державы", "outlet": "Макмиллан", "year": 1984, "url": "https://kniga.example/1"},
    }  # fmt: skip
    for order, (key, values) in enumerate(parts.items(), start=1):
        reference = draft.references.create(order=order, **values)
        draft.footnotes.filter(key=key).update(reference=reference, url=values.get("url", ""))
    factory.publish(draft)
    return draft


@pytest.mark.usefixtures("text")
def test_a_note_prints_its_work_its_remark_and_its_address_once_each(client: Client) -> None:
    page = client.get("/ru/articles/prichal/").content.decode()
    printed = ADDRESS.replace("&", "&amp;")
    assert note(page, 1).count(f">{printed}<") == 1
    assert note(page, 1).count(printed) == 2  # as text and as what the link leads to
    assert note(page, 1).count("Причал строят уже третий год подряд") == 1
    assert EXPLAINED in note(page, 2)
    for words in ("Холбрад, К.", "Средние державы", "Макмиллан", "1984", "Год взят из адреса."):
        assert words in note(page, 3)
    assert note(page, 3).index("Средние державы") < note(page, 3).index("Год взят")


@pytest.mark.usefixtures("text")
def test_the_bibliography_lists_works_and_not_explanations_on_the_page_and_in_every_file(
    client: Client,
) -> None:
    page = works(client.get("/ru/articles/prichal/").content.decode())
    assert "Причал строят уже третий год подряд" in page
    assert "Средние державы" in page
    assert "Здесь и далее" not in page
    for name in ("md", "txt", "jats", "bib", "ris", "csl"):
        file = client.get(f"/ru/articles/prichal/download/{name}/").content.decode()
        assert file.count("Здесь и далее") == (0 if name in ("bib", "ris", "csl") else 1), name
    read = client.get("/ru/articles/prichal/download/pdf/").content
    pages = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(read))
    assert pages.count("Здесь") == 1
    answer = client.get("/api/v1/articles/prichal/").json()
    assert [work["title"] for work in answer["text"]["references"]] == [
        "Причал строят уже третий год подряд",
        "Средние державы",
    ]


@pytest.mark.usefixtures("text")
def test_files_print_the_address_of_a_note_once(client: Client) -> None:
    plain = client.get("/ru/articles/prichal/download/txt/").content.decode()
    notes = plain[plain.index("[1]", plain.index("три")) :]
    assert notes.partition("[2]")[0].count("volna.example/port") == 1
    page = client.get("/api/v1/articles/prichal/?format=html").content.decode()
    assert "Средние державы" in page


def test_a_manuscript_gives_the_bibliography_its_works_only(client: Client, editor: User) -> None:
    client.force_login(editor)
    book = make_book(3)
    book[0].notes[1], book[0].notes[2] = CITED, EXPLAINED
    file = SimpleUploadedFile("prichal.txt", lay_out(book, Style()).encode())
    client.post(reverse("admin:intake_manuscriptfile_add"), {"uploads": file})
    create_drafts(client, ManuscriptFile.objects.get(), "new")
    draft = Article.objects.get(manuscript_draft__order=1)
    assert draft.footnotes.get(key="fn-1").reference
    assert draft.footnotes.get(key="fn-2").reference is None
    assert "Причал строят уже третий год подряд" in draft.references.values_list("title", flat=True)
    assert not draft.references.filter(title__contains="Здесь и далее").exists()
    factory.publish(draft)
    page = client.get(f"/ru/articles/{draft.slug}/").content.decode()
    assert note(page, 1).count(">" + ADDRESS.replace("&", "&amp;") + "<") == 1


@pytest.fixture
def marked_text() -> Article:
    body = MARKS.replace("</p>", ' Снова<sup data-footnote="a"></sup>.</p>')
    draft = factory.make_draft(slug="znak", body=body, notes={key: f"Сноска {key}." for key in "abc"})
    draft.footnotes.filter(key="a").update(mark="*")
    factory.publish(draft)
    return draft


@pytest.mark.usefixtures("marked_text")
def test_a_note_with_a_mark_of_its_own_leaves_the_numbers_to_the_others(client: Client) -> None:
    page = client.get("/ru/articles/znak/").content.decode()
    called = re.findall(r'<a href="#fn-(\d+)" id="[^"]*" role="doc-noteref">([^<]*)</a>', page)
    assert called == [("3", "*"), ("1", "1"), ("2", "2"), ("3", "*")]
    assert '<span class="note__number">*</span>' in note(page, 3)


@pytest.mark.parametrize("name", ["docx", "epub", "jats"])
def test_a_mark_is_printed_and_read_back(name: str, marked_text: Article) -> None:
    edition = marked_text.editions.get()
    document = to_document(edition, collection=None, origin="https://relations.example")
    form = FORMATS[name]
    item = read_manuscript(form.print_article(document).content, f"a.{form.extension}").items[0]
    assert {each.text: each.mark for each in item.footnotes} == {
        "Сноска a.": "*",
        "Сноска b.": "",
        "Сноска c.": "",
    }
    numbers = {each.text: each.number for each in item.footnotes}
    assert (numbers["Сноска b."], numbers["Сноска c."]) == (1, 2)
    assert [anchor.number for block in item.blocks for anchor in block.anchors] == [
        numbers["Сноска a."], 1, 2, numbers["Сноска a."],
    ]  # fmt: skip
