"""An editor prints a text or a collection at the desk, and gets the same file again for the same text."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from editorial.articles.models import PrintJob
from editorial.articles.services import print_jobs, publishing
from editorial.press.format_registry import FORMATS
from tests import factory
from tests.desk_client import messages_of, url_of

pytestmark = pytest.mark.django_db
ORIGIN = "https://example.org"


def test_a_collection_is_printed_with_progress_and_downloaded(
    client: Client, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(editor)
    collection = factory.make_collection()
    factory.make_article(collection=collection, order_in_collection=1)
    assert url_of(collection, "print") in client.get(url_of(collection)).content.decode()
    with django_capture_on_commit_callbacks() as begun:
        client.post(url_of(collection, "print"), {"form": "epub"})
    job = PrintJob.objects.get()
    status = url_of(collection, "print_status", str(job.pk))
    assert client.get(status).json() == {"state": "waiting", "label": "queued", "stale": False}
    assert status in client.get(url_of(collection, "print")).content.decode()
    for work in begun:
        work()
    assert client.get(status).json()["state"] == "ready"
    got = client.get(url_of(collection, "print_file", str(job.pk)))
    assert b"".join(got.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert got["Content-Disposition"].endswith(f'"{collection.slug}.epub"')


def test_the_same_text_is_printed_once_and_a_correction_again(editor: User, publisher: User) -> None:
    article = factory.make_article()
    first = print_jobs.request_print(article, FORMATS["docx"], by=editor)
    print_jobs.run_print(first, origin=ORIGIN)
    assert print_jobs.request_print(article, FORMATS["docx"], by=publisher) == first
    article.body = "<p>Исправлено.</p>"
    article.save()
    publishing.correct(article, by=publisher, correction_note="Исправлено.")
    assert print_jobs.request_print(article, FORMATS["docx"], by=editor) != first


def test_nothing_published_is_refused_and_a_fault_is_reported(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(editor)
    collection = factory.make_collection()
    refused = client.post(url_of(collection, "print"), {"form": "pdf"})
    assert "There are no published articles to export." in messages_of(refused)[0]
    assert client.post(url_of(collection, "print"), {"form": "exe"}).status_code == 404
    factory.make_article(collection=collection, order_in_collection=1)
    job = print_jobs.request_print(collection, FORMATS["pdf"], by=editor)
    monkeypatch.setattr("editorial.articles.file_builder.print_collection", lambda *_args, **_named: 1 / 0)
    print_jobs.run_print(job, origin=ORIGIN)
    assert (
        "Export failed because of an internal error."
        in client.get(url_of(collection, "print")).content.decode()
    )
    again = print_jobs.request_print(collection, FORMATS["pdf"], by=editor)
    assert (again, again.state) == (job, PrintJob.State.WAITING)


def test_a_draft_of_another_author_is_not_printed_by_an_author(client: Client, author: User) -> None:
    client.force_login(author)
    draft = factory.make_draft()
    assert client.get(url_of(draft, "print")).status_code == 404


def test_what_could_not_be_printed_as_it_stands_is_reported_with_the_text_and_the_reason(
    client: Client, editor: User
) -> None:
    client.force_login(editor)
    collection = factory.make_collection()
    article = factory.make_article(
        title="О клинописи", body="<p>Знак \U00012000.</p>", collection=collection, order_in_collection=1
    )
    assert "letter U+12000 CUNEIFORM SIGN A" in client.get(url_of(article)).content.decode()
    remark = "“О клинописи”: no font of the press has the letter U+12000 CUNEIFORM SIGN A"
    assert remark not in client.get(url_of(collection)).content.decode()
    print_jobs.run_print(print_jobs.request_print(collection, FORMATS["pdf"], by=editor), origin=ORIGIN)
    for page in (url_of(collection, "print"), url_of(collection)):
        assert remark in client.get(page).content.decode()
