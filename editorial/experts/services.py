"""The steps of the desk over people and organisations: the only writers of their state."""

from typing import TypeVar

from django.contrib.auth.models import User

from editorial.experts.models import Expert, Organisation
from editorial.workflow.services import move_record

Row = TypeVar("Row", Expert, Organisation)


def publish(row: Row, *, by: User) -> Row:
    """Show an expert or organisation to readers."""
    return move_record(row, "publish", by=by)


def withdraw(row: Row, *, by: User, reason: str) -> Row:
    """Leave a tombstone with the reason."""
    return move_record(row, "withdraw", by=by, reason=reason)


def restore(row: Row, *, by: User, reason: str) -> Row:
    """Show it again."""
    return move_record(row, "restore", by=by, reason=reason)
