"""Write the database and every file to one archive."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from editorial.site.backup.taking import take_backup

MIN_ARCHIVES = 7  # archives


class Command(BaseCommand):
    """Take a backup while the site runs."""

    help = "Write the database and every file of the record to FILE, as they are at one moment."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the archive, or for how long to keep those of BACKUPS_ROOT."""
        parser.add_argument(
            "file", type=Path, nargs="?", help="by default named for the moment, in BACKUPS_ROOT"
        )
        parser.add_argument(
            "--keep-days", type=int, default=30, help="delete older archives of BACKUPS_ROOT after a new one"
        )
        parser.add_argument(
            "--copy-remote",
            action="store_true",
            help="copy files in object storage too, not only their names",
        )

    def handle(
        self, *, file: Path | None, keep_days: int, copy_remote: bool, verbosity: int, **_options: Any
    ) -> None:
        """Say what the archive has and what it lacks; fail where the database names a file that is lost."""
        is_own = file is None
        if file is None:
            settings.BACKUPS_ROOT.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = settings.BACKUPS_ROOT / f"relations-{timezone.localtime():%Y-%m-%d-%H%M%S}.zip"
        result = take_backup(file.absolute(), copy_remote=copy_remote)
        for name in result.manifest.remote:
            self.stdout.write(f"named, not copied: {name}")
        for lost, row in result.missing.items():
            self.stderr.write(f"missing: {lost} ({row})")
        if result.missing:
            raise CommandError(
                f"{file} is written, but {len(result.missing)} files that the database names are lost."
            )
        if is_own:
            delete_old(settings.BACKUPS_ROOT, keep_days)
        if verbosity:
            self.stdout.write(f"{file}: the database and {len(result.manifest.files())} files.")


def delete_old(folder: Path, keep_days: int) -> None:
    """Delete archives older than so many days, and never the newest MIN_ARCHIVES, whatever the clock says."""
    oldest = (timezone.now() - timedelta(days=keep_days)).timestamp()
    archives = sorted(folder.glob("relations-*.zip"), key=lambda archive: archive.stat().st_mtime)
    for archive in archives[:-MIN_ARCHIVES]:
        if archive.stat().st_mtime < oldest:
            archive.unlink()
