"""The steps of the desk over events and mechanisms: the only writers of their state."""

from typing import TypeVar

from django.contrib.auth.models import User

from editorial.events.models import Event, Mechanism
from editorial.workflow.services import move_record

Row = TypeVar("Row", Event, Mechanism)


def publish(row: Row, *, by: User) -> Row:
    """Show an event or mechanism to readers."""
    return move_record(row, "publish", by=by)


def withdraw(row: Row, *, by: User, reason: str) -> Row:
    """Leave a tombstone with the reason."""
    return move_record(row, "withdraw", by=by, reason=reason)


def restore(row: Row, *, by: User, reason: str) -> Row:
    """Show it again."""
    return move_record(row, "restore", by=by, reason=reason)
