"""E-mails of the desk to the user who has the next step, and to the author of the text."""

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.articles.models import Article, StateChange
from editorial.i18n.stored_messages import localize
from editorial.queue.letters import send_letter
from editorial.workflow.roles import Role
from editorial.workflow.states import ARTICLE_TRANSITIONS

# Who has the next step. Of every step but their own also those who began the text learn.
NEXT: dict[str, tuple[Role, ...]] = {"submit": (Role.EDITOR, Role.PUBLISHER), "approve": (Role.PUBLISHER,)}


def recipients(change: StateChange, *, on_schedule: bool) -> list[User]:
    """Return whom a step concerns, except whoever took it. One query.

    A step that nobody took is that of a schedule: whoever approved the text learns of it too.
    """
    article = change.article
    who = Q(groups__name__in=NEXT.get(change.transition, ()))
    if on_schedule:
        return _members(who | _scheduled_q(article))
    return [user for user in _members(who | Q(pk=article.created_by_id)) if user.pk != change.actor_id]


def failure_recipients(article: Article) -> list[User]:
    """Return who learns that a text could not appear: those who learn of its appearance, and who may help. One query."""
    return _members(Q(groups__name=Role.PUBLISHER) | _scheduled_q(article))


def send_step(change: StateChange, to: User, *, on_schedule: bool, origin: str) -> None:
    """Write of a step."""
    step = ARTICLE_TRANSITIONS[change.transition]
    subject = _("“%(title)s”: %(step)s") % {"title": change.article.title, "step": step.label}
    who = _("On schedule") if on_schedule else (change.actor.get_full_name() or change.actor.get_username())
    line = _("%(by)s: %(step)s.") % {"by": who, "step": step.label}
    reason = "" if on_schedule else change.reason
    send_letter(to.email, subject, line, reason, _page_url(change.article, origin))


def send_publish_failure(article: Article, to: User, *, origin: str) -> None:
    """Write why a text could not appear when its time had come."""
    send_letter(
        to.email,
        _("“%(title)s” could not be published") % {"title": article.title},
        _("Scheduled publication failed for the following reason:"),
        localize(article.publish_error),
        _("The article stays unpublished until this is fixed. You will not receive another e-mail about it."),
        _page_url(article, origin),
    )


def _scheduled_q(article: Article) -> Q:
    return Q(pk=article.created_by_id) | Q(
        pk__in=article.state_changes.filter(transition="approve").values("actor")
    )


def _members(who: Q) -> list[User]:
    return list(User.objects.filter(who, is_active=True).exclude(email="").order_by("pk").distinct())


def _page_url(article: Article, origin: str) -> str:
    return origin + reverse("admin:articles_article_change", args=[article.pk])
