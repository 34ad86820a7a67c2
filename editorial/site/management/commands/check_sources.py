"""Name what readers see although no source states it."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editorial.agreements.models import Agreement
from editorial.events.models import Event, Mechanism
from editorial.experts.models import Expert
from editorial.indicators.models import Observation


class Command(BaseCommand):
    """`manage.py check_sources`: lists published facts without a source; ends with 1 if there are any."""

    help = "List each published agreement, event, series, value and position that no source states."

    def handle(self, **_options: Any) -> None:
        """Print a line for each; change nothing."""
        lines = list(self._lines())
        for line in lines:
            self.stdout.write(line)
        if lines:
            raise CommandError(f"{len(lines)} published facts have no source: name one, or withdraw them.")
        self.stdout.write("Every published fact has a source.")

    def _lines(self) -> Iterator[str]:
        for model in (Agreement, Event, Mechanism, Observation, Expert):
            for row in model.objects.published().without_source().order_by("slug"):
                named = "; ".join(row.facts_without_source().values())
                yield f"{model._meta.verbose_name}: {row.slug}: {named}"
