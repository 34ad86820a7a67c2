"""Write the database and every file to one archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from editorial.site.backup.taking import take_backup


class Command(BaseCommand):
    """Take a backup while the site runs."""

    help = "Write the database and every file of the record to FILE, as they are at one moment."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the archive."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--copy-remote",
            action="store_true",
            help="copy files in object storage too, not only their names",
        )

    def handle(self, *, file: Path, copy_remote: bool, verbosity: int, **_options: Any) -> None:
        """Say what the archive has and what it lacks; fail where the database names a file that is lost."""
        result = take_backup(file.absolute(), copy_remote=copy_remote)
        for name in result.manifest.remote:
            self.stdout.write(f"named, not copied: {name}")
        for lost, row in result.missing.items():
            self.stderr.write(f"missing: {lost} ({row})")
        if result.missing:
            raise CommandError(
                f"{file} is written, but {len(result.missing)} files that the database names are lost."
            )
        if verbosity:
            self.stdout.write(f"{file}: the database and {len(result.manifest.files())} files.")
