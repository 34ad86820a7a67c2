"""Entries of the audit log in the words of the desk."""

import re

from editorial.workflow.models import AuditAction, AuditEntry
from editorial.workflow.states import ARTICLE_TRANSITIONS, RECORD_TRANSITIONS, State

STATE = "|".join(State.values)

# As `workflow.services.apply_transition` writes it.
STEP = re.compile(
    rf"(?P<name>\w+): (?P<before>{STATE}) → (?P<after>{STATE})(?:\. (?P<reason>.*))?", re.DOTALL
)


def describe_entry(entry: AuditEntry) -> str:
    """Return the details of an entry, those of a transition in the words of the desk."""
    found = STEP.fullmatch(entry.detail) if entry.action == AuditAction.STEP else None
    step = (ARTICLE_TRANSITIONS | RECORD_TRANSITIONS).get(found["name"]) if found else None
    if found is None or step is None:
        return entry.detail
    before, after = (State(found[side]).label for side in ("before", "after"))
    return f"{step.label}: {before} → {after}. {found['reason'] or ''}".rstrip(". ")
