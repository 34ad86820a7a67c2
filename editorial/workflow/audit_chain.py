"""The chain of checksums over the audit log: seal, verify, delete what is old, empty what names a person."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from editorial.workflow.models import AuditEntry, AuditSeal

START = "0" * 64
BATCH = 1000
# What names a person or a machine is sealed apart, so that it can be emptied without breaking the chain.
FACTS = ("at", "action", "object_type", "object_id")
PERSON = ("actor_name", "object_repr", "detail", "address", "device")


def seal() -> int:
    """Seal the entries that are not yet; return how many. One process at a time holds the end of the chain."""
    sealed = 0
    while True:
        with transaction.atomic():
            last = AuditSeal.objects.select_for_update().order_by("-pk").first()
            previous = last.digest if last else START
            entries = list(_unsealed().order_by("pk")[:BATCH])
            seals = []
            for entry in entries:
                facts, person = _digest(entry, FACTS), _digest(entry, PERSON)
                previous = _chained(previous, entry.pk, facts, person)
                seals.append(AuditSeal(entry_key=entry.pk, facts=facts, person=person, digest=previous))
            AuditSeal.objects.bulk_create(seals)
        sealed += len(entries)
        if len(entries) < BATCH:
            return sealed


def _unsealed() -> QuerySet[AuditEntry]:
    return AuditEntry.objects.exclude(pk__in=AuditSeal.objects.values("entry_key"))


def verify() -> Iterator[str]:
    """Yield each fault: a broken link, an entry that was changed, one that is gone without having been deleted here."""
    previous = START
    for seals in _batches():
        entries = AuditEntry.objects.in_bulk([seal.entry_key for seal in seals])
        for seal in seals:
            previous = _chained(previous, seal.entry_key, seal.facts, seal.person)
            if seal.digest != previous:
                yield f"{seal.entry_key}: the chain is broken"
                previous = seal.digest
            yield from _entry_faults(seal, entries.get(seal.entry_key))


def _entry_faults(seal: AuditSeal, entry: AuditEntry | None) -> Iterator[str]:
    if entry is None:
        if not seal.is_deleted:
            yield f"{seal.entry_key}: the entry is gone"
        return
    if _digest(entry, FACTS) != seal.facts:
        yield f"{seal.entry_key}: the entry was changed"
    elif not seal.is_erased and _digest(entry, PERSON) != seal.person:
        yield f"{seal.entry_key}: the person or the details of the entry were changed"


def _batches() -> Iterator[list[AuditSeal]]:
    after = 0
    while seals := list(AuditSeal.objects.filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield seals
        after = seals[-1].pk


@transaction.atomic
def delete_before(moment: datetime) -> int:
    """Delete the entries before a moment, once sealed; return how many."""
    seal()
    keys = list(AuditEntry.objects.filter(at__lt=moment).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        AuditSeal.objects.filter(entry_key__in=some).update(is_deleted=True)
        AuditEntry.objects.filter(pk__in=some).delete()
    return len(keys)


@transaction.atomic
def erase_person(user: User) -> int:
    """Empty what names a person in the log, and keep that something was done; return in how many entries."""
    seal()
    entries = AuditEntry.objects.filter(
        Q(actor=user)
        | Q(actor_name=user.get_username())
        | Q(object_type=User._meta.label_lower, object_id=user.pk)
    )
    keys = list(entries.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        AuditSeal.objects.filter(entry_key__in=some).update(is_erased=True)
        AuditEntry.objects.filter(pk__in=some).update(
            actor=None, actor_name="", object_repr="", detail="", address=None, device="", search_text=""
        )
    return len(keys)


def _digest(entry: AuditEntry, names: tuple[str, ...]) -> str:
    values = [_text(getattr(entry, name)) for name in names]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else "" if value is None else str(value)


def _chained(previous: str, key: int, facts: str, person: str) -> str:
    return hashlib.sha256(f"{previous} {key} {facts} {person}".encode()).hexdigest()
