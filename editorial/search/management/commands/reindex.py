"""Rebuild what readers and the desk search in."""

from typing import Any

from django.core.management.base import BaseCommand

from editorial.search import index, sources
from editorial.workflow.search_text import refresh_all


class Command(BaseCommand):
    """Rebuild the search index in one transaction: readers search the old one until it is done.

    Then mend the search texts of the desk, which models keep by themselves, where something went past the models.
    """

    help = "Rebuild the search index from the public record, and mend the search texts of the desk."

    def handle(self, **_options: Any) -> None:
        """Rebuild and say how many documents there are."""
        count = index.rebuild(sources.all_entries())
        self.stdout.write(f"{count} search documents")
        if mended := refresh_all():
            self.stdout.write(f"{mended} search texts of the desk were out of date")
