"""Letters of a review: sent by a worker to those whom they still concern."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from editorial.reviews import services as review
from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import url_of
from tests.workers import DATABASE_QUEUE, work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings: Any, client: Client) -> Client:
    """Return an editor at the desk of a server, whose letters wait for a worker."""
    settings.TASKS = DATABASE_QUEUE
    client.force_login(factory.make_user(Role.EDITOR))
    return client


def test_an_invitation_is_sent_by_the_worker_unless_the_link_was_revoked(
    desk: Client, stranger: Client
) -> None:
    text = factory.make_draft()
    for name in ("saule", "daniyar"):
        desk.post(url_of(text, "links"), {"name": name, "email": f"{name}@example.org"})
    assert mail.outbox == []
    text.preview_links.filter(name="daniyar").update(revoked_at=timezone.now())
    work_off()
    (letter,) = mail.outbox
    path = text.preview_links.get(name="saule").get_absolute_url()
    assert (letter.to, path in letter.body) == (["saule@example.org"], True)
    assert stranger.get(path).status_code == 200


def test_a_remark_of_an_expert_and_the_answer_reach_both_sides(desk: Client, stranger: Client) -> None:
    author = factory.make_user(Role.AUTHOR, name="aigul")
    User.objects.filter(pk=author.pk).update(email="aigul@relations.example")
    text = factory.make_draft(created_by=author)
    link = factory.make_preview_link(text, email="saule@example.org")
    stranger.post(link.get_absolute_url(), {"act": "comment", "text": "Откуда это?"})
    work_off()
    (letter,) = mail.outbox
    assert (letter.to, "Откуда это?" in letter.body) == (["aigul@relations.example"], True)
    mail.outbox.clear()
    comment = text.review_comments.get()
    desk.post(url_of(text, "comments"), {"act": "reply", "comment": comment.pk, "text": "Из отчёта"})
    review.revoke(link)
    work_off()
    assert [letter.to for letter in mail.outbox] == [["aigul@relations.example"]]
    assert "Из отчёта" in mail.outbox[0].body
    assert "Откуда это?" in mail.outbox[0].body
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_what_was_refused_is_sent_to_nobody(desk: Client) -> None:
    text = factory.make_draft(created_by=factory.make_user(Role.AUTHOR, name="aigul"))
    desk.post(url_of(text, "comments"), {"act": "comment", "text": ""})
    assert not DBTaskResult.objects.exists()
