"""Check whether the links of published records still work."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from editorial.linkcheck import checker


class Command(BaseCommand):
    """`manage.py check_links [--limit N] [--older-than DAYS] [--pace SECONDS]`."""

    help = "Ask for each link of published notes, sources and texts, politely, and keep what came of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the limit, the age of results and the pace."""
        parser.add_argument("--limit", type=int, default=500, help="ask for no more than this many")
        parser.add_argument(
            "--older-than", type=float, default=7, help="days after which a link is asked again"
        )
        parser.add_argument(
            "--pace", type=float, default=checker.PACE, help="seconds between questions to one host"
        )

    def handle(self, **options: Any) -> None:
        """Check the links and name each that fails."""
        older_than = timezone.now() - timedelta(days=options["older_than"])
        checked = dead = 0
        for link in checker.check_due_links(
            limit=options["limit"], older_than=older_than, pace=options["pace"]
        ):
            checked += 1
            dead += link.is_dead
            if link.failures:
                self.stdout.write(f"{link.code or 'no answer'}: {link.url} {link.error}".rstrip())
        self.stdout.write(f"{checked} links asked, {dead} lead nowhere")
