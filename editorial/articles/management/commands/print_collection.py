"""Print a published collection to a file."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editorial.articles.models import Collection
from editorial.articles.services.pagination import print_book
from editorial.press.format_registry import BOOK_FORMATS


class Command(BaseCommand):
    """`manage.py print_collection SLUG --format pdf|epub|docx --output FILE`."""

    help = "Print a published collection: title page, contents, every published text, colophon."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the collection, the format and the file."""
        parser.add_argument("slug", help="the collection's slug")
        parser.add_argument("--format", choices=tuple(BOOK_FORMATS), default="pdf", dest="form")
        parser.add_argument("--output", type=Path, required=True, help="the file to write")

    def handle(self, **options: Any) -> None:
        """Write the file and say how large it is."""
        slug, form, output = options["slug"], options["form"], options["output"]
        collection = Collection.objects.published().filter(slug=slug).first()
        if collection is None:
            raise CommandError(f"No published collection has the slug “{slug}”.")
        if not output.absolute().parent.is_dir():
            raise CommandError(f"There is no folder {output.absolute().parent}.")
        started = time.perf_counter()
        content = print_book(collection, BOOK_FORMATS[form], origin=settings.SITE_ORIGIN).content
        output.write_bytes(content)
        seconds = time.perf_counter() - started
        self.stdout.write(f"{output}: {len(content):,} bytes in {seconds:.1f} s")
