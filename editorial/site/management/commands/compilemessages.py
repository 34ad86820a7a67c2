"""Django's command of the same name, without GNU gettext."""

from typing import Any

from django.core.management.base import BaseCommand

from editorial.site import catalogues


class Command(BaseCommand):
    """Compile the catalogues that changed."""

    help = "Compile the catalogues that changed since they were last compiled."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compile, and say what."""
        if compiled := catalogues.compile_changed():
            self.stdout.write(f"Compiled the catalogues: {', '.join(compiled)}")
