"""The log of changes: what is written, in which order, and that concurrent writers leave no gap and no double."""

import random
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from editorial.articles.services import publishing
from editorial.events.models import Event
from editorial.records import changelog
from editorial.records import services as records
from editorial.records.models import Change, ChangeKind
from editorial.topics.models import Topic
from editorial.workflow.roles import Role
from tests.factory import make_article, make_event, make_topic, make_user, with_source


@transaction.atomic
def and_then_fail(step: Callable[[], Any]) -> None:
    step()
    raise ValidationError("later on")


def log() -> list[tuple[int, str, str, str]]:
    changelog.assign_positions()
    return list(Change.objects.values_list("position", "type", "slug", "kind"))


@pytest.mark.django_db
def test_each_step_that_readers_see_is_in_the_log() -> None:
    article = make_article(slug="corridor")
    publisher = make_user(Role.PUBLISHER)
    article.body = "<p>Исправлено.</p>"
    article.save()
    publishing.correct(article, by=publisher, correction_note="Дата")
    publishing.withdraw(article, by=publisher, reason="Повтор")
    publishing.restore(article, by=publisher, reason="Тайные причины")
    changelog.assign_positions()
    found = list(Change.objects.values_list("position", "slug", "kind", "edition", "note"))
    assert found == [
        (1, "corridor", "published", 1, ""),
        (2, "corridor", "corrected", 2, "Дата"),
        (3, "corridor", "withdrawn", None, "Повтор"),
        (4, "corridor", "restored", None, ""),
    ]


@pytest.mark.django_db
def test_records_and_rows_without_states_are_in_the_log_too() -> None:
    editor = make_user(Role.EDITOR)
    records.publish(with_source(make_event(slug="visit", state="draft")), by=editor)
    topic = make_topic(slug="energy")
    changelog.record_save(topic, is_new=True)
    changelog.record_save(topic)
    changelog.record_deletion(topic)
    assert log() == [
        (1, "event", "visit", "published"),
        (2, "topic", "energy", "created"),
        (3, "topic", "energy", "changed"),
        (4, "topic", "energy", "deleted"),
    ]


@pytest.mark.django_db
def test_drafts_are_not_in_the_log() -> None:
    draft = make_event(state="draft")
    changelog.record_save(draft)
    changelog.record_deletion(draft)
    assert log() == []


@pytest.mark.django_db
def test_a_step_that_fails_gives_its_number_back() -> None:
    event, editor = with_source(make_event(state="draft")), make_user(Role.EDITOR)
    with pytest.raises(ValidationError):
        and_then_fail(lambda: records.publish(event, by=editor))
    records.publish(event, by=editor)
    assert [position for position, *_rest in log()] == [1]


def in_threads(*work: Callable[[], Any]) -> None:
    failures: list[BaseException] = []

    def run(job: Callable[[], Any]) -> None:
        try:
            job()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_concurrent_writers_leave_no_gap_and_no_double_for_one_who_follows() -> None:
    Change.objects.all().delete()
    changelog.record_change(make_topic(), ChangeKind.CREATED)
    start = changelog.last_position()
    publisher = make_user(Role.PUBLISHER)
    rows = [[with_source(make_event()) for _ in range(2)] for _ in range(4)]
    writing = threading.Semaphore(0)
    seen: list[int] = []

    def write(mine: list[Event], seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311
        for _ in range(12):
            event = chance.choice(mine)
            event.refresh_from_db()
            take = records.withdraw if event.is_published else records.restore
            step = partial(take, event, by=publisher, reason="Так надо")
            if chance.random() < 0.25:
                with suppress(ValidationError):
                    and_then_fail(step)
            else:
                step()
        writing.release()

    def follow() -> None:
        cursor, done = start, 0
        while True:
            done += writing.acquire(blocking=False)
            finished = done == len(rows)
            for position in Change.objects.filter(position__gt=cursor).values_list("position", flat=True):
                seen.append(position)
                cursor = position
            if finished:
                return

    writers = [lambda mine=mine, seed=seed: write(mine, seed) for seed, mine in enumerate(rows)]
    in_threads(follow, *writers)
    assert len(seen) > 20
    assert seen == list(range(start + 1, start + 1 + len(seen)))
    assert seen == list(Change.objects.filter(position__gt=start).values_list("position", flat=True))


@pytest.mark.django_db
def test_a_renamed_row_is_found_by_the_slug_it_had() -> None:
    topic = make_topic(slug="oil")
    changelog.record_save(topic)
    Topic.objects.filter(pk=topic.pk).update(slug="energy")
    assert changelog.find_by_former_slug("topic", "oil") == topic.pk
    assert changelog.find_by_former_slug("topic", "gas") is None


@pytest.mark.django_db
def test_a_save_at_the_desk_is_noted_if_readers_see_something_of_it(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))
    shown, draft = make_event(slug="shown"), make_event(slug="draft", state="draft")
    for event in (shown, draft):
        assert save_at_desk(client, event, {"number": "", "title_ru": "Новое название"}).status_code == 302
    assert log() == [(1, "event", "shown", "changed")]


@pytest.mark.django_db
def test_a_save_of_the_working_copy_is_not_noted(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))
    article = make_article(slug="corridor")
    before = log()
    assert save_at_desk(client, article, {"body": "<p>Черновая правка.</p>"}).status_code == 302
    assert log() == before
    assert save_at_desk(client, article, {"first_page": "7", "last_page": "9"}).status_code == 302
    assert log()[-1][1:] == ("article", "corridor", "changed")


def save_at_desk(client: Client, row: Any, given: dict[str, str]) -> Any:
    """Send the form of a row as the desk shows it, with some values changed."""
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    page = lxml_html.fromstring(client.get(address).content.decode())
    form = next(form for form in page.forms if form.get("id", "").endswith("_form"))
    values = {name: value or "" for name, value in form.form_values() if not name.startswith("_step")}
    return client.post(address, {**values, **given, "_save": "1"})
