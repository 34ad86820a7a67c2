"""Django's command of the same name, without GNU gettext."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed

from editorial.i18n import catalogues


class Command(BaseCommand):
    """Compile the catalogues that changed."""

    help = "Compile the catalogues that changed since they were last compiled."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compile, say what, and let this process forget the catalogues that it has read already."""
        if compiled := catalogues.compile_changed():
            translation_file_changed(sender=None, file_path=Path("django.mo"))
            self.stdout.write(f"Compiled the catalogues: {', '.join(compiled)}")
