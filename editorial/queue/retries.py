"""Tasks that are run again: those that failed, and those whose worker was stopped.

A task claims its row first, so that twice does no harm. What an editor can mend is stored in the row as an error, and
its task has not failed: a failure is that of a mail server or a database, and passes. The worker itself never retries.
"""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

STOPPED_AFTER = timedelta(minutes=10)
OVERDUE_AFTER = timedelta(minutes=15)
FIRST_WAIT, MAX_WAIT = timedelta(minutes=5), timedelta(hours=12)
MAX_ATTEMPTS = 10  # in about three days


def retry_unfinished() -> int:
    """Make the tasks that failed or stopped wait for a worker again, later each time; return how many do."""
    now = timezone.now()
    stopped = DBTaskResult.objects.running().filter(started_at__lt=now - STOPPED_AFTER)
    _fail_exhausted(stopped, now)
    return sum(_enqueue_again(task) for task in (*stopped, *DBTaskResult.objects.failed()))


def count_overdue() -> int:
    """Count the tasks that no worker has taken for long, of which then none may be running."""
    now = timezone.now()
    since = now - OVERDUE_AFTER
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=since)
    return waiting.exclude(run_after__gt=since, run_after__lte=now).count()


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: three times as long each time."""
    return min(FIRST_WAIT * 3.0 ** (attempts - 1), MAX_WAIT)


def is_enqueued(task: Task[..., Any], key: int) -> bool:
    """Say whether a task of this row waits for a worker. One query."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=task.module_path)
    return waiting.filter(args_kwargs__args__0=key).exists()


def _enqueue_again(task: "DBTaskResult[..., Any]") -> bool:
    attempts = len(task.worker_ids)
    if attempts >= MAX_ATTEMPTS:
        return False
    since = task.finished_at or task.started_at or task.enqueued_at
    # Unless another process has just done the same.
    same = DBTaskResult.objects.filter(pk=task.pk, status=task.status, started_at=task.started_at)
    again = same.update(
        status=TaskResultStatus.READY, run_after=since + wait_after(attempts), finished_at=None
    )
    return bool(again)


def _fail_exhausted(stopped: Any, now: datetime) -> None:
    """Let no task that stops its worker each time run for ever."""
    for task in stopped:
        if len(task.worker_ids) >= MAX_ATTEMPTS:
            stopped.filter(pk=task.pk).update(status=TaskResultStatus.FAILED, finished_at=now)
