"""Printed pages: marked where they begin in full texts, never shown as those of a summary, taken from our own print."""

import importlib
import io
import itertools
import re
import zipfile
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from lxml import etree

from editorial.agreements.models import AgreementSource
from editorial.articles.models import Article, Collection
from editorial.articles.services import publishing
from tests import factory
from tests.desk_client import messages_of, opened, saved, url_of

pytestmark = pytest.mark.django_db

LONG = (
    "Транспортный маршрут связывает порты двух стран, и каждая сторона вкладывает средства в причалы и суда. "
    * 12
)
BODY = f"<p>Начало. {LONG}</p><p>Здесь стра<sup data-page='10'></sup>ница. {LONG}</p><h2>Раздел</h2><p>{LONG}</p>"


def text_of_a_book(**given: Any) -> Article:
    book = factory.make_collection(slug="book", title="Сборник", printed_elsewhere=True)
    place = {"order_in_collection": 1, "first_page": 9, "last_page": 11}
    return factory.make_article(slug="text", body=BODY, collection=book, **place, **given)


def breaks_of(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<span class="page-break" role="doc-pagebreak" id="page-(\d+)">([^<]*)</span>', html)


def test_a_full_text_shows_where_its_printed_pages_begin(client: Client) -> None:
    article = text_of_a_book()
    page = client.get("/ru/articles/text/").content.decode()
    assert breaks_of(page) == [("9", "с. 9"), ("10", "с. 10")]
    assert "стра<span" in page
    # The number is no part of the text: of its passages, its words, its search.
    assert "Здесь страница." in article.editions.get().text


def test_the_pdf_has_them_in_the_margin_and_says_that_its_own_pages_differ(client: Client) -> None:
    text_of_a_book()
    content = client.get("/ru/articles/text/download/pdf/").content
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        words = [word for page in pdf.pages for word in page.extract_words(keep_blank_chars=True)]
        first = " ".join((pdf.pages[0].extract_text() or "").replace("-\n", "").split())
    marks = {word["text"]: word for word in words if re.fullmatch(r"с\. \d+", word["text"])}
    assert set(marks) == {"с. 9", "с. 10"}
    # Beside the text, which ends 20 mm before the edge.
    assert all(mark["x0"] > 150 / 25.4 * 72 or mark["x1"] < 20 / 25.4 * 72 for mark in marks.values())
    assert "Страницы этого файла не совпадают со страницами печатного издания" in first.replace("\u00ad", "")


def test_the_e_book_lists_its_pages(client: Client) -> None:
    text_of_a_book()
    with zipfile.ZipFile(io.BytesIO(client.get("/ru/articles/text/download/epub/").content)) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("nav.xhtml"))
        nav = etree.fromstring(archive.read(name))
        space = {"h": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}
        links = nav.xpath("//h:nav[@e:type='page-list']//h:a", namespaces=space)
        assert [link.text for link in links] == ["9", "10"]
        for link in links:
            file, anchor = link.get("href").split("#")
            page = etree.fromstring(archive.read(f"EPUB/{file}"))
            (mark,) = page.xpath(f"//*[@id='{anchor}']")
            assert mark.get(f"{{{space['e']}}}type") == "pagebreak"


def test_the_archive_has_them_too(client: Client) -> None:
    text_of_a_book()
    root = etree.fromstring(client.get("/ru/articles/text/download/jats/").content)
    assert [mark.get("id") for mark in root.iter("target")] == ["page-9", "page-10"]


def test_a_summary_shows_no_pages_as_its_own(client: Client) -> None:
    article = text_of_a_book()
    Article.objects.filter(pk=article.pk).update(is_digest=True)
    page = client.get("/ru/articles/text/").content.decode()
    assert breaks_of(page) == []
    assert "pp. 9–11" in page
    assert "original, pp. 9–11" in " ".join(re.sub(r"<[^>]+>", " ", page).split())
    pdf = pypdfium2.PdfDocument(client.get("/ru/articles/text/download/pdf/").content)
    shown = "".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    assert not re.search(r"^с\. \d+\s*$", shown, re.MULTILINE)
    assert client.get("/api/v1/articles/text/").json()["first_page"] is None
    assert "page of the original" in client.get("/ru/collections/book/").content.decode()


def test_a_fact_cites_the_page_of_the_original_as_such(client: Client) -> None:
    article = text_of_a_book()
    agreement = factory.make_agreement(slug="treaty")
    AgreementSource.objects.create(
        agreement=agreement, edition=article.editions.get(), anchor="p-1", pages="14"
    )
    address = "/ru/agreements/treaty/"
    page = " ".join(client.get(address).content.decode().split())
    assert "p. 14" in page
    assert "original, p. 14" not in page
    assert client.get("/api/v1/agreements/treaty/").json()["sources"][0]["pages_of"] == "text"
    Article.objects.filter(pk=article.pk).update(is_digest=True)
    assert "original, p. 14" in " ".join(client.get(address).content.decode().split())
    assert client.get("/api/v1/agreements/treaty/").json()["sources"][0]["pages_of"] == "original"


@pytest.mark.parametrize(
    ("body", "number"),
    [("<sup data-page='9'></sup>б<sup data-page='7'></sup>", "7"), ("<sup data-page='x'></sup>", "x")],
)
def test_a_page_out_of_order_is_named_before_publishing(body: str, number: str) -> None:
    draft = factory.make_draft(body=f"<p>а{body}</p>")
    with pytest.raises(Exception, match=f"Page breaks whose number .*: {number}"):
        factory.publish(draft)


def test_page_breaks_of_a_summary_are_named_before_publishing() -> None:
    draft = factory.make_draft(body="<p>а<sup data-page='9'></sup></p>", is_digest=True)
    with pytest.raises(Exception, match="A summary has no pages of a print"):
        factory.publish(draft)


def book_printed_here() -> Collection:
    book = factory.make_collection(slug="book", title="Сборник")
    for number in (1, 2, 3):
        factory.make_article(
            slug=f"text-{number}", title=f"Статья {number}", body=f"<p>{LONG * 3}</p>" * number, collection=book,
            order_in_collection=number,
        )  # fmt: skip
    return book


def pages_of(book: Collection) -> list[tuple[int | None, int | None]]:
    return list(book.articles.order_by("order_in_collection").values_list("first_page", "last_page"))


def test_pages_of_a_book_that_is_printed_here_are_those_of_its_file(client: Client) -> None:
    book = book_printed_here()
    assert pages_of(book) == [(None, None)] * 3
    content = client.get("/ru/collections/book/download/pdf/").content
    pdf = pypdfium2.PdfDocument(content)
    begins = [
        next(
            number
            for number, page in enumerate(pdf, start=1)
            if page.get_textpage().get_text_range().startswith(f"Статья {text}\r\nТранспортный")
            or re.match(rf"Статья {text}\s+Э?", page.get_textpage().get_text_range())
        )
        for text in (1, 2, 3)
    ]
    recorded_pages = pages_of(book)
    answer = client.get("/ru/collections/book/download/pdf/")
    assert (
        client.get(
            "/ru/collections/book/download/pdf/", headers={"If-None-Match": answer["ETag"]}
        ).status_code
        == 304
    )
    assert [first for first, _last in recorded_pages] == begins
    assert all(last == following - 1 for (_f, last), (following, _l) in itertools.pairwise(recorded_pages))
    book.refresh_from_db()
    assert book.page_count == len(pdf)
    # The page, the citation and the contents of the file say the same.
    first, last = recorded_pages[1]
    assert f"С. {first}–{last}" in client.get("/ru/articles/text-2/").content.decode()
    contents = " ".join(pdf[2].get_textpage().get_text_range().split())
    assert re.search(rf"Статья 2[ .]+{first}\b", contents)
    assert not re.search(r"печатного издания", pdf[0].get_textpage().get_text_range())


def test_pages_are_forgotten_when_a_text_changes_and_taken_again_from_the_next_print(
    client: Client, tmp_path: Any
) -> None:
    book = book_printed_here()
    client.get("/ru/collections/book/download/pdf/")
    before = pages_of(book)
    text = Article.objects.get(slug="text-1")
    text.body = f"<p>{LONG * 3}</p>" * 6
    text.save()
    publishing.correct(text, by=factory.make_user("publisher"), correction_note="Дополнено.")
    assert pages_of(book) == [(None, None)] * 3
    assert "citation_firstpage" not in client.get("/ru/articles/text-2/").content.decode()
    call_command("print_collection", "book", "--output", str(tmp_path / "book.pdf"))
    after = pages_of(book)
    assert None not in after[0]
    assert after != before


def test_pages_of_a_book_that_is_printed_here_cannot_be_typed(client: Client, editor: User) -> None:
    client.force_login(editor)
    book = book_printed_here()
    url = url_of(book)
    given = opened(client, url)
    assert not [name for name in given if name.endswith(("first_page", "last_page", "page_count"))]
    saved(client, url, given | {"articles-0-first_page": 50, "page_count": 7})
    assert pages_of(book)[0] == (None, None)
    assert not [
        name for name in opened(client, url_of(Article.objects.get(slug="text-1"))) if name == "first_page"
    ]
    elsewhere = url_of(text_of_another_book())
    saved(
        client,
        elsewhere,
        opened(client, elsewhere) | {"articles-0-first_page": 50, "articles-0-last_page": 60},
    )
    assert pages_of(Collection.objects.get(slug="other")) == [(50, 60)]


def text_of_another_book() -> Collection:
    other = factory.make_collection(slug="other", printed_elsewhere=True)
    factory.make_draft(collection=other, order_in_collection=1)
    return other


def test_pages_typed_for_a_text_that_moves_into_such_a_book_are_left_out_with_a_word(
    client: Client, editor: User
) -> None:
    client.force_login(editor)
    book = factory.make_collection(slug="book")
    draft = factory.make_draft(first_page=5)
    answer = saved(client, url_of(draft), opened(client, url_of(draft)) | {"collection": book.pk})
    draft.refresh_from_db()
    assert draft.first_page is None
    assert any("taken from its print" in message for message in messages_of(answer))


def test_a_book_printed_elsewhere_says_in_its_contents_where_its_texts_are_in_print(client: Client) -> None:
    text_of_a_book(title="О пути")
    pdf = pypdfium2.PdfDocument(client.get("/ru/collections/book/download/pdf/").content)
    contents = " ".join(pdf[2].get_textpage().get_text_range().split())
    assert "в печатном издании: с. 9–11" in contents
    assert "Страницы этого файла" in " ".join(pdf[0].get_textpage().get_text_range().split())
    assert pages_of(Collection.objects.get(slug="book")) == [(9, 11)]


def test_books_of_today_keep_the_pages_that_were_typed() -> None:
    typed = factory.make_collection(slug="typed")
    factory.make_draft(collection=typed, order_in_collection=1, first_page=4)
    factory.make_collection(slug="isbn", isbn="978-0-306-40615-7")
    factory.make_collection(slug="new")
    migration = importlib.import_module("editorial.articles.migrations.0019_own_print")
    migration.tell_prints_apart(apps, None)
    assert set(Collection.objects.filter(printed_elsewhere=True).values_list("slug", flat=True)) == {
        "typed",
        "isbn",
    }
