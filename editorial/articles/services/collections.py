"""The steps of the desk over collections."""

from django.contrib.auth.models import User
from django.db import transaction

from editorial.articles import search
from editorial.articles.models import Collection
from editorial.workflow.services import move_record


@transaction.atomic
def publish(collection: Collection, *, by: User) -> Collection:
    """Show a collection to readers; its articles are published each by itself."""
    moved = move_record(collection, "publish", by=by)
    search.refresh_collection(moved)
    return moved


@transaction.atomic
def withdraw(collection: Collection, *, by: User, reason: str) -> Collection:
    """Leave a tombstone with the reason."""
    moved = move_record(collection, "withdraw", by=by, reason=reason)
    search.refresh_collection(moved)
    return moved


@transaction.atomic
def restore(collection: Collection, *, by: User, reason: str) -> Collection:
    """Show it again."""
    moved = move_record(collection, "restore", by=by, reason=reason)
    search.refresh_collection(moved)
    return moved
