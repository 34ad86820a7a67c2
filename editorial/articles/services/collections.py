"""The steps of the desk over collections."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.articles import search
from editorial.articles.models import Collection
from editorial.articles.services import articles
from editorial.workflow.services import move_record
from editorial.workflow.states import State


@transaction.atomic
def publish(collection: Collection, *, by: User) -> Collection:
    """Show a collection to readers; its articles are published each by itself."""
    moved = move_record(collection, "publish", by=by)
    search.refresh_collection(moved)
    return moved


@transaction.atomic
def publish_whole(collection: Collection, *, by: User) -> Collection:
    """Show a collection and each of its articles to readers in one step: all of them, or none.

    Raises ValidationError that names the articles that are neither approved nor published.
    """
    texts = list(collection.articles.select_for_update().order_by("order_in_collection", "pk"))
    unready = [text.title for text in texts if text.state not in (State.APPROVED, State.PUBLISHED)]
    if unready:
        raise ValidationError(
            _("Not approved yet: %(titles)s.") % {"titles": "; ".join(unready)}, code="unready"
        )
    for text in texts:
        if text.state == State.APPROVED:
            articles.publish(text, by=by)
    if collection.state == State.DRAFT:
        return publish(collection, by=by)
    return collection


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
