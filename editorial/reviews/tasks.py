"""Background tasks of a review: its e-mails. They are enqueued in the transaction of the change."""

from django.contrib.auth.models import User
from django.utils.translation import override
from django_tasks import task

from editorial.queue import letters
from editorial.reviews import emails
from editorial.reviews.models import PreviewLink, ReviewComment, ReviewReply
from editorial.reviews.services import Reviewer


@task(priority=letters.PRIORITY)
def send_invitation(key: int, origin: str) -> None:
    """Send an expert their link, unless it was revoked by now."""
    link = PreviewLink.objects.select_related("article", "created_by").filter(pk=key).first()
    if link and link.is_open:
        emails.send_invitation(link, origin=origin)


@task(priority=letters.PRIORITY)
def send_comment(key: int, user: int | None, link: int | None, origin: str, language: str) -> None:
    """Write of a comment to a user or to an expert with a link."""
    _send(ReviewComment.objects.filter(pk=key).first(), user, link, origin, language)


@task(priority=letters.PRIORITY)
def send_reply(key: int, user: int | None, link: int | None, origin: str, language: str) -> None:
    """Write of what follows a comment to a user or to an expert with a link."""
    _send(ReviewReply.objects.filter(pk=key).first(), user, link, origin, language)


def notify_participants(remark: emails.Remark, *, origin: str) -> None:
    """Write of a comment, or of what follows one, to those whom it concerns."""
    send = send_reply if isinstance(remark, ReviewReply) else send_comment
    for to in emails.recipients(remark):
        user, link = (None, to.pk) if isinstance(to, PreviewLink) else (to.pk, None)
        send.enqueue(remark.pk, user, link, origin, letters.current_language())


def _send(
    remark: emails.Remark | None, user: int | None, link: int | None, origin: str, language: str
) -> None:
    """Write of a remark, unless it or who is written to is gone."""
    to = _reader(user, link)
    if remark is None or to is None or (isinstance(to, PreviewLink) and not to.is_open):
        return
    with override(language):
        emails.send_remark(remark, to, origin=origin)


def _reader(user: int | None, link: int | None) -> Reviewer | None:
    if user is not None:
        return User.objects.filter(pk=user, is_active=True).first()
    return PreviewLink.objects.filter(pk=link or 0).first()
