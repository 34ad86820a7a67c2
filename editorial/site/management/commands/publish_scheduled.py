"""Publish what was approved for a time that has come, and finish what was put off; for cron or a systemd timer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editorial.articles import notices
from editorial.articles.models import Article
from editorial.articles.services import articles
from editorial.search import stale
from editorial.workflow.states import TEXT

BATCH = 200


class Command(BaseCommand):
    """Publish each approved text whose time has come. It may run as often as one likes, and twice at once."""

    help = "Publish each approved text whose time has come."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Name what was published; fail at the end if something could not be."""
        while stale.write(BATCH):
            pass
        refused = 0
        for article, reason in articles.publish_due(timezone.now()):
            if reason:
                refused += 1
                self.stderr.write(f"{article.slug}: {reason}")
            else:
                self.stdout.write(f"{article.slug}: published")
                self._tell(article)
        if refused:
            raise CommandError(f"Not published: {refused}")

    def _tell(self, article: Article) -> None:
        """Write to those concerned; a mail server that is down keeps no other text back."""
        try:
            notices.tell(article, TEXT["publish"], by=None)
        except OSError as error:
            self.stderr.write(f"{article.slug}: no letter was sent: {error}")
