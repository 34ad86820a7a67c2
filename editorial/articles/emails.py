"""Letters of the desk: whoever has the next step, or began the text, learns what happened to it."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.articles.models import Article
from editorial.workflow.states import Role, Transition

# Who has the next step. Of every step but their own also those who began the text learn.
NEXT: dict[str, tuple[Role, ...]] = {"submit": (Role.EDITOR, Role.PUBLISHER), "approve": (Role.PUBLISHER,)}


def notify_step(article: Article, step: Transition, *, by: User | None) -> int:
    """Write of a step that was not taken on the page of the text itself."""
    return send(article, step, by=by, url=_page_of(article))


def notify_publish_failure(article: Article, refusal: str) -> int:
    """Write why a text could not appear when its time had come, to those who learn of its appearance and may help."""
    subject = _("“%(title)s” could not be published") % {"title": article.title}
    lines = [
        _("Scheduled publication failed for the following reason:"),
        refusal,
        _("The article stays unpublished until this is fixed. You will not receive another e-mail about it."),
        _page_of(article),
    ]
    who = Q(groups__name=Role.PUBLISHER) | _of_schedule(article)
    return _send(subject, lines, _members(who))


def recipients(article: Article, step: Transition, *, by: User | None) -> list[User]:
    """Return whom a step concerns, except whoever took it. One query."""
    who = Q(groups__name__in=NEXT.get(step.name, ()))
    who |= _of_schedule(article) if by is None else Q(pk=article.created_by_id)
    return [user for user in _members(who) if user != by]


def send(article: Article, step: Transition, *, by: User | None, reason: str = "", url: str) -> int:
    """Write to each of those whom the step concerns; returns how many letters went out.

    A step that nobody took is that of a schedule: whoever approved the text learns of it too.
    """
    subject = _("“%(title)s”: %(step)s") % {"title": article.title, "step": step.label}
    who = (by.get_full_name() or by.get_username()) if by else _("On schedule")
    lines = [_("%(by)s: %(step)s.") % {"by": who, "step": step.label}, reason, url]
    return _send(subject, lines, recipients(article, step, by=by))


def _of_schedule(article: Article) -> Q:
    return Q(pk=article.created_by_id) | Q(pk__in=article.state_changes.filter(step="approve").values("by"))


def _members(who: Q) -> list[User]:
    return list(User.objects.filter(who, is_active=True).exclude(email="").order_by("pk").distinct())


def _page_of(article: Article) -> str:
    return settings.SITE_ORIGIN + reverse("admin:articles_article_change", args=[article.pk])


def _send(subject: str, lines: list[str], users: list[User]) -> int:
    body = "\n\n".join(line for line in lines if line)
    # A title is one line, whatever was pasted into it.
    subject = " ".join(subject.split())
    letters = [EmailMessage(subject, body, to=[user.email]) for user in users]
    return get_connection().send_messages(letters) or 0
