"""The log of what changed for readers, in one order that a mirror can follow without gap or double.

The number of a change is taken from one row that stays locked until the transaction ends. So numbers are given
out in the order of commits, and a transaction that fails gives its numbers back: whoever has read up to a number
has read everything before it. The lock is the price, a writer waits for the one before it; note changes last.
"""

from datetime import datetime

from django.db import models, transaction
from django.db.models import F, Max
from django.utils import timezone

from editorial.workflow.models import Change, ChangeCounter, ChangeKind, Published

STEPS = {
    "publish": ChangeKind.PUBLISHED,
    "correct": ChangeKind.CORRECTED,
    "withdraw": ChangeKind.WITHDRAWN,
    "restore": ChangeKind.RESTORED,
}


def type_of(row: models.Model | type[models.Model]) -> str:
    """The name by which the log knows rows of this kind."""
    name = row._meta.model_name  # noqa: SLF001
    return name or ""


def is_public(row: models.Model) -> bool:
    """Whether readers see the row: those without states are always seen."""
    return row.is_published if isinstance(row, Published) else True


@transaction.atomic
def note(row: models.Model, kind: ChangeKind, *, edition: int | None = None, note: str = "") -> Change:
    """Write a change down, in the transaction of the change itself. Three queries."""
    if not ChangeCounter.objects.filter(pk=1).update(last=F("last") + 1):
        ChangeCounter.objects.get_or_create(pk=1)
        ChangeCounter.objects.filter(pk=1).update(last=F("last") + 1)
    return Change.objects.create(
        position=ChangeCounter.objects.values_list("last", flat=True).get(pk=1),
        at=timezone.now(),
        kind=kind,
        type=type_of(row),
        row_id=row.pk,
        slug=getattr(row, "slug", ""),
        edition=edition,
        note=note,
    )


def note_saved(row: models.Model, *, is_new: bool = False) -> Change | None:
    """Write down that a row was saved, if readers see it."""
    if not is_public(row):
        return None
    return note(row, ChangeKind.CREATED if is_new else ChangeKind.CHANGED)


def note_deleted(row: models.Model) -> Change | None:
    """Write down that a row is about to be deleted, if readers ever saw it."""
    was_seen = Change.objects.filter(type=type_of(row), row_id=row.pk).exists()
    return note(row, ChangeKind.DELETED) if was_seen or is_public(row) else None


def last_position() -> int:
    """The number of the last change; 0 before the first. One query."""
    last: int | None = Change.objects.aggregate(last=Max("position"))["last"]
    return last or 0


def last_moment() -> datetime | None:
    """The time of the last change. One query."""
    return Change.objects.order_by("-position").values_list("at", flat=True).first()


def position_before(moment: datetime) -> int:
    """The number after which come all changes since a moment. One query."""
    earlier: int | None = Change.objects.filter(at__lt=moment).aggregate(last=Max("position"))["last"]
    return earlier or 0


def row_named_before(kind: str, slug: str) -> int | None:
    """The key of the row that last had this slug before it was renamed. One query."""
    found = Change.objects.filter(type=kind, slug=slug).order_by("-position")
    return found.values_list("row_id", flat=True).first()
