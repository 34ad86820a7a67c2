"""Compare the files on disk with those that the database names."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editorial.site.backup.files import expected_files, missing_files


class Command(BaseCommand):
    """Name each file that a row expects and its storage lacks."""

    help = "Name each file that the database expects and the disk or the object storage lacks."

    def handle(self, **_options: Any) -> None:
        """Fail where one is missing."""
        missing = missing_files()
        for file, row in missing.items():
            self.stderr.write(f"missing: {file} ({row})")
        if missing:
            raise CommandError(f"{len(missing)} files are missing.")
        self.stdout.write(f"All {len(expected_files())} files that the database names are there.")
