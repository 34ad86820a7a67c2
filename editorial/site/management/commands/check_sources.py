"""Name what readers see although no source states it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError


def sourced_models() -> list[type[Any]]:
    """Return the models whose facts need a source: those of which the rows say which have none."""
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "facts_without_source") and hasattr(model._default_manager.all(), "without_source")
    ]


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
        for model in sourced_models():
            for row in model.objects.published().without_source().order_by("slug"):
                named = "; ".join(row.facts_without_source().values())
                yield f"{model._meta.verbose_name}: {row.slug}: {named}"
