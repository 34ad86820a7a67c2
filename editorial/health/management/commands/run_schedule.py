"""Run what is due by the schedule, again and again; for a container, which has no timers."""

import subprocess
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils import timezone

from editorial.health.models import CommandRun
from editorial.health.schedule import due_commands


class Command(BaseCommand):
    """Start each due command in a process of its own, one after the other; several of these may run at once."""

    help = "Run the scheduled commands when they are due, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the pause between two looks, and whether to look once."""
        parser.add_argument("--pause", type=float, default=20, help="seconds between two looks at the clock")
        parser.add_argument("--once", action="store_true", help="run what is due now and end")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Look at the clock; a database that is away is waited for."""
        while True:
            try:
                self._run_due()
            except DatabaseError as error:
                self.stderr.write(f"The database cannot be reached: {error}")
            connection.close()
            if options["once"]:
                return
            time.sleep(options["pause"])

    def _run_due(self) -> None:
        for scheduled in due_commands(timezone.now()):
            now = timezone.now()
            if CommandRun.objects.claim(scheduled.command, now, unless_started_since=now - scheduled.every):
                connection.close()  # its process has one of its own
                subprocess.run(  # noqa: S603  (names of the schedule)
                    [sys.executable, sys.argv[0], "run_scheduled", scheduled.command], check=False
                )
