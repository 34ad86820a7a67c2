"""Manuscripts read by workers: uploaded, killed, taken up again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from editorial.intake import services, tasks
from editorial.intake.models import ManuscriptFile
from tests.intake.uploads import form_of, page, upload
from tests.workers import DATABASE_QUEUE, work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Leave every file to a worker, as a server leaves large ones; the worker is to be called."""
    settings.TASKS = DATABASE_QUEUE
    monkeypatch.setattr("editorial.intake.admin.READ_AT_ONCE_BYTES", 0)
    return work_off


def status_of(desk: Client, row: ManuscriptFile) -> tuple[str, bool]:
    status = desk.get(reverse("admin:intake_manuscriptfile_status", args=[row.pk])).json()
    return status["state"], status["stale"]


def let_pass(row: ManuscriptFile, **values: Any) -> None:
    """Let five minutes pass without a sign of life."""
    ManuscriptFile.objects.filter(pk=row.pk).update(
        heartbeat_at=timezone.now() - timedelta(minutes=5), **values
    )


def test_a_worker_reads_what_was_uploaded(desk: Client, worker: Callable[[], None]) -> None:
    row, broken = upload(desk), upload(desk, b"%PDF-1.7 no more", "обрывок.pdf")
    let_pass(row)
    assert status_of(desk, row) == ("waiting", False)
    worker()
    assert (status_of(desk, row), status_of(desk, broken)) == (("read", False), ("refused", False))
    broken.refresh_from_db()
    assert (
        broken.error
        in desk.get(reverse("admin:intake_manuscriptfile_change", args=[broken.pk])).content.decode()
    )
    assert len(desk.get(page(row)).context["blocks"]) > 1


def test_a_file_of_a_killed_worker_is_read_by_the_next_and_decisions_stay(
    desk: Client, worker: Callable[[], None]
) -> None:
    row = upload(desk)
    let_pass(row, state="reading")  # by a worker that was killed
    assert status_of(desk, row) == ("reading", True)
    worker()
    assert status_of(desk, row) == ("read", False)
    desk.post(page(row), form_of(desk, row) | {"title": "Решено"})
    tasks.parse_manuscript.enqueue(row.pk)  # the same once more
    worker()
    row.refresh_from_db()
    assert services.load_draft(row).items[0].title == "Решено"
    desk.post(reverse("admin:intake_manuscriptfile_read", args=[row.pk]))
    worker()
    row.refresh_from_db()
    assert services.load_draft(row).items[0].title != "Решено"


def test_a_file_that_no_task_waits_for_can_be_processed_again(
    desk: Client, worker: Callable[[], None]
) -> None:
    row = upload(desk)
    DBTaskResult.objects.all().delete()
    let_pass(row)
    assert status_of(desk, row) == ("waiting", True)
    desk.post(reverse("admin:intake_manuscriptfile_read", args=[row.pk]))
    worker()
    assert status_of(desk, row) == ("read", False)
