"""Task backend without a worker: tasks run in the process that enqueued them."""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend


class AfterCommitBackend(ImmediateBackend):
    """Run a task once the transaction that enqueued it is committed, and not at all where it is rolled back.

    So a caller enqueues within the transaction of its change, whatever the backend: that of a server writes the task
    into the database in the same transaction, so that there is never the one without the other.
    """

    def _execute_task(self, task_result: Any) -> None:
        transaction.on_commit(partial(super()._execute_task, task_result), robust=True)
