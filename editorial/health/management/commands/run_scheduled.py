"""Run one scheduled command and note how it ended; for a systemd timer or cron."""

from argparse import REMAINDER, ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from editorial.health.models import CommandRun
from editorial.health.schedule import BY_COMMAND


class Command(BaseCommand):
    """Call a command; without arguments, with those of the schedule."""

    help = "Run a scheduled command and note when it started and how it ended."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name of the command and what goes to it."""
        parser.add_argument("name")
        parser.add_argument("arguments", nargs=REMAINDER)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Fail as the command fails, after its words are noted."""
        name: str = options["name"]
        scheduled = BY_COMMAND.get(name)
        arguments = options["arguments"] or (scheduled.arguments if scheduled else ())
        CommandRun.objects.claim(name, timezone.now())
        try:
            call_command(name, *arguments, stdout=self.stdout, stderr=self.stderr)
        except Exception as error:
            CommandRun.objects.note_failure(name, f"{type(error).__name__}: {error}")
            raise
        CommandRun.objects.note_success(name, timezone.now())
