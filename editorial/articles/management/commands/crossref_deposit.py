"""Write a deposit for Crossref."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.base import BaseCommand, CommandError

from editorial.articles import crossref
from editorial.articles.models import Article, Collection


class Command(BaseCommand):
    """`manage.py crossref_deposit --collection SLUG… --output FILE`, or `--article SLUG…`."""

    help = "Write the XML by which DOIs are registered with Crossref."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take collections or texts, and the file."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--collection", nargs="+", metavar="SLUG", help="whole collections")
        what.add_argument("--article", nargs="+", metavar="SLUG", help="single texts")
        parser.add_argument("--output", type=Path, required=True, help="the file to write")

    def handle(self, **options: Any) -> None:
        """Write the file."""
        model = Collection if options["collection"] else Article
        slugs = options["collection"] or options["article"]
        rows = list(model._default_manager.filter(slug__in=slugs))
        if unknown := sorted(set(slugs) - {row.slug for row in rows}):
            raise CommandError(f"There is no “{unknown[0]}”.")
        make = crossref.of_collections if options["collection"] else crossref.of_articles
        try:
            written = make(rows, origin=settings.SITE_ORIGIN)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        options["output"].write_bytes(written)
        self.stdout.write(f"{options['output']}: {len(written):,} bytes")
