"""The working copy by a signed link: for the desk, and for experts without an account."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail, signing
from django.test import Client
from django.utils import timezone
from lxml import html as lxml_html

from editorial.articles.models import Article
from editorial.reviews import preview as previews
from editorial.reviews import services as review
from editorial.reviews.models import PreviewLink
from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import form_with, messages_of, url_of

pytestmark = pytest.mark.django_db


def draft() -> Article:
    return factory.make_draft(
        title="Черновик",
        body='<h2>Порты</h2><p>Текст<sup data-footnote="a"></sup> о портах.</p><p>Второй абзац.</p>',
        notes={"a": "Примечание", "b": "Без знака"},
        authors=(factory.make_expert(),),
    )


def passage(page: Any, words: str) -> str:
    """Return the value of the choice of passages that begins with the words."""
    options = lxml_html.fromstring(page.content.decode()).xpath("//select[@name='passage']/option")
    return next(one.get("value") for one in options if _own_words(one).startswith(words))


def _own_words(option: lxml_html.HtmlElement) -> str:
    """Return the text of a passage without the number before that of a footnote."""
    return re.sub(r"^Footnote \d+:\s*", "", " ".join(option.text_content().split()))


def approval_of(page: Any) -> dict[str, Any]:
    """Return what the button of approval sends."""
    return form_with(page, "seen") | {"act": "approve"}


def test_an_expert_reads_a_draft_by_their_link(stranger: Client) -> None:
    response = stranger.get(factory.make_preview_link(draft()).get_absolute_url())
    page = response.content.decode()
    assert response.status_code == 200
    assert all(words in page for words in ("Черновик", "Примечание", "Каримова", "Сауле Ержанова"))
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]


def test_the_preview_shows_what_is_not_published_yet(stranger: Client) -> None:
    article = factory.make_article(body="<p>Прежний текст</p>")
    article.body = "<p>Новый текст</p>"
    article.save()
    link = factory.make_preview_link(article)
    assert "Новый текст" in stranger.get(link.get_absolute_url()).content.decode()
    assert "Новый текст" not in stranger.get(article.get_absolute_url()).content.decode()


def test_it_is_read_in_each_language_and_on_a_phone(stranger: Client) -> None:
    original = draft()
    factory.make_draft(title="Аударма", language="kk", translation_of=original)
    other = factory.make_draft(title="Чужой")
    path = factory.make_preview_link(original).get_absolute_url()
    translation = original.translations.get()
    assert "Аударма" in stranger.get(path, {"text": translation.pk}).content.decode()
    assert stranger.get(path, {"text": other.pk}).status_code == 404
    assert stranger.get(path.replace("/ru/", "/kk/")).status_code == 200
    frame = stranger.get(path, {"width": "phone"}).content.decode()
    assert re.search(r'<iframe\s+src="\?text=', frame)
    bare = stranger.get(path, {"bare": ""})
    assert bare["X-Frame-Options"] == "SAMEORIGIN"
    assert "preview-bar" not in bare.content.decode().rpartition("</style>")[2]


def test_an_expert_comments_on_a_paragraph_and_on_a_note_and_is_answered(stranger: Client) -> None:
    text = draft()
    link = factory.make_preview_link(text)
    path = link.get_absolute_url()
    page = stranger.get(path)
    for words, quote in (("Второй", "абзац"), ("Примечание", "")):
        data = {"act": "comment", "passage": passage(page, words), "quote": quote, "text": "Откуда это?"}
        assert stranger.post(path, data).status_code == 302
    first, second = text.review_comments.all()
    assert (first.name, first.quote, first.passage) == ("Сауле Ержанова", "абзац", "Второй абзац.")
    assert (second.note_key, second.link) == ("a", link)
    review.reply(first, by=factory.make_user(Role.EDITOR, name="emil"), text="Из отчёта.")
    shown = stranger.get(path).content.decode()
    assert "Из отчёта." in shown
    assert re.search(rf'id="comment-{first.pk}"\s+data-anchor="p-2"', shown)
    stranger.post(path, {"act": "reply", "comment": first.pk, "text": "Спасибо"})
    assert [reply.name for reply in first.replies.all()] == ["emil", "Сауле Ержанова"]


def test_an_approval_is_logged_under_the_name_of_the_expert_until_the_text_changes(stranger: Client) -> None:
    text = draft()
    path = factory.make_preview_link(text).get_absolute_url()
    stranger.post(path, approval_of(stranger.get(path)) | {"remark": "Всё верно"})
    approval = text.expert_approvals.get()
    assert (approval.link.name, approval.note) == ("Сауле Ержанова", "Всё верно")
    stranger.force_login(factory.make_user(Role.EDITOR))
    assert "Сауле Ержанова" in stranger.get(url_of(text, "history")).content.decode()
    assert [row.is_outdated for row in stranger.get(url_of(text)).context["review"].approvals] == [False]
    text.body = "<p>Другой текст</p>"
    text.save()
    assert [row.is_outdated for row in stranger.get(path).context["review"].approvals] == [True]


def test_a_text_that_changed_under_the_reader_is_not_approved(stranger: Client) -> None:
    text = draft()
    path = factory.make_preview_link(text).get_absolute_url()
    approval = approval_of(stranger.get(path))
    text.title = "Другое имя"
    text.save()
    response = stranger.post(path, approval | {"remark": "Длинное замечание"})
    assert response.status_code == 400
    assert "Длинное замечание" in response.content.decode()
    assert not text.expert_approvals.exists()


def test_a_comment_on_a_paragraph_that_changed_meanwhile_is_preserved_with_its_words(
    stranger: Client,
) -> None:
    text = draft()
    path = factory.make_preview_link(text).get_absolute_url()
    token = passage(stranger.get(path), "Второй")
    text.body = "<p>Совсем другое.</p>"
    text.save()
    stranger.post(path, {"act": "comment", "passage": token, "quote": "Второй абзац", "text": "Откуда?"})
    (thread,) = stranger.get(path).context["review"].threads
    assert (thread.passage, thread.is_exact, thread.comment.quote) == (None, False, "Второй абзац")


@pytest.mark.parametrize("data", [{"act": "comment", "text": " "}, {"act": "resolve"}, {"act": ""}, {}])
def test_what_cannot_be_accepted_is_refused_with_a_reason(stranger: Client, data: dict[str, str]) -> None:
    text = draft()
    link = factory.make_preview_link(text)
    comment = review.comment(text, by=link, text="Есть")
    response = stranger.post(link.get_absolute_url(), {"comment": comment.pk, **data})
    assert (response.status_code, bool(response.context["error"])) == (400, True)
    assert text.review_comments.open().count() == 1


def test_too_much_in_an_hour_is_refused_and_what_was_typed_is_preserved(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "MAX_PER_HOUR", 2)
    text = draft()
    path = factory.make_preview_link(text).get_absolute_url()
    codes = [stranger.post(path, {"act": "comment", "text": "Раз"}).status_code for _ in range(3)]
    assert codes == [302, 302, 429]
    assert text.review_comments.count() == 2


def test_a_form_of_another_site_says_nothing() -> None:
    text = draft()
    path = factory.make_preview_link(text).get_absolute_url()
    response = Client(enforce_csrf_checks=True).post(path, {"act": "comment", "text": "Чужое"})
    assert response.status_code == 403
    assert not text.review_comments.exists()


def test_a_link_is_closed_when_it_expires_or_is_revoked(stranger: Client) -> None:
    text = draft()
    expired, revoked = factory.make_preview_link(text), factory.make_preview_link(text)
    PreviewLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    stranger.force_login(factory.make_user(Role.EDITOR))
    stranger.post(url_of(text, "links"), {"revoke": revoked.pk})
    stranger.logout()
    for link in (expired, revoked):
        response = stranger.get(link.get_absolute_url())
        assert response.status_code == 410
        assert link.created_by.username in response.content.decode()
        assert stranger.post(link.get_absolute_url(), {"act": "comment", "text": "Поздно"}).status_code == 410
    assert not text.review_comments.exists()


@pytest.mark.parametrize("token", ["nothing", "MQ:1abc:def", "MQ"])
def test_a_link_that_was_changed_is_refused(stranger: Client, token: str) -> None:
    assert stranger.get(f"/ru/articles/preview/{token}/").status_code == 404


def test_the_preview_of_the_desk_is_for_the_desk(client: Client) -> None:
    text = draft()
    path = previews.preview_path(text)
    assert client.get(path)["Location"].startswith("/admin/account/login/")
    client.force_login(factory.make_user(Role.EDITOR))
    form = lxml_html.fromstring(client.get(url_of(text)).content.decode())
    (preview_url,) = form.xpath("//a[contains(@href, '/articles/preview/')]/@href")
    assert client.get(preview_url).status_code == 200


def test_the_desks_own_link_expires(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    path = previews.preview_path(draft())
    later = timezone.now().timestamp() + previews.VALID_FOR.total_seconds() + 60
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert client.get(path).status_code == 404


def test_the_desk_makes_a_link_and_sends_it(
    client: Client, stranger: Client, django_capture_on_commit_callbacks: Any
) -> None:
    text = draft()
    client.force_login(factory.make_user(Role.EDITOR))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url_of(text, "links"), {"name": "Сауле Ержанова", "email": "saule@example.org"})
    (letter,) = mail.outbox
    path = text.preview_links.get().get_absolute_url()
    assert letter.to == ["saule@example.org"]
    assert path in letter.body
    assert stranger.get(path).status_code == 200


def test_a_link_without_a_name_is_refused(client: Client) -> None:
    text = draft()
    client.force_login(factory.make_user(Role.EDITOR))
    response = client.post(url_of(text, "links"), {"name": "", "email": "nobody"})
    assert len(messages_of(response)) == 2
    assert not text.preview_links.exists()


def test_an_author_makes_no_link_for_a_text_of_another(client: Client) -> None:
    article = factory.make_article()
    client.force_login(factory.make_user(Role.AUTHOR))
    assert client.post(url_of(article, "links"), {"name": "Некто"}).status_code == 403
