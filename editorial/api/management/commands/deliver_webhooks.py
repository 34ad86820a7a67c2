"""Tell webhooks of changes."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from editorial.api.models import Delivery
from editorial.api.webhooks import delivery as webhooks


class Command(BaseCommand):
    """Send what is due, once or again and again; may run any number of times at once."""

    help = "Send the changes of the record to the webhooks of partners."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let it go on."""
        parser.add_argument(
            "--watch", type=float, metavar="SECONDS", help="go on, looking for new changes every so often"
        )

    def handle(self, *, watch: float | None, verbosity: int, **_options: Any) -> None:
        """Deliver, and say what came of it."""
        while True:
            done = [delivery.state == Delivery.State.DELIVERED for delivery in webhooks.deliver()]
            webhooks.prune_deliveries()
            if verbosity and (done or watch is None):
                self.stdout.write(f"{sum(done)} delivered, {len(done) - sum(done)} failed")
            if watch is None:
                return
            close_old_connections()
            time.sleep(watch)
