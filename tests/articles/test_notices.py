"""Letters to those whom a step concerns."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.desk_client import url_of

pytestmark = pytest.mark.django_db


def member(role: Role, name: str) -> User:
    user = factory.make_user(role, name=name)
    user.email = f"{name}@relations.example"
    user.save()
    return user


def take(user: User, article: Article, name: str, capture: Any, reason: str = "") -> None:
    client = Client()
    client.force_login(user)
    article.refresh_from_db()
    with capture(execute=True):
        client.post(url_of(article, "step", name), {"opened_version": article.version, "reason": reason})


def test_the_user_with_the_next_step_is_written_to(django_capture_on_commit_callbacks: Any) -> None:
    author, editor, publisher = (
        member(Role.AUTHOR, "aigul"),
        member(Role.EDITOR, "emil"),
        member(Role.PUBLISHER, "timur"),
    )
    draft = factory.make_draft(title="О\nкоридоре", created_by=author)
    take(author, draft, "submit", django_capture_on_commit_callbacks)
    assert {letter.to[0] for letter in mail.outbox} == {editor.email, publisher.email}
    assert "О коридоре" in mail.outbox[0].subject
    assert url_of(draft) in mail.outbox[0].body


def test_the_author_learns_why_a_text_came_back(django_capture_on_commit_callbacks: Any) -> None:
    author, editor = member(Role.AUTHOR, "aigul"), member(Role.EDITOR, "emil")
    draft = factory.make_draft(created_by=author, state=State.IN_REVIEW)
    take(editor, draft, "return", django_capture_on_commit_callbacks, reason="Нет источника")
    (letter,) = mail.outbox
    assert letter.to == [author.email]
    assert "Нет источника" in letter.body


def test_nobody_is_written_to_about_a_refused_step(django_capture_on_commit_callbacks: Any) -> None:
    author, editor = member(Role.AUTHOR, "aigul"), member(Role.EDITOR, "emil")
    draft = factory.make_draft(created_by=author)
    take(editor, draft, "return", django_capture_on_commit_callbacks, reason="Нет источника")
    assert mail.outbox == []


def test_the_authors_of_a_book_learn_that_their_texts_have_appeared(
    django_capture_on_commit_callbacks: Any,
) -> None:
    author, publisher = member(Role.AUTHOR, "aigul"), member(Role.PUBLISHER, "timur")
    book = factory.make_collection(state=State.DRAFT)
    draft = factory.make_draft(created_by=author, collection=book, order_in_collection=1)
    publishing.submit(draft, by=author)
    publishing.approve(draft, by=publisher)
    client = Client()
    client.force_login(publisher)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url_of(book, "step", "publish_with_articles"), {"opened_version": book.version})
    (letter,) = mail.outbox
    assert letter.to == [author.email]
    assert url_of(draft) in letter.body
