"""Print jobs of the desk: requested, run in the background, stored for the text that was printed."""

import logging
import time
from dataclasses import asdict
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.articles import file_builder
from editorial.articles.models import Article, Collection, PrintJob
from editorial.articles.services.pagination import print_book
from editorial.press.format_registry import FORMATS, Format
from editorial.press.remarks import Printed

log = logging.getLogger(__name__)
State = PrintJob.State
STALE_AFTER = timedelta(minutes=3)  # without a result: the process was stopped


@transaction.atomic
def request_print(subject: Article | Collection, form: Format, *, by: User) -> PrintJob:
    """Return the file of the text as readers see it, to be printed unless it is there.

    Raises ValidationError when nothing of it is published.
    """
    is_book = isinstance(subject, Collection)
    editions = list(
        file_builder.book_editions(subject)
        if isinstance(subject, Collection)
        else file_builder.printable_editions().current().filter(article=subject)
    )
    if not editions:
        raise ValidationError(_("There are no published articles to export."))
    tag = (
        _tag(form, subject)
        if isinstance(subject, Collection)
        else file_builder.file_etag(form, editions).strip('"')
    )
    of = {"collection": subject} if is_book else {"article": subject}
    job, _is_new = PrintJob.objects.get_or_create(
        **of, format=form.name, tag=tag, defaults={"requested_by": by}
    )
    if job.state == State.REFUSED or is_stale(job):
        PrintJob.objects.filter(pk=job.pk).update(state=State.WAITING, error="", heartbeat_at=timezone.now())
        job.refresh_from_db()
    return job


def run_print(job: PrintJob, *, origin: str) -> PrintJob:
    """Print the file, unless somebody else is at it, and keep it or the reason why there is none."""
    stopped = Q(state=State.PRINTING, heartbeat_at__lt=timezone.now() - STALE_AFTER)
    claim = PrintJob.objects.filter(Q(state=State.WAITING) | stopped, pk=job.pk)
    if not claim.update(state=State.PRINTING, heartbeat_at=timezone.now()):
        return job
    started = time.perf_counter()
    try:
        printed = _printed(job, origin=origin)
        job.file.save(
            f"{job.pk}-{job.tag[:8]}.{FORMATS[job.format].extension}",
            ContentFile(printed.content),
            save=False,
        )
        job.state, job.error = State.READY, ""
        job.remarks = [asdict(remark) for remark in printed.remarks]
    except Exception:
        log.exception("Printing %s broke off", job.pk)
        job.state, job.error = State.REFUSED, gettext_lazy("Export failed because of an internal error.")
    job.seconds = time.perf_counter() - started
    job.save()
    return job


def _printed(job: PrintJob, *, origin: str) -> Printed:
    form = FORMATS[job.format]
    if job.collection:
        printed = print_book(job.collection, form, origin=origin)
        # Pages that were taken from it change the tag of the book, but not the file.
        job.tag = _tag(form, job.collection)
        return printed
    edition = file_builder.printable_editions().current().get(article_id=job.article_id)
    return file_builder.print_edition(edition, form, origin=origin)


def _tag(form: Format, collection: Collection) -> str:
    return file_builder.file_etag(form, file_builder.book_editions(collection), collection).strip('"')


def is_stale(job: PrintJob) -> bool:
    """Return whether a printing gives no sign of life: its process was stopped."""
    working = job.state in (State.WAITING, State.PRINTING)
    return working and timezone.now() - job.heartbeat_at > STALE_AFTER
