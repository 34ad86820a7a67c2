"""Django's command of the same name, without GNU gettext."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from editorial.i18n import catalogues


class Command(BaseCommand):
    """Bring the catalogues up to date with the sources, or check that they are."""

    help = "Bring the catalogues of all languages up to date with the sources."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--check`."""
        parser.add_argument("--check", action="store_true", help="change nothing, fail on what is amiss")

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        """Write the catalogues, or list what is amiss with them."""
        if check:
            if amiss := list(catalogues.missing_translations()):
                raise CommandError("The catalogues are not complete:\n" + "\n".join(amiss))
            return
        for language, lacking in catalogues.write_all().items():
            self.stdout.write(f"{language}: {lacking} without a translation")
