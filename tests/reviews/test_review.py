"""Comments on passages of the working copy: made, found again, answered, resolved, counted."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse

from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.reviews import services as review
from editorial.reviews.anchoring import get_passages
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.desk_client import list_url, url_of

pytestmark = pytest.mark.django_db

BODY = "<p>Грузы идут через порт Актау.</p><p>Железная дорога строится с 2021 года.</p>"


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def commented(text: Article, words: str, *, quote: str = "") -> None:
    found = get_passages(publishing.build_edition(text))
    passage = next(passage for passage in found if passage.text.startswith(words))
    review.comment(text, by=factory.make_user(Role.EDITOR), text="Откуда это?", passage=passage, quote=quote)


def found_again(text: Article, body: str) -> tuple[str, bool]:
    """Change the text; return where the comment stands now, and whether its passage is as it was."""
    text.body = body
    text.save()
    client = Client()
    client.force_login(factory.make_user(Role.EDITOR))
    (thread,) = client.get(url_of(text)).context["review"].threads
    return (thread.passage.anchor if thread.passage else ""), thread.is_exact


@pytest.mark.parametrize(
    ("quote", "body", "where"),
    [
        ("", f"<p>Новое начало.</p>{BODY}", ("p-3", True)),
        ("с 2021 года", BODY.replace("строится", "прокладывается"), ("p-2", True)),
        ("с 2021 года", BODY.replace("2021", "2022"), ("p-2", False)),
        ("дорога", BODY.replace("2021 года.", f"2021 года. {'Её ведут вдоль берега. ' * 9}"), ("p-2", True)),
        ("", "<p>Совсем другой текст.</p>", ("", False)),
        ("года", "<p>Урожай этого года.</p>", ("", False)),
        ("", "", ("", False)),
    ],
)
def test_a_comment_finds_its_passage_again_or_says_that_it_is_gone(
    quote: str, body: str, where: tuple[str, bool]
) -> None:
    text = factory.make_draft(body=BODY)
    commented(text, "Железная", quote=quote)
    assert found_again(text, body) == where


def test_a_comment_on_a_note_stays_with_the_note() -> None:
    text = factory.make_draft(body='<p>Текст<sup data-footnote="a"></sup></p>', notes={"a": "Отчёт порта"})
    commented(text, "Отчёт")
    note = text.footnotes.get()
    note.text = "Годовой отчёт"
    note.save()
    body = '<p>Сперва<sup data-footnote="b"></sup></p><p>Текст<sup data-footnote="a"></sup></p>'
    text.footnotes.create(key="b", text="Другая", order=2)
    assert found_again(text, body) == ("fn-2", False)


def test_an_editor_comments_on_words_of_the_form_is_answered_and_resolves(desk: Client) -> None:
    text = factory.make_draft(body=BODY)
    url = url_of(text, "comments")
    words = {"passage": "Грузы идут через порт Актау.", "quote": "порт  Актау", "text": "Какой порт?"}
    desk.post(url, {"act": "comment", **words})
    comment = text.review_comments.get()
    assert (comment.anchor, comment.quote, comment.name) == ("p-1", "порт Актау", "editor")
    for act in ("reply", "resolve", "reopen", "resolve"):
        desk.post(url, {"act": act, "comment": comment.pk, "text": "Так"})
    assert [reply.act for reply in comment.replies.all()] == ["replied", "resolved", "reopened", "resolved"]
    comment.refresh_from_db()
    assert not comment.is_open
    assert "Какой порт?" in desk.get(url_of(text)).content.decode()


def test_a_script_gets_the_panel_back_and_a_refusal_with_its_reason(desk: Client) -> None:
    text = factory.make_draft(body=BODY)
    fetch = {"headers": {"X-Requested-With": "fetch"}}
    fine = desk.post(url_of(text, "comments"), {"act": "comment", "text": "Общее"}, **fetch)
    assert (fine.status_code, "Общее" in fine.content.decode()) == (200, True)
    empty = desk.post(url_of(text, "comments"), {"act": "comment", "text": ""}, **fetch)
    assert (empty.status_code, bool(empty.context["error"])) == (400, True)


def test_an_author_says_nothing_of_a_draft_of_another(desk: Client) -> None:
    text = factory.make_draft(body=BODY)
    desk.force_login(factory.make_user(Role.AUTHOR))
    assert desk.post(url_of(text, "comments"), {"act": "comment", "text": "Чужое"}).status_code == 404
    assert not text.review_comments.exists()


def test_those_concerned_are_written_to(desk: Client, django_capture_on_commit_callbacks: Any) -> None:
    author = factory.make_user(Role.AUTHOR, name="aigul")
    author.email = "aigul@relations.example"
    author.save()
    text = factory.make_draft(body=BODY, created_by=author)
    link = factory.make_preview_link(text, email="saule@example.org")
    comment = review.comment(text, by=link, text="Откуда это?")
    review.comment(text, by=factory.make_preview_link(text, email="third@example.org"), text="Иное")
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(url_of(text, "comments"), {"act": "reply", "comment": comment.pk, "text": "Из отчёта"})
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert set(letters) == {author.email, link.email}
    assert url_of(text) in letters[author.email]
    assert link.get_absolute_url() in letters[link.email]


def test_open_comments_are_counted_on_the_first_page_and_listed(desk: Client) -> None:
    text, settled = factory.make_draft(body=BODY), factory.make_draft(body=BODY)
    factory.make_draft()
    commented(text, "Грузы")
    commented(settled, "Грузы")
    review.resolve(settled.review_comments.get(), by=factory.make_user(Role.EDITOR))
    (waiting,) = desk.get(reverse("admin:index")).context["waiting"]
    assert (waiting.count, [row.title for row in waiting.rows]) == (1, [text.title])
    assert list(desk.get(waiting.url).context["cl"].queryset) == [text]
    assert waiting.url.startswith(list_url(Article))


def test_a_text_with_open_comments_is_published_only_on_second_thoughts(desk: Client) -> None:
    text = factory.make_draft(body=BODY)
    publishing.submit(text, by=factory.make_user(Role.EDITOR))
    publishing.approve(text, by=factory.make_user(Role.PUBLISHER))
    commented(text, "Грузы")
    desk.force_login(factory.make_user(Role.PUBLISHER))
    question = desk.post(url_of(text, "step", "publish"), {"opened_version": text.version})
    text.refresh_from_db()
    assert (question.status_code, text.state) == (200, State.APPROVED)
    assert "1 comment is unresolved." in question.content.decode()
    assert "Confirm below." not in question.content.decode()
    sent = {"opened_version": text.version, "submitted": "1"}
    assert "Confirm below." in desk.post(url_of(text, "step", "publish"), sent).content.decode()
    desk.post(url_of(text, "step", "publish"), {**sent, "accepted": "on"})
    text.refresh_from_db()
    assert text.state == State.PUBLISHED
