"""Read a manuscript: show what was understood, or make draft articles of it."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from editorial.articles.models import Collection
from editorial.intake import services
from editorial.intake.drafts import make_drafts
from editorial.intake.models import ManuscriptFile
from editorial.manuscripts.cli_output import to_json
from editorial.manuscripts.draft import Manuscript
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.parse import read_manuscript


class Command(BaseCommand):
    """`manage.py import_manuscript FILE [--collection SLUG] [--dry-run] [--json]`."""

    help = "Reads a manuscript (.docx, .odt, .rtf, .pdf, .txt) and makes draft articles of it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file and what to do with it."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--collection", metavar="SLUG", default="", help="the collection the articles go into"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would be made, and make nothing"
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="print what was understood; stores nothing"
        )

    def handle(self, *, file: Path, collection: str, dry_run: bool, as_json: bool, **_options: Any) -> None:
        """Read, then print or store."""
        manuscript = self._read(file)
        if as_json:
            self.stdout.write(json.dumps(to_json(manuscript), ensure_ascii=False, indent=1))
            return
        self._report(manuscript)
        if not dry_run:
            self._store(file, collection)

    def _store(self, file: Path, slug: str) -> None:
        """Keep the file and make the drafts, as the desk does."""
        collection = Collection.objects.filter(slug=slug).first() if slug else None
        if slug and collection is None:
            raise CommandError(f"There is no collection {slug!r}.")
        with file.open("rb") as original:
            row, is_new = services.receive(File(original, name=file.name), by=None)
        if not is_new and row.state == ManuscriptFile.State.DRAFTED:
            raise CommandError(
                f"{file}: this file was imported on {row.uploaded_at:%Y-%m-%d} already (number {row.pk})."
            )
        if row.state == ManuscriptFile.State.REFUSED:
            services.restart(row)
        row = services.parse_manuscript(row)
        if row.state != ManuscriptFile.State.READ:
            raise CommandError(row.error or f"{file}: the file is being read elsewhere.")
        try:
            articles = make_drafts(row, by=None, collection=collection, new_collection=collection is None)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        for article in articles:
            self.stdout.write(f"draft {article.slug}")

    def _read(self, file: Path) -> Manuscript:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        try:
            return read_manuscript(data, file.name, progress=self._progress if sys.stderr.isatty() else None)
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"\r{done}/{total}", ending="" if done < total else "\n")

    def _report(self, manuscript: Manuscript) -> None:
        for item in manuscript.items:
            names = ", ".join(contributor.name for contributor in item.contributors)
            self.stdout.write(f"{item.title or '—'} | {names} | {item.genre} | {len(item.footnotes)} notes")
            for remark in item.remarks:
                self.stdout.write(f"    {remark.line}: {remark.message}")
