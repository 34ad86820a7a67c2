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
