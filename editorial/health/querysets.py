"""Queries and claims of scheduled commands."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q


class CommandRunQuerySet(models.QuerySet[Any]):
    """Runs of scheduled commands."""

    def claim(self, command: str, now: datetime, *, unless_started_since: datetime | None = None) -> bool:
        """Note that the command starts; False where another process started it since that moment."""
        self.get_or_create(command=command)
        free = self.filter(command=command)
        if unless_started_since is not None:
            free = free.filter(Q(started_at=None) | Q(started_at__lte=unless_started_since))
        return bool(free.update(started_at=now))

    def note_success(self, command: str, now: datetime) -> None:
        """Note that the command came to its end."""
        self.filter(command=command).update(succeeded_at=now, failure="")

    def note_failure(self, command: str, failure: str) -> None:
        """Note why the command failed, in its own words."""
        self.filter(command=command).update(failure=failure[:2000])
