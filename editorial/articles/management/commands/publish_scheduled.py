"""Publish what was approved for a time that has come, and finish what was put off; for cron or a systemd timer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editorial.articles import emails
from editorial.articles.services import publishing
from editorial.search import reindex_queue
from editorial.workflow.states import ARTICLE_TRANSITIONS

BATCH = 200


class Command(BaseCommand):
    """Publish each approved text whose time has come. It may run as often as one likes, and twice at once."""

    help = "Publish each approved text whose time has come."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Name what was published; fail at the end if something could not be."""
        while reindex_queue.process(BATCH):
            pass
        refused = 0
        for due in publishing.publish_scheduled(timezone.now()):
            if due.refusal:
                refused += 1
                self.stderr.write(f"{due.article.slug}: {due.refusal}")
            else:
                self.stdout.write(f"{due.article.slug}: published")
            self._tell(due)
        if refused:
            raise CommandError(f"Not published: {refused}")

    def _tell(self, due: publishing.ScheduledPublication) -> None:
        """Write to those concerned; a mail server that is down keeps no other text back."""
        try:
            if not due.refusal:
                emails.notify_step(due.article, ARTICLE_TRANSITIONS["publish"], by=None)
            elif due.is_news:
                emails.notify_publish_failure(due.article, due.refusal)
        except OSError as error:
            self.stderr.write(f"{due.article.slug}: no letter was sent: {error}")
