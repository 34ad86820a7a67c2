"""Collections published with their articles, and the order of these."""

from collections.abc import Iterable
from dataclasses import dataclass

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.articles.models import Article, Collection
from editorial.articles.services import publishing
from editorial.articles.services.pagination import clear_pages
from editorial.records import changelog
from editorial.records import services as records
from editorial.workflow.states import State


@transaction.atomic
def publish_with_articles(collection: Collection, *, by: User) -> Collection:
    """Show a collection and each of its articles to readers in one step: all of them, or none.

    Raises ValidationError that names the articles that are neither approved nor published.
    """
    texts = list(collection.articles.select_for_update().order_by("order_in_collection", "pk"))
    unready = [text.title for text in texts if text.state not in (State.APPROVED, State.PUBLISHED)]
    if unready:
        raise ValidationError(
            _("Not yet approved: %(titles)s.") % {"titles": "; ".join(unready)}, code="unready"
        )
    for text in texts:
        if text.state == State.APPROVED:
            publishing.publish(text, by=by)
    if collection.state == State.DRAFT:
        return records.publish(collection, by=by)
    return collection


@dataclass(frozen=True)
class ContentsEntry:
    """The place of an article in its collection; `order` decides, whatever the numbering."""

    article: int
    order: int | None
    first_page: int | None
    last_page: int | None


@transaction.atomic
def reorder(collection: Collection, places: Iterable[ContentsEntry], *, by: User) -> list[Article]:
    """Put the articles of a collection in order, numbered from 1; returns those that changed.

    Of a book that was printed elsewhere their pages are stored too; those of ours are cleared until it is printed again.

    Each changed article gets a revision, and a version of its own against lost updates.
    """
    rows = {row.pk: row for row in collection.articles.select_for_update().order_by("pk")}
    known = [place for place in places if place.article in rows]
    known.sort(key=lambda place: (place.order is None, place.order or 0))
    changed = []
    for number, place in enumerate(known, start=1):
        row = rows[place.article]
        order = None if place.order is None else number
        typed = (place.first_page, place.last_page)
        now = (order, *(typed if collection.printed_elsewhere else (row.first_page, row.last_page)))
        if now != (row.order_in_collection, row.first_page, row.last_page):
            row.order_in_collection, row.first_page, row.last_page = now
            row.version += 1
            changed.append(row)
    # Out of each other's way: two articles may trade places.
    Article.objects.filter(pk__in=[row.pk for row in changed]).update(order_in_collection=None)
    if changed:
        clear_pages(collection)
    for row in changed:
        with reversion.create_revision():
            reversion.set_user(by)
            reversion.set_comment(_("Order and pages in the collection."))
            if not collection.printed_elsewhere and not row.is_digest:
                row.first_page = row.last_page = None
            row.save()
        changelog.record_save(row)
    return changed
