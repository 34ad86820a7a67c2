"""The table of transitions: who may move what from which state to which.

Texts (articles) are reviewed and approved before they are published; records (agreements, events, experts,
organisations, indicators, collections) are published directly. Admin buttons, services and tests read this table.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.workflow.roles import Role, get_roles


class State(models.TextChoices):
    """The state of a text or record."""

    DRAFT = "draft", pgettext_lazy("state", "draft")
    IN_REVIEW = "in_review", pgettext_lazy("state", "in review")
    APPROVED = "approved", pgettext_lazy("state", "approved")
    PUBLISHED = "published", pgettext_lazy("state", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("state", "withdrawn")


@dataclass(frozen=True)
class Transition:
    """A step from one state to another, who may take it, and whether a reason must be given."""

    name: str
    label: str | Promise
    sources: tuple[State, ...]
    target: State
    roles: tuple[Role, ...]
    needs_reason: bool = False


_DESK = (Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR)
_PUBLISHERS = (Role.PUBLISHER, Role.ADMINISTRATOR)

ARTICLE_TRANSITIONS = {
    step.name: step
    for step in (
        Transition("submit", _("Submit for review"), (State.DRAFT,), State.IN_REVIEW, (Role.AUTHOR, *_DESK)),
        Transition(
            "return",
            _("Return to draft"),
            (State.IN_REVIEW, State.APPROVED),
            State.DRAFT,
            _DESK,
            needs_reason=True,
        ),
        Transition("approve", _("Approve"), (State.IN_REVIEW,), State.APPROVED, _PUBLISHERS),
        Transition("publish", _("Publish"), (State.APPROVED,), State.PUBLISHED, _PUBLISHERS),
        Transition(
            "correct",
            _("Publish a correction"),
            (State.PUBLISHED,),
            State.PUBLISHED,
            _PUBLISHERS,
            needs_reason=True,
        ),
        Transition(
            "withdraw", _("Withdraw"), (State.PUBLISHED,), State.WITHDRAWN, _PUBLISHERS, needs_reason=True
        ),
        Transition(
            "restore", _("Restore"), (State.WITHDRAWN,), State.PUBLISHED, _PUBLISHERS, needs_reason=True
        ),
    )
}
RECORD_TRANSITIONS = {
    step.name: step
    for step in (
        Transition("publish", _("Publish"), (State.DRAFT,), State.PUBLISHED, _DESK),
        Transition(
            "withdraw", _("Withdraw"), (State.PUBLISHED,), State.WITHDRAWN, _PUBLISHERS, needs_reason=True
        ),
        Transition(
            "restore", _("Restore"), (State.WITHDRAWN,), State.PUBLISHED, _PUBLISHERS, needs_reason=True
        ),
    )
}


def available_transitions(
    table: dict[str, Transition], state: str, user: User | AnonymousUser
) -> list[Transition]:
    """List the steps that this user may take from this state."""
    roles = get_roles(user)
    return [step for step in table.values() if state in step.sources and roles.intersection(step.roles)]
