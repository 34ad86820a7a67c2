"""The log of what changed for readers, in one order that a mirror can follow without gap or double.

A change is recorded in the transaction of the change itself, and given its number after the commit, under a lock that
nothing else is done under: a reader that has read up to a number has read everything before it, no writer waits for
another, and what is rolled back leaves no gap. Should the program end in between, the next reader of the log has the
numbers assigned.

Records embed others: an article its authors, an agreement the articles that state it. What others embed of a row is
stored with its changes; where it differs from before, a change of each dependent is recorded as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db import connections, models, router, transaction
from django.db.models import Max
from django.utils import timezone

from editorial.records.changelog import dependents
from editorial.records.changelog.dependents import EmbeddedState
from editorial.records.changelog.record_ref import RecordRef, is_public, type_name
from editorial.records.models import Change, ChangeCounter, ChangeKind, PendingChange

STEPS = {
    "publish": ChangeKind.PUBLISHED,
    "correct": ChangeKind.CORRECTED,
    "withdraw": ChangeKind.WITHDRAWN,
    "restore": ChangeKind.RESTORED,
}
BATCH = 500


# Recording, in the transaction of the change


def record_change(row: models.Model, kind: ChangeKind, *, edition: int | None = None, note: str = "") -> None:
    """Record a change, in the transaction of the change itself. One query."""
    PendingChange.objects.create(
        kind=kind,
        type=type_name(row),
        row_id=row.pk,
        slug=getattr(row, "slug", ""),
        edition=edition,
        note=note,
    )
    transaction.on_commit(assign_positions, robust=True)


def record_save(row: models.Model, *, is_new: bool = False) -> None:
    """Record that a row was saved, if readers see it; otherwise that its dependents changed."""
    if is_public(row):
        record_change(row, ChangeKind.CREATED if is_new else ChangeKind.CHANGED)
    elif not is_new:
        _record_refs(dependents.dependents_of(type_name(row), [row.pk]))


def record_deletion(row: models.Model) -> None:
    """Record that a row is about to be deleted, if readers ever saw it, and that its dependents change."""
    was_public = is_public(row) or any(
        log.objects.filter(type=type_name(row), row_id=row.pk).exists() for log in (Change, PendingChange)
    )
    if was_public:
        record_change(row, ChangeKind.DELETED)
    _record_refs(dependents.dependents_of(type_name(row), [row.pk]))


def _record_refs(rows: Iterable[RecordRef]) -> None:
    entries = [_pending_change(ref) for ref in dict.fromkeys(rows)]
    if entries:
        PendingChange.objects.bulk_create(entries, batch_size=BATCH)
        transaction.on_commit(assign_positions, robust=True)


def _pending_change(ref: RecordRef) -> PendingChange:
    return PendingChange(kind=ChangeKind.CHANGED, type=ref.type, row_id=ref.row_id, slug=ref.slug)


# Positions, after the commit


def assign_positions() -> None:
    """Assign a position to each pending change that was committed. One query where there is none."""
    while PendingChange.objects.exists():
        ChangeCounter.objects.get_or_create(pk=1)
        _assign_some()


@transaction.atomic
def _assign_some() -> None:
    counter = ChangeCounter.objects.select_for_update().get(pk=1)
    pending = list(PendingChange.objects.order_by("pk")[:BATCH])
    states, refs = _find_dependents(pending)
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
            embedded_state=states.pop((entry.type, entry.row_id), None),
        )
        for position, entry in enumerate((*pending, *map(_pending_change, refs)), start=counter.last + 1)
    ]
    Change.objects.bulk_create(entries, batch_size=BATCH)
    PendingChange.objects.filter(pk__in=[entry.pk for entry in pending]).delete()
    counter.last += len(entries)
    counter.save()


def _find_dependents(
    pending: Sequence[PendingChange],
) -> tuple[dict[tuple[str, int], EmbeddedState], list[RecordRef]]:
    """Return what others embed of the rows, where it differs from before, and the dependents of those rows."""
    by_type: dict[str, set[int]] = defaultdict(set)
    for entry in pending:
        by_type[entry.type].add(entry.row_id)
    states: dict[tuple[str, int], EmbeddedState] = {}
    found: dict[RecordRef, None] = {}
    for kind, keys in by_type.items():
        before = _last_embedded_state(kind, keys)
        now = dependents.embedded_state(kind, keys)
        differing = [key for key in sorted(keys) if now.get(key, {}) != before.get(key)]
        states |= {(kind, key): now.get(key, {}) for key in differing}
        former = [before[key] for key in differing if key in before]
        found |= dict.fromkeys(dependents.dependents_of(kind, differing, before=former))
    own = {(entry.type, entry.row_id) for entry in pending}
    return states, [ref for ref in found if (ref.type, ref.row_id) not in own]


def _last_embedded_state(kind: str, keys: Iterable[int]) -> dict[int, EmbeddedState]:
    rows = Change.objects.filter(type=kind, row_id__in=list(keys), embedded_state__isnull=False)
    latest = rows.order_by("position").only("row_id", "embedded_state")
    return {row.row_id: row.embedded_state or {} for row in latest}


# Reading


def last_position() -> int:
    """Return the position of the last change; 0 before the first. Two queries."""
    assign_positions()
    last: int | None = Change.objects.aggregate(last=Max("position"))["last"]
    return last or 0


LAST_CHANGE = f"""
SELECT (SELECT at FROM {Change._meta.db_table} ORDER BY position DESC LIMIT 1),
EXISTS (SELECT 1 FROM {PendingChange._meta.db_table})
"""  # noqa: S608  (names of ours)


def last_moment() -> datetime | None:
    """Return the time of the last change, now while there is one without a number; None before the first. One query.

    Plain SQL, as each answer of the API carries the time, and the ORM takes longer to write it than it takes to read.
    """
    connection = connections[router.db_for_read(Change)]
    with connection.cursor() as cursor:
        cursor.execute(LAST_CHANGE)
        last, is_pending = cursor.fetchone()
    if is_pending:
        return timezone.now()
    # SQLite keeps times in UTC without saying so.
    moment: datetime | None = last if last is None or last.tzinfo else last.replace(tzinfo=UTC)
    return moment


def position_before(moment: datetime) -> int:
    """Return the position after which come all changes since a moment. One query."""
    earlier: int | None = Change.objects.filter(at__lt=moment).aggregate(last=Max("position"))["last"]
    return earlier or 0


def find_by_former_slug(kind: str, slug: str) -> int | None:
    """Return the key of the row that last had this slug before it was renamed. Two queries."""
    assign_positions()
    found = Change.objects.filter(type=kind, slug=slug).order_by("-position")
    return found.values_list("row_id", flat=True).first()
