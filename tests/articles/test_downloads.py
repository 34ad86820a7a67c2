"""Files of texts and books at their public addresses."""

import io
import json
from collections.abc import Callable

import docx
import pypdfium2
import pytest
from django.test import Client
from lxml import etree

from editorial.articles.models import Article, Collection
from editorial.articles.services import publishing
from editorial.press.format_registry import FORMATS
from editorial.records import services as records
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory

pytestmark = pytest.mark.django_db

BODY = "<p>Первый абзац.<sup data-footnote='a'></sup></p><h2>Раздел</h2><p>Второй.<sup data-footnote='b'></sup></p>"


@pytest.fixture
def book() -> Collection:
    """Return a book with two bodies, an editor and a reviewer."""
    place = factory.make_place(name="Баку")
    book = factory.make_collection(
        slug="sbornik", title="Сборник о коридоре", year=2024, place=place, printed_elsewhere=True
    )
    for order, name in enumerate(("Центр анализа", "Институт исследований"), start=1):
        book.publishers.create(organisation=factory.make_organisation(name=name), order=order)
    helper = factory.make_organisation(name="Партнёр")
    book.publishers.create(organisation=helper, role="supporter", order=1)
    editor = factory.make_expert(given_name="Роза", family_name="Редакторова")
    book.contributions.create(expert=editor, role="editor", order=1)
    return book


@pytest.fixture
def article(book: Collection) -> Article:
    """Return a published article of the book, with two notes."""
    author = factory.make_expert(given_name="Айдар", given_name_en="Aidar", family_name="Курмашев")
    return factory.make_article(
        slug="o-koridore", title="О коридоре", body=BODY, notes={"a": "Отчёт.", "b": "Там же."}, authors=(author,),
        collection=book, order_in_collection=1, first_page=9, last_page=15, dated="2024",
    )  # fmt: skip


READERS: dict[str, Callable[[bytes], str]] = {
    "pdf": lambda content: "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)
    ).replace("\u00a0", " "),
    "docx": lambda content: "\n".join(line.text for line in docx.Document(io.BytesIO(content)).paragraphs),
    "jats": lambda content: "".join(etree.fromstring(content).itertext()),
    "csl": lambda content: json.loads(content)[0]["title"],
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_published_article_is_offered_in_every_format(client: Client, article: Article, name: str) -> None:
    response = client.get(f"/ru/articles/o-koridore/download/{name}/")
    form = FORMATS[name]
    assert response.status_code == 200
    assert response["Content-Type"] == form.content_type
    assert response["Content-Disposition"].endswith(f'; filename="o-koridore.{form.extension}"')
    assert response["Content-Language"] == "ru"
    if name != "epub":
        read = READERS.get(name, bytes.decode)
        assert "О коридоре" in read(response.content)
    else:
        assert response.content.startswith(b"PK")


def test_a_file_carries_notes_and_the_book_it_was_printed_in(client: Client, article: Article) -> None:
    text = client.get("/ru/articles/o-koridore/download/md/").content.decode()
    assert "[^1]: Отчёт." in text
    assert "[^2]: Там же." in text
    bib = client.get("/en/articles/o-koridore/download/bib/").content.decode()
    assert "author = {Курмашев, Айдар}" in bib
    assert "booktitle = {{Сборник о коридоре}}" in bib
    assert "publisher = {{Центр анализа} and {Институт исследований}}" in bib
    assert "editor = {Редакторова, Роза}" in bib
    assert "pages = {9--15}" in bib
    assert "url = {http://testserver/ru/articles/o-koridore/}" in bib


def test_a_note_that_repeats_another_says_which(client: Client) -> None:
    draft = factory.make_draft(slug="ibid", body=BODY, notes={"a": "Отчёт.", "b": ""})
    draft.footnotes.filter(key="b").update(repeats=draft.footnotes.get(key="a"))
    factory.publish(draft)
    assert "[2] См. сноску 1." in client.get("/ru/articles/ibid/download/txt/").content.decode()


def test_a_reader_who_has_the_file_gets_304_until_the_text_changes(client: Client, article: Article) -> None:
    address = "/ru/articles/o-koridore/download/bib/"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    article.body = BODY + "<p>Исправлено.</p>"
    article.save()
    publishing.correct(article, by=factory.make_user(Role.PUBLISHER), correction_note="Дополнено.")
    response = client.get(address, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert response["ETag"] != tag


def test_an_earlier_edition_keeps_its_files(client: Client, article: Article) -> None:
    article.body = BODY + "<p>Исправлено.</p>"
    article.save()
    publishing.correct(article, by=factory.make_user(Role.PUBLISHER), correction_note="Дополнено.")
    earlier = client.get("/ru/articles/o-koridore/editions/1/download/txt/")
    current = client.get("/ru/articles/o-koridore/download/txt/")
    assert "Исправлено." not in earlier.content.decode()
    assert 'filename="o-koridore-1.txt"' in earlier["Content-Disposition"]
    assert "Исправлено." in current.content.decode()
    assert "Дополнено." in current.content.decode()


def test_an_edit_in_progress_is_in_no_file(client: Client, article: Article) -> None:
    article.title, article.body = "Тайное заглавие", "<p>Тайный текст.</p>"
    article.save()
    for name in ("txt", "md", "jats", "bib", "ris", "csl"):
        assert "Тайн" not in client.get(f"/ru/articles/o-koridore/download/{name}/").content.decode()


@pytest.mark.parametrize("name", ["pdf", "bib"])
def test_a_draft_is_not_there(client: Client, name: str) -> None:
    factory.make_draft(slug="chernovik")
    assert client.get(f"/ru/articles/chernovik/download/{name}/").status_code == 404


@pytest.mark.parametrize("name", ["pdf", "bib"])
def test_a_withdrawn_text_is_gone(client: Client, article: Article, name: str) -> None:
    publishing.withdraw(article, by=factory.make_user(Role.PUBLISHER), reason="Повтор")
    assert client.get(f"/ru/articles/o-koridore/download/{name}/").status_code == 410
    assert client.get(f"/ru/articles/o-koridore/editions/1/download/{name}/").status_code == 410


def test_an_unknown_format_or_edition_is_not_there(client: Client, article: Article) -> None:
    assert client.get("/ru/articles/o-koridore/download/exe/").status_code == 404
    assert client.get("/ru/articles/o-koridore/editions/7/download/pdf/").status_code == 404
    assert client.post("/ru/articles/o-koridore/download/pdf/").status_code == 405


@pytest.mark.parametrize("name", ["pdf", "epub", "docx"])
def test_a_collection_is_offered_as_a_book(client: Client, article: Article, name: str) -> None:
    response = client.get(f"/ru/collections/sbornik/download/{name}/")
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[name].content_type
    assert response["Content-Disposition"].endswith(f'; filename="sbornik.{name}"')
    if name != "epub":
        text = READERS[name](response.content)
        for words in ("Сборник о коридоре", "О коридоре", "Айдар Курмашев", "Редакторова", "Партнёр"):
            assert words in text
    tag = response["ETag"]
    again = client.get(f"/ru/collections/sbornik/download/{name}/", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_a_book_holds_published_texts_only(client: Client, article: Article, book: Collection) -> None:
    factory.make_draft(title="Черновик главы", collection=book, order_in_collection=2)
    gone = factory.make_article(title="Отозванная глава", collection=book, order_in_collection=3)
    publishing.withdraw(gone, by=factory.make_user(Role.PUBLISHER), reason="Повтор")
    text = READERS["docx"](client.get("/ru/collections/sbornik/download/docx/").content)
    assert "О коридоре" in text
    assert "Черновик" not in text
    assert "Отозванная" not in text


def test_a_collection_that_readers_may_not_see_has_no_files(client: Client, book: Collection) -> None:
    factory.make_collection(slug="hidden", state=State.DRAFT)
    assert client.get("/ru/collections/hidden/download/pdf/").status_code == 404
    records.withdraw(book, by=factory.make_user(Role.PUBLISHER), reason="Повтор")
    assert client.get("/ru/collections/sbornik/download/pdf/").status_code == 410
    assert client.get("/ru/collections/sbornik/download/bib/").status_code == 404


def test_the_page_of_a_text_says_how_to_cite_it_and_offers_its_files(
    client: Client, article: Article
) -> None:
    page = client.get("/ru/articles/o-koridore/").content.decode()
    assert "Курмашев, А. О коридоре / А. Курмашев. – Текст : электронный // Сборник о коридоре" in page
    assert (
        "In Р. Редакторова (Ed.), <i>Сборник о коридоре</i> (pp. 9–15). Центр анализа; Институт исследований."
        in page
    )
    for name in FORMATS:
        assert f'href="/ru/articles/o-koridore/download/{name}/"' in page


def test_the_page_of_a_book_says_how_to_cite_it(client: Client, article: Article) -> None:
    page = client.get("/ru/collections/sbornik/").content.decode()
    assert (
        "Сборник о коридоре / редактор: Р. Редакторова. – Баку : Центр анализа : Институт исследований, 2024."
        in page
    )
    assert 'href="/ru/collections/sbornik/download/epub/"' in page
