"""Rows of the commands that run by the clock."""

from django.db import models

from editorial.health.querysets import CommandRunQuerySet
from editorial.values.text_fields import CharField, TextField


class CommandRun(models.Model):
    """The last run of a scheduled command: what tells a timer that never runs from one with nothing to do."""

    command = CharField(max_length=80, unique=True)
    started_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failure = TextField(blank=True)

    objects = CommandRunQuerySet.as_manager()

    class Meta:
        ordering = ("command",)

    def __str__(self) -> str:
        return self.command
