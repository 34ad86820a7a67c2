"""E-mails of a review: the invitation of an expert, and notifications of participants."""

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from editorial.articles.services.publishing import editor_ids
from editorial.queue.letters import send_letter
from editorial.reviews.models import PreviewLink, ReviewComment, ReviewReply
from editorial.reviews.services import Reviewer, reviewers

Remark = ReviewComment | ReviewReply


def send_invitation(link: PreviewLink, *, origin: str) -> None:
    """Send an expert their link, in the language of the text."""
    article = link.article
    with override(article.language):
        sender = link.created_by.get_full_name() or link.created_by.get_username()
        until = date_format(timezone.localtime(link.expires_at), "DATE_FORMAT")
        send_letter(
            link.email,
            _("Review invitation: “%(title)s”") % {"title": article.title},
            _("Dear %(name)s,") % {"name": link.name},
            _("%(sender)s invites you to review “%(title)s” before publication.")
            % {"sender": sender, "title": article.title},
            _("You can comment on any paragraph or footnote and approve the text. No account is needed."),
            f"{origin}{link.get_absolute_url()}",
            _("This is a personal link. It is valid until %(until)s.") % {"until": until},
        )


def recipients(remark: Remark) -> list[Reviewer]:
    """Return the author, the editors and those who spoke before, except whoever has just spoken."""
    thread = _thread(remark)
    article = thread.article
    keys, links = reviewers(article)
    who = Q(pk__in=keys | editor_ids(article)) | Q(pk=article.created_by_id)
    users = User.objects.filter(who, is_active=True).exclude(email="").order_by("pk")
    # An expert hears of their own remarks only.
    thread_links = {thread.link_id, *thread.replies.values_list("link", flat=True)} - {None, remark.link_id}
    return [
        *(user for user in users if user.pk != remark.by_id),
        *(link for link in links if link.pk in thread_links),
    ]


def send_remark(remark: Remark, to: Reviewer, *, origin: str) -> None:
    """Write of a comment, or of what follows one."""
    thread = _thread(remark)
    about = thread.quote or thread.passage[:200]
    done, answered = _("new comment"), ""
    if isinstance(remark, ReviewReply):
        done, answered = remark.get_act_display(), f"{thread.name}: {thread.text}"
    path = (
        to.get_absolute_url()
        if isinstance(to, PreviewLink)
        else reverse("admin:articles_article_change", args=[thread.article_id])
    )
    send_letter(
        to.email,
        _("“%(title)s”: comment by %(name)s") % {"title": thread.article.title, "name": remark.name},
        f"{remark.name}: {done}.",
        f"“{about}”" if about else "",
        answered,
        remark.text,
        origin + path,
    )


def _thread(remark: Remark) -> ReviewComment:
    return remark.comment if isinstance(remark, ReviewReply) else remark
