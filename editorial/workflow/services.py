"""The one writer of states."""

from typing import TypeVar

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.workflow import audit_log
from editorial.workflow.models import AuditAction, PublishableModel
from editorial.workflow.roles import get_roles
from editorial.workflow.states import State, Transition

Row = TypeVar("Row", bound=PublishableModel)


def apply_transition(row: Row, step: Transition, *, by: User, reason: str = "") -> Row:
    """Move a locked row along one step of the table and save it; returns the row as saved.

    Runs inside the caller's transaction. Raises PermissionDenied for a role that may not, ValidationError for a
    state from which the step does not lead or for a reason left out.
    """
    if not get_roles(by).intersection(step.roles):
        raise PermissionDenied(_("Your role does not allow this action."))
    # A manager without the row's own filters: the lock must find it in any state.
    locked: Row = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if locked.state not in step.sources:
        raise ValidationError(
            _("“%(step)s” is not available for the status “%(state)s”."),
            code="wrong_state",
            params={"step": step.label, "state": State(locked.state).label},
        )
    if step.needs_reason and not reason.strip():
        raise ValidationError(
            {"reason": _("Enter a reason. It will be saved in the history.")}, code="reason_missing"
        )
    now, source = timezone.now(), locked.state
    locked.state = step.target
    if step.target == State.PUBLISHED:
        locked.published_at = locked.published_at or now
        locked.withdrawn_at, locked.withdrawn_reason = None, ""
    if step.target == State.WITHDRAWN:
        locked.withdrawn_at, locked.withdrawn_reason = now, reason.strip()
    locked.version += 1
    locked.save()
    audit_log.record(
        AuditAction.STEP,
        by=by,
        about=locked,
        detail=f"{step.name}: {source} → {step.target}. {reason}".strip(". "),
    )
    reversion.set_user(by)
    # The bracket tells a step from a save; see `editor_ids` of articles.
    reversion.set_comment(f"[{step.name}] {reason}".rstrip())
    return locked
