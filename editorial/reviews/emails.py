"""Letters of a review: the invitation of an expert, and what was said to those concerned."""

from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from editorial.articles.models import Article
from editorial.articles.services.publishing import editors_of
from editorial.reviews.models import PreviewLink, ReviewComment, ReviewReply
from editorial.reviews.services import Reviewer, reviewers


def invite(link: PreviewLink, *, origin: str) -> int:
    """Send an expert their link, in the language of the text."""
    article = link.article
    with override(article.language):
        sender = link.created_by.get_full_name() or link.created_by.get_username()
        until = date_format(timezone.localtime(link.expires_at), "DATE_FORMAT")
        lines = [
            _("Dear %(name)s,") % {"name": link.name},
            _("%(sender)s invites you to review “%(title)s” before publication.")
            % {"sender": sender, "title": article.title},
            _("You can comment on any paragraph or footnote and approve the text. No account is needed."),
            f"{origin}{link.get_absolute_url()}",
            _("This is a personal link. It is valid until %(until)s.") % {"until": until},
        ]
        subject = _("Review invitation: “%(title)s”") % {"title": article.title}
    return _send([(link.email, subject, "\n\n".join(lines))])


def notify_participants(
    article: Article, said: ReviewComment | ReviewReply, *, by: Reviewer, origin: str
) -> int:
    """Write to the author, the editors and those who spoke before, except whoever has just spoken."""
    thread = said.comment if isinstance(said, ReviewReply) else said
    subject = _("“%(title)s”: comment by %(name)s") % {"title": article.title, "name": said.name}
    done = said.get_act_display() if isinstance(said, ReviewReply) else _("new comment")
    about = thread.quote or thread.passage[:200]
    words = [f"{said.name}: {done}.", f"“{about}”" if about else "", said.text]
    if isinstance(said, ReviewReply):
        words.insert(2, f"{thread.name}: {thread.text}")
    users, links = _concerned(article, thread, by=by)
    desk = origin + reverse("admin:articles_article_change", args=[article.pk])
    letters = [(user.email, desk) for user in users]
    letters += [(link.email, origin + link.get_absolute_url()) for link in links]
    return _send(
        [(email, subject, "\n\n".join(line for line in (*words, url) if line)) for email, url in letters]
    )


def _concerned(
    article: Article, thread: ReviewComment, *, by: Reviewer
) -> tuple[list[User], list[PreviewLink]]:
    keys, links = reviewers(article)
    who = Q(pk__in=keys | editors_of(article)) | Q(pk=article.created_by_id)
    users = User.objects.filter(who, is_active=True).exclude(email="").order_by("pk")
    if isinstance(by, User):
        users = users.exclude(pk=by.pk)
    # An expert hears of their own remarks only.
    theirs = {thread.link_id, *thread.replies.values_list("link", flat=True)} - {None}
    heard = [link for link in links if link.pk in theirs and link != by]
    return list(users), heard


def _send(letters: list[tuple[str, str, str]]) -> int:
    # A title is one line, whatever was pasted into it.
    messages = [EmailMessage(" ".join(subject.split()), body, to=[to]) for to, subject, body in letters]
    return get_connection().send_messages(messages) or 0
