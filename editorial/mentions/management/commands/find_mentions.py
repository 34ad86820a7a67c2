"""Search texts for mentions of what the record knows."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editorial.articles.models import Article
from editorial.mentions import services
from editorial.mentions.gazetteer_builder import gazetteer
from editorial.workflow.states import State


class Command(BaseCommand):
    """`manage.py find_mentions [--article SLUG]`."""

    help = "Propose mentions of experts, organisations, agreements, events and places in one text or in all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the article, or none for all."""
        parser.add_argument(
            "--article", metavar="SLUG", help="only this article; every state but withdrawn else"
        )

    def handle(self, **options: Any) -> None:
        """Search, and say what was found in each."""
        texts = Article.objects.exclude(state=State.WITHDRAWN).order_by("pk")
        if options["article"]:
            texts = texts.filter(slug=options["article"])
            if not texts.exists():
                raise CommandError(f"No article has the slug “{options['article']}”.")
        started = time.perf_counter()
        known = gazetteer()
        self.stdout.write(f"{len(known.entities)} names known ({time.perf_counter() - started:.1f} s)")
        for article in texts.iterator(chunk_size=100):
            done = services.search(article, known)
            self.stdout.write(f"{article.slug}: {done.found} found, {done.proposed} to decide")
