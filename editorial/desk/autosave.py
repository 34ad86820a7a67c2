"""Who has a form open, and what was typed into it and not saved: kept from moment to moment, offered after a loss."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.utils import timezone

from editorial.desk.three_way_merge import Flat
from editorial.workflow.models import OpenForm, UnsavedWork

PRESENCE_TIMEOUT = dt.timedelta(seconds=65)  # three beats of a browser
MAX_DRAFTS = 20  # windows of one person on one row, and new forms


@dataclass(frozen=True, slots=True)
class OtherEditor:
    """Somebody else who has the form open, and since when."""

    name: str
    since: dt.datetime


def type_of(model: type[Model]) -> str:
    """Name a kind of row."""
    return model._meta.label_lower


def heartbeat(user: User, model: type[Model], row: str) -> None:
    """Note that somebody has a row open now. Two queries."""
    now = timezone.now()
    mine = OpenForm.objects.filter(user=user, type=type_of(model), row=row)
    if mine.filter(seen__gt=now - PRESENCE_TIMEOUT).update(seen=now):
        return
    OpenForm.objects.update_or_create(
        user=user, type=type_of(model), row=row, defaults={"since": now, "seen": now}
    )
    OpenForm.objects.filter(seen__lt=now - dt.timedelta(days=1)).delete()


def close_form(user: User, model: type[Model], row: str) -> None:
    """Note that somebody has closed a row."""
    OpenForm.objects.filter(user=user, type=type_of(model), row=row).delete()


def other_editors(user: User, model: type[Model], row: str) -> list[OtherEditor]:
    """Return who else has a row open now. One query."""
    opened = OpenForm.objects.filter(type=type_of(model), row=row, seen__gt=timezone.now() - PRESENCE_TIMEOUT)
    rows = opened.exclude(user=user).select_related("user").order_by("since")
    return [OtherEditor(row.user.get_full_name() or row.user.get_username(), row.since) for row in rows]


def save_draft(user: User, model: type[Model], row: str, values: Flat, *, window: str = "") -> dt.datetime:
    """Keep what was typed in a window in place of what was kept of it before; return when."""
    now = timezone.now()
    UnsavedWork.objects.update_or_create(
        user=user, type=type_of(model), row=row, window=window, defaults={"values": values, "at": now}
    )
    mine = recoverable_drafts(user, model, row if row.isdigit() else "")
    UnsavedWork.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[MAX_DRAFTS:])).delete()
    return now


def discard_drafts(user: User, model: type[Model], row: str, windows: Collection[str]) -> None:
    """Throw away what was kept of windows: it is saved, or not wanted any more."""
    UnsavedWork.objects.filter(user=user, type=type_of(model), row=row, window__in=windows).delete()


def recoverable_drafts(user: User, model: type[Model], row: str) -> "QuerySet[UnsavedWork]":
    """Return what somebody typed into a row, or into new forms where `row` is empty, the latest first."""
    mine = UnsavedWork.objects.filter(user=user, type=type_of(model)).order_by("-at")
    return mine.filter(row=row) if row else mine.filter(row__startswith="new-")
