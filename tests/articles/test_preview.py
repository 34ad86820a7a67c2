"""The working copy by a signed link, for readers without an account."""

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from editorial.articles import previews
from editorial.workflow.states import Role
from tests import factory
from tests.desk import url_of

pytestmark = pytest.mark.django_db


def test_a_stranger_reads_a_draft_by_its_link(client: Client) -> None:
    draft = factory.make_draft(
        title="Черновик",
        body='<p>Текст<sup data-footnote="a"></sup></p>',
        notes={"a": "Примечание", "b": "Без знака"},
        authors=(factory.make_expert(),),
    )
    response = client.get(previews.preview_path(draft))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Черновик" in page
    assert "Примечание" in page
    assert "Каримова" in page
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]


def test_the_preview_shows_what_is_not_published_yet(client: Client) -> None:
    article = factory.make_article(body="<p>Прежний текст</p>")
    article.body = "<p>Новый текст</p>"
    article.save()
    assert "Новый текст" in client.get(previews.preview_path(article)).content.decode()
    assert "Новый текст" not in client.get(article.get_absolute_url()).content.decode()


def test_the_desk_offers_the_link(client: Client) -> None:
    client.force_login(factory.make_user(Role.EDITOR))
    draft = factory.make_draft()
    context = client.get(url_of(draft)).context
    assert client.get(context["preview_url"]).status_code == 200


def test_an_expired_link_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    path = previews.preview_path(factory.make_draft())
    later = timezone.now().timestamp() + previews.VALID_FOR.total_seconds() + 60
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("token", ["nothing", "MQ:1abc:def", "MQ"])
def test_a_link_that_was_changed_is_refused(client: Client, token: str) -> None:
    assert client.get(f"/ru/articles/preview/{token}/").status_code == 404
