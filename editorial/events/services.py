"""The steps of the desk over events and mechanisms: the only writers of their state."""

from typing import TypeVar

from django.contrib.auth.models import User
from django.db import transaction

from editorial.events import search
from editorial.events.models import Event, Mechanism
from editorial.records.services import change_state

Row = TypeVar("Row", Event, Mechanism)


@transaction.atomic
def publish(row: Row, *, by: User) -> Row:
    """Show an event or mechanism to readers."""
    moved = change_state(row, "publish", by=by)
    search.refresh(moved)
    return moved


@transaction.atomic
def withdraw(row: Row, *, by: User, reason: str) -> Row:
    """Leave a tombstone with the reason."""
    moved = change_state(row, "withdraw", by=by, reason=reason)
    search.refresh(moved)
    return moved


@transaction.atomic
def restore(row: Row, *, by: User, reason: str) -> Row:
    """Show it again."""
    moved = change_state(row, "restore", by=by, reason=reason)
    search.refresh(moved)
    return moved
