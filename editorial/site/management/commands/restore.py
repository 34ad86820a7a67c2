"""Read the database and every file back from an archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from editorial.site.backup.restoring import restore_backup


class Command(BaseCommand):
    """Restore a backup into an empty database and empty folders."""

    help = "Restore what `backup` wrote to FILE; the database must be empty, and the service stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the archive."""
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_options: Any) -> None:
        """Say what was restored, and what remains to be done."""
        restored = restore_backup(file.absolute())
        manifest = restored.manifest
        self.stdout.write(f"Restored the database of {manifest.made_at} and {len(manifest.files())} files.")
        if not manifest.has_known_key():
            self.stderr.write(
                "The backup was made under another SECRET_KEY: everybody has to sign in again, and the secrets of"
                " webhooks are others, until that key stands in SECRET_KEY_FALLBACKS."
            )
        if restored.has_older_schema:
            self.stdout.write("The backup has an older schema: run `manage.py migrate` now.")
        for name in manifest.remote:
            self.stdout.write(f"not in the backup, expected in object storage: {name}")
        for lost, row in restored.missing.items():
            self.stderr.write(f"missing: {lost} ({row})")
