"""Workers of background tasks, run by tests."""

from contextlib import nullcontext
from typing import Any
from unittest import mock

from django.db import connection
from django_tasks_db.management.commands import db_worker

DATABASE_QUEUE: dict[str, Any] = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work_off(name: str = "worker") -> None:
    """Run what waits, as `manage.py db_worker --batch` does."""
    worker = db_worker.Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    # A worker lets go of its connection between two tasks, which here holds the transaction of the test.
    with (
        mock.patch.object(db_worker, "close_old_connections") if connection.in_atomic_block else nullcontext()
    ):
        worker.run()
