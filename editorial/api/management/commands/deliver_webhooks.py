"""Deliver changes to webhooks."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from editorial.api.webhooks import tasks
from editorial.api.webhooks.delivery import prune_deliveries


class Command(BaseCommand):
    """Enqueue what is due, once or again and again; may run any number of times at once."""

    help = "Have the changes of the record sent to the webhooks of partners."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let it go on."""
        parser.add_argument(
            "--watch", type=float, metavar="SECONDS", help="go on, looking for new changes every so often"
        )

    def handle(self, *, watch: float | None, verbosity: int, **_options: Any) -> None:
        """Say to how many webhooks anything is sent."""
        while True:
            count = tasks.enqueue_due()
            prune_deliveries()
            if verbosity and (count or watch is None):
                self.stdout.write(f"Webhooks with deliveries due: {count}")
            if watch is None:
                return
            close_old_connections()
            time.sleep(watch)
