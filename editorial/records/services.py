"""The steps that records take which have no editions: the only writer of their state."""

from typing import TypeVar

import reversion
from django.contrib.auth.models import User
from django.db import transaction

from editorial.records import changelog
from editorial.workflow.models import PublishableModel
from editorial.workflow.services import apply_transition
from editorial.workflow.sourcing import refuse_unsourced
from editorial.workflow.states import RECORD_TRANSITIONS

Row = TypeVar("Row", bound=PublishableModel)


def change_state(row: Row, name: str, *, by: User, reason: str = "") -> Row:
    """Publish, withdraw or restore a record that has no editions.

    Raises ValidationError where readers would see a fact without a source.
    """
    with transaction.atomic(), reversion.create_revision():
        moved = apply_transition(row, RECORD_TRANSITIONS[name], by=by, reason=reason)
        if moved.is_published:
            refuse_unsourced(moved)
        changelog.record_change(moved, changelog.STEPS[name], note=moved.withdrawn_reason)
    return moved
