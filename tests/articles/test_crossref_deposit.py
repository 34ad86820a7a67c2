"""The deposit for Crossref, from the desk and by a command."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from editorial.articles.models import Article, Collection
from editorial.values.identifiers import valid_doi, valid_isbn
from tests.desk_client import list_url, messages_of
from tests.factory import make_article, make_collection, make_draft, make_expert

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def depositor(settings: Any) -> None:
    settings.CROSSREF_DEPOSITOR_EMAIL = "doi@record.example"


def request_deposit(client: Client, *rows: Any) -> Any:
    chosen = {"action": "crossref_deposit", "_selected_action": [row.pk for row in rows]}
    return client.post(list_url(type(rows[0])), chosen)


def test_an_editor_takes_the_deposit_of_a_collection(client: Client, editor: User) -> None:
    client.force_login(editor)
    book = make_collection(slug="book", doi="10.1234/book")
    make_article(collection=book, doi="10.1234/one", order_in_collection=1, authors=(make_expert(),))
    make_article(collection=book, order_in_collection=2)
    make_draft(collection=book, doi="10.1234/draft", order_in_collection=3)
    answer = request_deposit(client, book)
    assert answer["Content-Type"] == "application/vnd.crossref.deposit+xml"
    assert 'filename="crossref.xml"' in answer["Content-Disposition"]
    text = answer.content.decode()
    assert "<doi>10.1234/book</doi>" in text
    assert text.count("<content_item") == 1
    assert "http://testserver/ru/collections/book/" in text


def test_texts_are_chapters_of_their_collection_or_reports(client: Client, editor: User) -> None:
    client.force_login(editor)
    book = make_collection(doi="10.1234/book")
    chapter = make_article(collection=book, doi="10.1234/one")
    make_article(collection=book, doi="10.1234/other")
    report = make_article(doi="10.1234/report")
    assert request_deposit(client, chapter).content.count(b"<content_item") == 1
    assert b"<report-paper " in request_deposit(client, report).content
    assert messages_of(request_deposit(client, chapter, report)) == [
        "Crossref does not accept chapters and other publications in one file. Select publications of one type."
    ]


def test_what_is_missing_is_named(client: Client, editor: User, settings: Any) -> None:
    client.force_login(editor)
    without_doi = make_article(title="Без номера")
    draft = make_draft(title="Черновик", doi="10.1234/draft")
    chapter = make_article(doi="10.1234/one", collection=make_collection(title="Книга"))
    assert messages_of(request_deposit(client, without_doi))[-1] == "“Без номера” has no DOI."
    assert messages_of(request_deposit(client, draft))[-1] == "“Черновик” is not published."
    assert messages_of(request_deposit(client, chapter))[-1] == "“Книга” has no DOI."
    settings.CROSSREF_DEPOSITOR_EMAIL = ""
    report = make_article(doi="10.1234/report")
    assert "CROSSREF_DEPOSITOR_EMAIL" in messages_of(request_deposit(client, report))[-1]


def test_the_command_writes_the_file(tmp_path: Path) -> None:
    make_article(slug="report", doi="10.1234/report")
    file = tmp_path / "deposit.xml"
    call_command("crossref_deposit", article=["report"], output=file, stdout=StringIO())
    assert "<doi>10.1234/report</doi>" in file.read_text(encoding="utf-8")
    with pytest.raises(CommandError, match="There is no “other”"):
        call_command("crossref_deposit", article=["other"], output=file)
    make_collection(slug="book")
    with pytest.raises(CommandError, match="has no DOI"):
        call_command("crossref_deposit", collection=["book"], output=file)


@pytest.mark.parametrize("doi", ["10.1234/abc", "10.123456789/A(b)_c;d.e-f/1"])
def test_a_doi_is_written_by_itself(doi: str) -> None:
    valid_doi(doi)
    Article(doi=doi).clean_fields(exclude=[f.name for f in Article._meta.fields if f.name != "doi"])


@pytest.mark.parametrize(
    "doi", ["https://doi.org/10.1234/a", "10.12/a", "10.1234/", "10.1234/a b", "doi:10.1234/a"]
)
def test_other_ways_to_write_a_doi_are_refused(doi: str) -> None:
    with pytest.raises(ValidationError, match=r"without https://doi\.org/"):
        Collection(doi=doi).clean_fields(exclude=[f.name for f in Collection._meta.fields if f.name != "doi"])


@pytest.mark.parametrize("isbn", ["978-0-306-40615-7", "9780306406157", "0-306-40615-2", "0-8044-2957-X"])
def test_an_isbn_has_the_right_check_digit(isbn: str) -> None:
    valid_isbn(isbn)


@pytest.mark.parametrize(
    "isbn", ["978-0-306-40615-8", "0-306-40615-3", "978-0-306-4061", "ISBN 0-306-40615-2", "١"]
)
def test_an_isbn_with_a_wrong_digit_is_refused(isbn: str) -> None:
    with pytest.raises(ValidationError, match="Invalid ISBN"):
        valid_isbn(isbn)
