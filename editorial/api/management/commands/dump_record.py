"""Write the dump of the whole record."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from editorial.api.dumps import writer


class Command(BaseCommand):
    """Write the whole public record into one ZIP, from where /api/dumps/record.zip serves it."""

    help = "Write the whole public record as NDJSON and CSV in a ZIP with its description."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let the folder be named."""
        parser.add_argument("--to", type=Path, default=Path(settings.DUMPS_ROOT), help="another folder")

    def handle(self, **options: Any) -> None:
        """Write it and say where it is."""
        path = writer.write_dump(options["to"])
        self.stdout.write(f"{path} ({path.stat().st_size} bytes, sha256 {writer.file_digest(path)})")
