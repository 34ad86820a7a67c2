"""Publish what was approved for a time that has come, and finish what was put off; for cron or a systemd timer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editorial.articles import tasks
from editorial.articles.services import publishing
from editorial.queue.retries import count_overdue, retry_unfinished
from editorial.search import reindex_queue

BATCH = 200


class Command(BaseCommand):
    """Publish each approved text whose time has come. It may run as often as one likes, and twice at once."""

    help = "Publish each approved text whose time has come; run tasks again that failed or stopped."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Name what was published; fail at the end if something could not be."""
        while reindex_queue.process(BATCH):
            pass
        retry_unfinished()
        refused = 0
        for due in publishing.publish_scheduled(timezone.now(), notify=tasks.notify_scheduled):
            if due.refusal:
                refused += 1
                self.stderr.write(f"{due.article.slug}: {due.refusal}")
            else:
                self.stdout.write(f"{due.article.slug}: published")
        faults = [f"Not published: {refused}"] if refused else []
        if overdue := count_overdue():
            faults.append(f"Tasks that wait for long: {overdue}. Is db_worker running?")
        if faults:
            raise CommandError(" ".join(faults))
