"""The steps of the desk over collections."""

from django.contrib.auth.models import User

from editorial.articles.models import Collection
from editorial.workflow.services import move_record


def publish(collection: Collection, *, by: User) -> Collection:
    """Show a collection to readers; its articles are published each by itself."""
    return move_record(collection, "publish", by=by)


def withdraw(collection: Collection, *, by: User, reason: str) -> Collection:
    """Leave a tombstone with the reason."""
    return move_record(collection, "withdraw", by=by, reason=reason)


def restore(collection: Collection, *, by: User, reason: str) -> Collection:
    """Show it again."""
    return move_record(collection, "restore", by=by, reason=reason)
