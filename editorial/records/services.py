"""The steps that records take which have no editions, the only writer of their state; and their place in the search."""

from typing import Any, TypeVar

import reversion
from django.contrib.auth.models import User
from django.db import transaction

from editorial.records import changelog, registry
from editorial.search import reindex_queue, sources
from editorial.workflow.models import PublishableModel
from editorial.workflow.services import apply_transition
from editorial.workflow.sourcing import require_sources
from editorial.workflow.states import RECORD_TRANSITIONS

Row = TypeVar("Row", bound=PublishableModel)


@transaction.atomic
def publish(row: Row, *, by: User) -> Row:
    """Show a record to readers. Raises ValidationError where it lacks a source or what its app requires."""
    before_publish = registry.get(changelog.type_name(row)).before_publish
    if before_publish is not None:
        before_publish(row)
    return _change_state(row, "publish", by=by)


@transaction.atomic
def withdraw(row: Row, *, by: User, reason: str) -> Row:
    """Leave a tombstone with the reason."""
    return _change_state(row, "withdraw", by=by, reason=reason)


@transaction.atomic
def restore(row: Row, *, by: User, reason: str) -> Row:
    """Show a withdrawn record again."""
    return _change_state(row, "restore", by=by, reason=reason)


def _change_state(row: Row, name: str, *, by: User, reason: str = "") -> Row:
    with reversion.create_revision():
        moved = apply_transition(row, RECORD_TRANSITIONS[name], by=by, reason=reason)
        if moved.is_published:
            require_sources(moved)
        changelog.record_change(moved, changelog.STEPS[name], note=moved.withdrawn_reason)
    reindex(moved)
    return moved


def reindex(row: Any, *, slug: str = "") -> None:
    """Bring the search up to date with a row, or with what was found under a slug; nothing for rows not searched."""
    kind = changelog.type_name(row)
    if sources.has(kind):
        reindex_queue.enqueue(kind, slug or row.slug)
