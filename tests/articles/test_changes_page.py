"""The page of changes between editions."""

import pytest
from django.test import Client

from editorial.articles.edition_diff import compare
from editorial.articles.services import publishing
from editorial.workflow.roles import Role
from tests.factory import make_article, make_user

pytestmark = pytest.mark.django_db


def test_a_changed_word_is_marked_within_its_paragraph() -> None:
    changed = compare("Рост 60 %.\nВторой абзац.", "Рост 65 %.\nВторой абзац.\nТретий.")
    assert [paragraph.kind for paragraph in changed] == ["changed", "same", "added"]
    assert [(piece.kind, piece.text) for piece in changed[0].pieces] == [
        ("same", "Рост "), ("removed", "60"), ("added", "65"), ("same", " %."),
    ]  # fmt: skip


def test_readers_see_what_a_correction_changed(client: Client) -> None:
    article = make_article(slug="text", body="<p>Рост 60 %.</p>")
    article.body = "<p>Рост 65 %.</p>"
    article.save()
    publishing.correct(article, by=make_user(Role.PUBLISHER), correction_note="Исправлена доля.")
    page = client.get("/ru/articles/text/editions/2/changes/").content.decode()
    assert "<del>60</del><ins>65</ins>" in page
    assert 'href="/ru/articles/text/editions/2/changes/"' in client.get("/ru/articles/text/").content.decode()
    assert client.get("/ru/articles/text/editions/1/changes/").status_code == 404
    assert client.get("/ru/articles/text/editions/2/changes/?since=x").status_code == 400


def test_the_page_folds_what_is_the_same_and_counts_the_changes(client: Client) -> None:
    same = "<p>Тот же абзац.</p>" * 2
    article = make_article(slug="text", body=f"<p>Рост 60 %.</p>{same}<p>Доля 5 %.</p>")
    article.body = f"<p>Рост 65 %.</p>{same}<p>Доля 7 %.</p>"
    article.save()
    publishing.correct(article, by=make_user(Role.PUBLISHER), correction_note="Исправлены числа.")
    page = " ".join(client.get("/ru/articles/text/editions/2/changes/").text.split())
    assert "2 changes" in page
    assert 'href="#change-2">↓ Next change' in page
    assert '<summary class="quiet" lang="ru"> 2 unchanged paragraphs </summary>' in page
    text = client.get("/ru/articles/text/").text
    assert "Corrected on " in text
    assert 'href="/ru/articles/text/editions/2/changes/"' in text


def test_a_passage_is_cited_with_its_page_and_its_address(client: Client) -> None:
    make_article(
        slug="text",
        body='<p>Первый.</p><p>Второй<sup data-page="15"></sup> на двух.</p><p>Третий.</p>',
        first_page=14,
        last_page=20,
    )
    assert '<a class="para" href="/ru/articles/text/passages/p-2/"' in client.get("/ru/articles/text/").text
    pages = [" ".join(client.get(f"/ru/articles/text/passages/p-{n}/").text.split()) for n in (1, 2, 3)]
    assert [f"page {found} of the printed edition" in page for page, found in zip(pages, ("14", "14–15", "15"), strict=True)] == [
        True, True, True,
    ]  # fmt: skip
    assert "/ru/articles/text/#p-2" in pages[1]
    assert "Второй на двух." in pages[1]
    assert client.get("/ru/articles/text/passages/p-9/").status_code == 404
    assert client.get("/ru/articles/text/editions/1/passages/p-3/").status_code == 200
