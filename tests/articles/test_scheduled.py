"""Texts that appear by themselves, and collections that appear as a whole."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from editorial.articles.models import Article
from editorial.articles.services import articles, collections
from editorial.workflow.states import Role, State
from tests import factory

pytestmark = pytest.mark.django_db


def approved(**given: object) -> Article:
    draft = factory.make_draft(**given)
    articles.submit(draft, by=factory.make_user(Role.EDITOR))
    return articles.approve(draft, by=factory.make_user(Role.PUBLISHER))


def publish_scheduled() -> str:
    out = StringIO()
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
    assert edition.published_by == due.state_changes.get(step="approve").by


def test_the_author_and_whoever_approved_it_learn_that_a_text_has_appeared() -> None:
    author = factory.make_user(Role.AUTHOR, name="aigul")
    User.objects.filter(pk=author.pk).update(email="aigul@relations.example")
    due = approved(publish_at=timezone.now(), created_by=author)
    approver = due.state_changes.get(step="approve").by
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


def test_a_collection_appears_with_all_its_articles() -> None:
    collection = factory.make_collection(state=State.DRAFT)
    for place in (1, 2):
        approved(collection=collection, order_in_collection=place)
    collections.publish_whole(collection, by=factory.make_user(Role.PUBLISHER))
    collection.refresh_from_db()
    assert collection.state == State.PUBLISHED
    assert {article.state for article in collection.articles.all()} == {State.PUBLISHED}


def test_a_collection_with_an_unapproved_article_does_not_appear_at_all() -> None:
    collection = factory.make_collection(state=State.DRAFT)
    approved(collection=collection, order_in_collection=1)
    factory.make_draft(collection=collection, order_in_collection=2, title="Незаконченная")
    with pytest.raises(ValidationError, match="Незаконченная"):
        collections.publish_whole(collection, by=factory.make_user(Role.PUBLISHER))
    assert not collection.articles.filter(state=State.PUBLISHED).exists()


def test_an_article_that_fails_takes_the_others_back_with_it() -> None:
    collection = factory.make_collection(state=State.DRAFT)
    fine = approved(collection=collection, order_in_collection=1)
    approved(collection=collection, order_in_collection=2, body='<p>А<sup data-footnote="x"></sup></p>')
    with pytest.raises(ValidationError):
        collections.publish_whole(collection, by=factory.make_user(Role.PUBLISHER))
    fine.refresh_from_db()
    collection.refresh_from_db()
    assert (fine.state, fine.editions.count(), collection.state) == (State.APPROVED, 0, State.DRAFT)
