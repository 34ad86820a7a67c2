"""Texts that appear by themselves, and collections that appear as a whole."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from editorial.articles.models import Article
from editorial.articles.services import collections, publishing
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.desk_client import opened, saved, url_of

pytestmark = pytest.mark.django_db


def approved(**given: object) -> Article:
    draft = factory.make_draft(**given)
    publishing.submit(draft, by=factory.make_user(Role.EDITOR))
    return publishing.approve(draft, by=factory.make_user(Role.PUBLISHER))


def publish_scheduled() -> str:
    out = StringIO()
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("publish_scheduled", stdout=out, stderr=out)
    return out.getvalue()


def test_a_text_appears_when_its_time_has_come() -> None:
    due = approved(publish_at=timezone.now() - timedelta(minutes=1))
    later = approved(publish_at=timezone.now() + timedelta(hours=1))
    unscheduled = approved()
    assert publish_scheduled() == f"{due.slug}: published\n"
    states = {article.slug: article.state for article in Article.objects.all()}
    assert states == {due.slug: State.PUBLISHED, later.slug: State.APPROVED, unscheduled.slug: State.APPROVED}
    edition = due.editions.get()
    assert edition.published_by == due.state_changes.get(transition="approve").actor


def test_the_author_and_the_user_who_approved_it_learn_that_a_text_has_appeared() -> None:
    author = factory.make_user(Role.AUTHOR, name="aigul")
    User.objects.filter(pk=author.pk).update(email="aigul@relations.example")
    due = approved(publish_at=timezone.now(), created_by=author)
    approver = due.state_changes.get(transition="approve").actor
    User.objects.filter(pk=approver.pk).update(email="timur@relations.example")
    publish_scheduled()
    assert [letter.to for letter in mail.outbox] == [["aigul@relations.example"], ["timur@relations.example"]]
    assert f"/admin/articles/article/{due.pk}/" in mail.outbox[0].body


def test_a_second_run_publishes_nothing_again() -> None:
    due = approved(publish_at=timezone.now())
    publish_scheduled()
    assert publish_scheduled() == ""
    assert due.editions.count() == 1


def test_a_text_that_cannot_appear_is_named_and_keeps_no_other_back() -> None:
    broken = approved(
        publish_at=timezone.now() - timedelta(hours=1), body='<p>А<sup data-footnote="x"></sup></p>'
    )
    fine = approved(publish_at=timezone.now())
    with pytest.raises(CommandError, match="1"):
        publish_scheduled()
    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.state, fine.state) == (State.APPROVED, State.PUBLISHED)


def late_article() -> Article:
    """Return a text of which the time has come, and which points to a note that there is not."""
    return approved(
        publish_at=timezone.now() - timedelta(minutes=1), body='<p>А<sup data-footnote="lost"></sup></p>'
    )


def try_to_publish() -> None:
    with pytest.raises(CommandError):
        publish_scheduled()


def test_those_concerned_get_one_letter_that_says_what_stands_in_the_way() -> None:
    late = late_article()
    author, publisher = factory.make_user(Role.AUTHOR, name="aigul"), factory.make_user(Role.PUBLISHER)
    Article.objects.filter(pk=late.pk).update(created_by=author)
    for user in (author, publisher, late.state_changes.get(transition="approve").actor):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@relations.example")
    for _minute in range(3):
        try_to_publish()
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == 3
    assert "lost" in mail.outbox[0].body
    assert f"/admin/articles/article/{late.pk}/" in mail.outbox[0].body


def test_another_reason_another_time_and_another_approval_are_news() -> None:
    late = late_article()
    approver = late.state_changes.get(transition="approve").actor
    User.objects.filter(pk=approver.pk).update(email="timur@relations.example")
    desk = Client()
    desk.force_login(approver)
    try_to_publish()
    late.refresh_from_db()
    late.body += '<p>Б<sup data-footnote="other"></sup></p>'
    late.save()
    try_to_publish()
    assert (
        "The text was edited after approval. Return it to draft and have it approved again."
        in mail.outbox[-1].body
    )
    publishing.return_to_draft(late, by=factory.make_user(Role.EDITOR), reason="Править")
    publishing.submit(late, by=factory.make_user(Role.EDITOR))
    publishing.approve(late, by=approver)
    try_to_publish()
    earlier = timezone.localtime() - timedelta(days=1)
    given = {"publish_at_0": f"{earlier:%d.%m.%Y}", "publish_at_1": f"{earlier:%H:%M:%S}"}
    saved(desk, url_of(late), opened(desk, url_of(late)) | given)
    try_to_publish()
    try_to_publish()
    assert len(mail.outbox) == 4


def test_the_first_page_and_the_text_itself_say_why_it_could_not_appear(client: Client) -> None:
    late = late_article()
    try_to_publish()
    client.force_login(factory.make_user(Role.PUBLISHER))
    for url in (reverse("admin:index"), url_of(late)):
        assert "not published: Markers without a footnote: lost." in client.get(url).content.decode(), url
    late.refresh_from_db()
    late.footnotes.create(key="lost", text="Нашлась.")
    publishing.return_to_draft(late, by=factory.make_user(Role.EDITOR), reason="Править")
    assert "not published:" not in client.get(url_of(late)).content.decode()


def test_a_user_who_may_not_publish_any_more_is_named() -> None:
    due = approved(publish_at=timezone.now())
    approver = due.state_changes.get(transition="approve").actor
    approver.groups.clear()
    User.objects.filter(pk=approver.pk).update(first_name="Тимур", last_name="Ахметов")
    chief = factory.make_user(Role.PUBLISHER)
    User.objects.filter(pk=chief.pk).update(email="chief@relations.example")
    try_to_publish()
    (letter, *_more) = mail.outbox
    assert letter.to == ["chief@relations.example"]
    assert "Тимур Ахметов" in letter.body


def test_a_mail_server_that_is_down_keeps_no_text_back_and_is_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    late_article()
    fine = approved(publish_at=timezone.now())
    User.objects.update(email="timur@relations.example")

    def down(*_letters: object, **_more: object) -> int:
        raise OSError("no mail server")

    monkeypatch.setattr(EmailMessage, "send", down)
    try_to_publish()
    fine.refresh_from_db()
    assert fine.state == State.PUBLISHED
    assert "OSError: no mail server" in caplog.text


def test_a_collection_appears_with_all_its_articles() -> None:
    collection = factory.make_collection(state=State.DRAFT)
    for place in (1, 2):
        approved(collection=collection, order_in_collection=place)
    collections.publish_with_articles(collection, by=factory.make_user(Role.PUBLISHER))
    collection.refresh_from_db()
    assert collection.state == State.PUBLISHED
    assert {article.state for article in collection.articles.all()} == {State.PUBLISHED}


def test_a_collection_with_an_unapproved_article_does_not_appear_at_all() -> None:
    collection = factory.make_collection(state=State.DRAFT)
    approved(collection=collection, order_in_collection=1)
    factory.make_draft(collection=collection, order_in_collection=2, title="Незаконченная")
    with pytest.raises(ValidationError, match="Незаконченная"):
        collections.publish_with_articles(collection, by=factory.make_user(Role.PUBLISHER))
    assert not collection.articles.filter(state=State.PUBLISHED).exists()


def test_an_article_that_fails_takes_the_others_back_with_it() -> None:
    collection = factory.make_collection(state=State.DRAFT)
    fine = approved(collection=collection, order_in_collection=1)
    approved(collection=collection, order_in_collection=2, body='<p>А<sup data-footnote="x"></sup></p>')
    with pytest.raises(ValidationError):
        collections.publish_with_articles(collection, by=factory.make_user(Role.PUBLISHER))
    fine.refresh_from_db()
    collection.refresh_from_db()
    assert (fine.state, fine.editions.count(), collection.state) == (State.APPROVED, 0, State.DRAFT)
