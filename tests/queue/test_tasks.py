"""Background tasks: run once, after their change, by any worker; none is lost with a worker or a mail server."""

import os
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from editorial.articles import tasks
from editorial.articles.models import Article, Collection, PrintJob
from editorial.articles.services import publishing
from editorial.queue import retries
from editorial.workflow.roles import Role
from tests import factory
from tests.databases import database_url
from tests.desk_client import url_of
from tests.serving import ROOT
from tests.workers import DATABASE_QUEUE, work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(settings: Any) -> None:
    """Write tasks into the database, as a server does."""
    settings.TASKS = DATABASE_QUEUE


def make_book() -> Collection:
    collection = factory.make_collection()
    factory.make_article(collection=collection, order_in_collection=1)
    return collection


def print_book(client: Client, collection: Collection) -> PrintJob:
    client.post(url_of(collection, "print"), {"form": "epub"})
    return collection.print_jobs.get()


def member(role: Role, name: str) -> User:
    user = factory.make_user(role, name=name)
    User.objects.filter(pk=user.pk).update(email=f"{name}@relations.example")
    return user


def submitted(*names: str) -> Article:
    """Return a text that was submitted, of which as many editors are to learn."""
    for name in names:
        member(Role.EDITOR, name)
    draft = factory.make_draft()
    publishing.submit(draft, by=factory.make_user(Role.EDITOR))
    return draft


def written_to() -> list[str]:
    return sorted(letter.to[0] for letter in mail.outbox)


def pass_time(**by: float) -> None:
    """Let the given time pass for all tasks, and for the files they print."""
    ago = timedelta(**by)
    for task in DBTaskResult.objects.all():
        for name in ("enqueued_at", "started_at", "finished_at", "run_after"):
            moment = getattr(task, name)
            if moment and moment.year < 9999:
                setattr(task, name, moment - ago)
        task.save()
    for job in PrintJob.objects.all():
        PrintJob.objects.filter(pk=job.pk).update(heartbeat_at=job.heartbeat_at - ago)


# What is enqueued


def test_an_editor_gets_a_file_that_the_worker_prints(queue: None, client: Client, editor: User) -> None:
    client.force_login(editor)
    collection = make_book()
    job = print_book(client, collection)
    status = url_of(collection, "print_status", str(job.pk))
    assert client.get(status).json()["state"] == "waiting"
    work_off()
    assert client.get(status).json()["state"] == "ready"
    got = client.get(url_of(collection, "print_file", str(job.pk)))
    assert b"".join(got.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_without_a_worker_the_file_is_there_when_the_request_ends(client: Client, editor: User) -> None:
    client.force_login(editor)
    collection = make_book()
    job = print_book(client, collection)
    assert job.state == PrintJob.State.READY
    assert (
        url_of(collection, "print_file", str(job.pk))
        in client.get(url_of(collection, "print")).content.decode()
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_on_server", [True, False])
def test_a_change_that_is_rolled_back_has_no_task(settings: Any, is_on_server: bool) -> None:
    if is_on_server:
        settings.TASKS = DATABASE_QUEUE
    draft = submitted("emil")
    with transaction.atomic():
        tasks.notify_step(draft)
        transaction.set_rollback(True)
    work_off()
    assert (written_to(), DBTaskResult.objects.count()) == ([], 0)
    with transaction.atomic():
        tasks.notify_step(draft)
        assert written_to() == []
    work_off()
    assert written_to() == ["emil@relations.example"]


def test_a_file_that_waits_for_a_worker_is_not_called_stopped_and_not_enqueued_twice(
    queue: None, client: Client, editor: User
) -> None:
    client.force_login(editor)
    collection = make_book()
    job = print_book(client, collection)
    pass_time(hours=2)
    assert not client.get(url_of(collection, "print_status", str(job.pk))).json()["stale"]
    print_book(client, collection)
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.all().delete()
    pass_time(hours=2)
    assert client.get(url_of(collection, "print_status", str(job.pk))).json()["stale"]
    print_book(client, collection)
    work_off()
    job.refresh_from_db()
    assert job.state == PrintJob.State.READY


def test_a_letter_speaks_the_language_of_the_user_who_took_the_step(
    queue: None, client: Client, catalogues: None
) -> None:
    member(Role.EDITOR, "emil")
    author = factory.make_user(Role.AUTHOR, name="aigul")
    draft = factory.make_draft(created_by=author)
    client.force_login(author)
    client.cookies["django_language"] = "az"
    client.post(url_of(draft, "step", "submit"), {"opened_version": draft.version})
    work_off()
    (letter,) = mail.outbox
    assert "Baxışa göndərin" in letter.subject, letter.subject


# What is done once


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_do_each_task_once(queue: None) -> None:
    tasks.notify_step(submitted(*(f"editor{number}" for number in range(12))))
    failures: list[BaseException] = []

    def run(name: str) -> None:
        try:
            work_off(name)
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(f"worker {number}",)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures
    assert len(written_to()) == len(set(written_to())) == 12


def test_a_task_that_comes_twice_prints_once(
    queue: None, client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(editor)
    job = print_book(client, make_book())
    tasks.run_print.enqueue(job.pk, "https://example.org")
    work_off()
    job.refresh_from_db()
    first = job.file.name
    monkeypatch.setattr("editorial.articles.file_builder.print_collection", lambda *_args, **_named: 1 / 0)
    tasks.run_print.enqueue(job.pk, "https://example.org")
    work_off()
    job.refresh_from_db()
    assert (job.state, job.file.name) == (PrintJob.State.READY, first)
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


# What is done again


def test_letters_wait_until_the_mail_server_is_back_and_none_goes_twice(
    queue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.notify_step(submitted("emil", "timur"))
    send = EmailMessage.send

    def refuse(letter: EmailMessage, **options: Any) -> int:
        if letter.to == ["timur@relations.example"]:
            raise ConnectionRefusedError("no mail server")
        return send(letter, **options)

    with monkeypatch.context() as down:
        down.setattr(EmailMessage, "send", refuse)
        work_off()
        call_command("publish_scheduled")
        work_off()  # not yet
        assert DBTaskResult.objects.get(status="READY").worker_ids == ["worker"]
        pass_time(minutes=6)
        work_off()
    assert written_to() == ["emil@relations.example"]
    failed = DBTaskResult.objects.get(status="FAILED")
    assert "ConnectionRefusedError: no mail server" in failed.traceback
    call_command("publish_scheduled")
    pass_time(minutes=16)
    work_off()
    assert written_to() == ["emil@relations.example", "timur@relations.example"]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_a_task_that_always_fails_is_left_in_the_end(queue: None, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.notify_step(submitted("emil"))

    def down(*_args: Any, **_options: Any) -> int:
        raise OSError("no mail server")

    monkeypatch.setattr(EmailMessage, "send", down)
    began = timezone.now()
    for _ in range(retries.MAX_ATTEMPTS + 2):
        work_off()
        retries.retry_unfinished()
        pass_time(hours=12)
    task = DBTaskResult.objects.get()
    assert (task.status, len(task.worker_ids)) == ("FAILED", retries.MAX_ATTEMPTS)
    waits = [retries.wait_after(attempts) for attempts in range(1, retries.MAX_ATTEMPTS)]
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=4)
    assert began <= timezone.now()


def test_a_letter_of_what_is_gone_or_no_longer_true_is_not_sent(queue: None) -> None:
    draft = submitted("emil")
    tasks.notify_step(draft)
    late = factory.make_draft(publish_error="Нет метки")
    tasks.send_publish_failure.enqueue(late.pk, member(Role.PUBLISHER, "timur").pk, "", "ru")
    Article.objects.filter(pk=late.pk).update(publish_error="")
    User.objects.filter(username="emil").update(is_active=False)
    work_off()
    assert written_to() == []
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_the_timer_complains_where_no_worker_runs(queue: None) -> None:
    tasks.notify_step(submitted("emil"))
    call_command("publish_scheduled")
    pass_time(minutes=16)
    with pytest.raises(CommandError, match="Tasks that wait for long: 1"):
        call_command("publish_scheduled")
    work_off()
    call_command("publish_scheduled")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_file_whose_worker_was_killed_is_printed_by_the_next(
    queue: None, client: Client, editor: User
) -> None:
    client.force_login(editor)
    collection = make_book()
    job = print_book(client, collection)
    environment = {**os.environ, "DEBUG": "1", "DATABASE_URL": database_url()}
    with subprocess.Popen([sys.executable, "-c", SLOW_WORKER], cwd=ROOT, env=environment) as worker:
        while job.state == PrintJob.State.WAITING and worker.poll() is None:
            time.sleep(0.1)
            job.refresh_from_db()
        worker.kill()
    assert job.state == PrintJob.State.PRINTING
    retries.retry_unfinished()
    work_off()  # it may still be alive
    assert DBTaskResult.objects.get().status == "RUNNING"
    pass_time(minutes=11)
    assert client.get(url_of(collection, "print_status", str(job.pk))).json()["stale"]
    call_command("publish_scheduled")
    work_off()
    job.refresh_from_db()
    assert job.state == PrintJob.State.READY
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


SLOW_WORKER = """
import os, time
os.environ["DJANGO_SETTINGS_MODULE"] = "relations.settings"
from django.conf import settings
settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
import django
django.setup()
from editorial.articles import file_builder
file_builder.print_collection = lambda *args, **named: time.sleep(600)
from tests.workers import work_off
work_off("killed")
"""


def test_a_task_that_kills_its_workers_is_left_in_the_end(queue: None) -> None:
    tasks.notify_step(submitted("emil"))
    names = [f"worker {number}" for number in range(retries.MAX_ATTEMPTS)]
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now(), worker_ids=names)
    retries.retry_unfinished()
    assert DBTaskResult.objects.get().status == "RUNNING"
    pass_time(minutes=11)
    retries.retry_unfinished()
    task = DBTaskResult.objects.get()
    assert (task.status, task.finished_at is None) == ("FAILED", False)
    pass_time(days=15)
    call_command("prune_db_task_results", verbosity=0)
    assert not DBTaskResult.objects.exists()
