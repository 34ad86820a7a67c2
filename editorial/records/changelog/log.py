"""The log of what changed for readers, in one order that a mirror can follow without gap or double.

A change is noted in the transaction of the change itself, and given its number after the commit, under a lock that
nothing else is done under: whoever has read up to a number has read everything before it, no writer waits for
another, and what is rolled back leaves no gap. Should the program end in between, whoever asks for the log next
gives the numbers.

Rows show others: a text its authors, an agreement the texts that state it. What others show of a row is kept with
its changes; where that is no longer the same, a change of each row that shows it is noted as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Exists, Max, Subquery, When
from django.db.models.functions import Now
from django.utils import timezone

from editorial.workflow.models import Change, ChangeCounter, ChangeKind, NotedChange, PublishableModel

STEPS = {
    "publish": ChangeKind.PUBLISHED,
    "correct": ChangeKind.CORRECTED,
    "withdraw": ChangeKind.WITHDRAWN,
    "restore": ChangeKind.RESTORED,
}
BATCH = 500
Shown = Mapping[str, Any]


@dataclass(frozen=True)
class RecordRef:
    """A row by its type, key and slug."""

    type: str
    row_id: int
    slug: str


class Ties(Protocol):
    """What the log asks about rows that show each other; named in settings, as only a surface knows all apps."""

    def embedded_state(self, kind: str, keys: Iterable[int]) -> dict[int, Shown]:
        """Return what others show of rows of a type; nothing of those that are gone."""

    def dependents_of(
        self, kind: str, keys: Iterable[int], *, before: Iterable[Shown] = ()
    ) -> Iterator[RecordRef]:
        """Yield the rows that readers see and that show rows of a type, now or as they were tied before."""


def ties() -> Ties:
    """Return the registry of rows that embed each other."""
    found: Any = import_module(settings.CHANGE_TIES)
    return cast("Ties", found)


def type_of(row: models.Model | type[models.Model]) -> str:
    """Return the name of a record type in the log."""
    name = row._meta.model_name  # noqa: SLF001
    return name or ""


def is_public(row: models.Model) -> bool:
    """Whether readers see the row: those without states are always seen."""
    return row.is_published if isinstance(row, PublishableModel) else True


# Noting, in the transaction of the change


def record_change(row: models.Model, kind: ChangeKind, *, edition: int | None = None, note: str = "") -> None:
    """Write a change down, in the transaction of the change itself. One query."""
    NotedChange.objects.create(
        kind=kind,
        type=type_of(row),
        row_id=row.pk,
        slug=getattr(row, "slug", ""),
        edition=edition,
        note=note,
    )
    transaction.on_commit(assign_positions, robust=True)


def record_save(row: models.Model, *, is_new: bool = False) -> None:
    """Write down that a row was saved, if readers see it; else that those did which show it."""
    if is_public(row):
        record_change(row, ChangeKind.CREATED if is_new else ChangeKind.CHANGED)
    elif not is_new:
        _note_named(ties().dependents_of(type_of(row), [row.pk]))


def record_deletion(row: models.Model) -> None:
    """Write down that a row is about to be deleted, if readers ever saw it, and who showed it."""
    was_seen = is_public(row) or any(
        log.objects.filter(type=type_of(row), row_id=row.pk).exists() for log in (Change, NotedChange)
    )
    if was_seen:
        record_change(row, ChangeKind.DELETED)
    _note_named(ties().dependents_of(type_of(row), [row.pk]))


def _note_named(rows: Iterable[RecordRef]) -> None:
    entries = [_entry_of(named) for named in dict.fromkeys(rows)]
    if entries:
        NotedChange.objects.bulk_create(entries, batch_size=BATCH)
        transaction.on_commit(assign_positions, robust=True)


def _entry_of(named: RecordRef) -> NotedChange:
    return NotedChange(kind=ChangeKind.CHANGED, type=named.type, row_id=named.row_id, slug=named.slug)


# Numbering, after the commit


def assign_positions() -> None:
    """Give a number to each change that was noted and committed. One query where there is none."""
    while NotedChange.objects.exists():
        ChangeCounter.objects.get_or_create(pk=1)
        _number_some()


@transaction.atomic
def _number_some() -> None:
    counter = ChangeCounter.objects.select_for_update().get(pk=1)
    noted = list(NotedChange.objects.order_by("pk")[:BATCH])
    shown, tied = _followed(noted)
    now = timezone.now()
    entries = [
        Change(
            position=position,
            at=now,
            kind=entry.kind,
            type=entry.type,
            row_id=entry.row_id,
            slug=entry.slug,
            edition=entry.edition,
            note=entry.note,
            shown=shown.pop((entry.type, entry.row_id), None),
        )
        for position, entry in enumerate((*noted, *map(_entry_of, tied)), start=counter.last + 1)
    ]
    Change.objects.bulk_create(entries, batch_size=BATCH)
    NotedChange.objects.filter(pk__in=[entry.pk for entry in noted]).delete()
    counter.last += len(entries)
    counter.save()


def _followed(noted: Sequence[NotedChange]) -> tuple[dict[tuple[str, int], Shown], list[RecordRef]]:
    """Return what others show of the rows, where it is not what it was, and the rows that show it."""
    by_type: dict[str, set[int]] = defaultdict(set)
    for entry in noted:
        by_type[entry.type].add(entry.row_id)
    otherwise: dict[tuple[str, int], Shown] = {}
    tied: dict[RecordRef, None] = {}
    for kind, keys in by_type.items():
        before = _last_shown(kind, keys)
        now = ties().embedded_state(kind, keys)
        moved = [key for key in sorted(keys) if now.get(key, {}) != before.get(key)]
        otherwise |= {(kind, key): now.get(key, {}) for key in moved}
        was = [before[key] for key in moved if key in before]
        tied |= dict.fromkeys(ties().dependents_of(kind, moved, before=was))
    own = {(entry.type, entry.row_id) for entry in noted}
    return otherwise, [named for named in tied if (named.type, named.row_id) not in own]


def _last_shown(kind: str, keys: Iterable[int]) -> dict[int, Shown]:
    rows = Change.objects.filter(type=kind, row_id__in=list(keys), shown__isnull=False).order_by("position")
    return {row.row_id: row.shown or {} for row in rows.only("row_id", "shown")}


# Asking


def last_position() -> int:
    """Return the number of the last change; 0 before the first. Two queries."""
    assign_positions()
    last: int | None = Change.objects.aggregate(last=Max("position"))["last"]
    return last or 0


def last_change_time() -> models.Expression:
    """Return the time of the last change, now while there is one without a number; null before the first."""
    last = Change.objects.order_by("-position").values("at")[:1]
    without_number = When(Exists(NotedChange.objects.all()), then=Now())
    return Case(without_number, default=Subquery(last), output_field=models.DateTimeField())


def last_moment() -> datetime | None:
    """Return the time of the last change. One query."""
    last = Change.objects.order_by("-position").annotate(moment=last_change_time())
    moment: datetime | None = last.values_list("moment", flat=True).first()
    return moment


def position_before(moment: datetime) -> int:
    """Return the number after which come all changes since a moment. One query."""
    earlier: int | None = Change.objects.filter(at__lt=moment).aggregate(last=Max("position"))["last"]
    return earlier or 0


def find_by_former_slug(kind: str, slug: str) -> int | None:
    """Return the key of the row that last had this slug before it was renamed. Two queries."""
    assign_positions()
    found = Change.objects.filter(type=kind, slug=slug).order_by("-position")
    return found.values_list("row_id", flat=True).first()
