"""Write the search index anew from the public record."""

from typing import Any

from django.core.management.base import BaseCommand

from editorial.search import index
from editorial.site.searchable import search_entries


class Command(BaseCommand):
    """Write the search index anew, in one transaction: readers search the old one until it is done."""

    help = "Write the search index anew from the public record."

    def handle(self, **_options: Any) -> None:
        """Rebuild and say how many documents there are."""
        count = index.rebuild(search_entries())
        self.stdout.write(f"{count} search documents")
