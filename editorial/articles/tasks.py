"""Background tasks over articles and collections: files to print, letters of the desk.

They are enqueued in the transaction of the change that they follow.
"""

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import override
from django_tasks import task

from editorial.articles import emails
from editorial.articles.models import Article, PrintJob, StateChange
from editorial.articles.services import print_jobs
from editorial.articles.services.publishing import ScheduledPublication
from editorial.queue import letters


@task
def run_print(key: int, origin: str) -> None:
    """Print a file, unless another process is at it or has done so."""
    job = PrintJob.objects.select_related("collection", "article").filter(pk=key).first()
    if job is not None:  # and not deleted with its text
        print_jobs.run_print(job, origin=origin)


@task(priority=letters.PRIORITY)
def send_step(key: int, to: int, on_schedule: bool, origin: str, language: str) -> None:
    """Write to a user of a step of an article, unless either is gone."""
    change = StateChange.objects.select_related("article", "actor").filter(pk=key).first()
    user = User.objects.filter(pk=to, is_active=True).first()
    if change and user:
        with override(language):
            emails.send_step(change, user, on_schedule=on_schedule, origin=origin)


@task(priority=letters.PRIORITY)
def send_publish_failure(key: int, to: int, origin: str, language: str) -> None:
    """Write to a user why an article could not appear, unless it could by now."""
    article = Article.objects.exclude(publish_error="").filter(pk=key).first()
    user = User.objects.filter(pk=to, is_active=True).first()
    if article and user:
        with override(language):
            emails.send_publish_failure(article, user, origin=origin)


def notify_step(article: Article, *, on_schedule: bool = False, origin: str = "") -> None:
    """Write of the last step of an article to those whom it concerns."""
    change = article.state_changes.select_related("article").first()
    if change is None:
        return
    for user in emails.recipients(change, on_schedule=on_schedule):
        send_step.enqueue(
            change.pk, user.pk, on_schedule, origin or settings.SITE_ORIGIN, letters.current_language()
        )


def notify_scheduled(due: ScheduledPublication) -> None:
    """Write that an article has appeared on schedule, or once what stands in its way."""
    if not due.refusal:
        notify_step(due.article, on_schedule=True)
    elif due.is_news:
        for user in emails.failure_recipients(due.article):
            send_publish_failure.enqueue(
                due.article.pk, user.pk, settings.SITE_ORIGIN, letters.current_language()
            )
