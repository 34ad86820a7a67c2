"""Presence and drafts of open forms: reported every few seconds, offered again after a loss."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.utils import timezone

from editorial.desk.models import FormDraft, FormPresence
from editorial.desk.three_way_merge import Flat

PRESENCE_TIMEOUT = dt.timedelta(seconds=65)  # three reports of a browser
MAX_DRAFTS = 20  # of one user on one row, and of new forms


@dataclass(frozen=True, slots=True)
class OtherEditor:
    """Somebody else who has the form open, and since when."""

    name: str
    since: dt.datetime


def model_label(model: type[Model]) -> str:
    """Return the label of a model."""
    return model._meta.label_lower


def heartbeat(user: User, model: type[Model], row: str) -> None:
    """Record that a user has a row open now. Two queries."""
    now = timezone.now()
    own = FormPresence.objects.filter(user=user, type=model_label(model), row=row)
    if own.filter(last_seen_at__gt=now - PRESENCE_TIMEOUT).update(last_seen_at=now):
        return
    FormPresence.objects.update_or_create(
        user=user, type=model_label(model), row=row, defaults={"opened_at": now, "last_seen_at": now}
    )
    FormPresence.objects.filter(last_seen_at__lt=now - dt.timedelta(days=1)).delete()


def close_form(user: User, model: type[Model], row: str) -> None:
    """Record that a user has closed a row."""
    FormPresence.objects.filter(user=user, type=model_label(model), row=row).delete()


def other_editors(user: User, model: type[Model], row: str) -> list[OtherEditor]:
    """Return who else has a row open now. One query."""
    opened = FormPresence.objects.filter(
        type=model_label(model), row=row, last_seen_at__gt=timezone.now() - PRESENCE_TIMEOUT
    )
    rows = opened.exclude(user=user).select_related("user").order_by("opened_at")
    return [OtherEditor(row.user.get_full_name() or row.user.get_username(), row.opened_at) for row in rows]


def save_draft(user: User, model: type[Model], row: str, data: Flat, *, form_id: str = "") -> dt.datetime:
    """Save the input of a form in place of its earlier draft; return the time."""
    now = timezone.now()
    FormDraft.objects.update_or_create(
        user=user, type=model_label(model), row=row, form_id=form_id, defaults={"data": data, "saved_at": now}
    )
    own = recoverable_drafts(user, model, row if row.isdigit() else "")
    FormDraft.objects.filter(pk__in=list(own.values_list("pk", flat=True)[MAX_DRAFTS:])).delete()
    return now


def discard_drafts(user: User, model: type[Model], row: str, form_ids: Collection[str]) -> None:
    """Delete the drafts of forms that are saved or not wanted any more."""
    FormDraft.objects.filter(user=user, type=model_label(model), row=row, form_id__in=form_ids).delete()


def recoverable_drafts(user: User, model: type[Model], row: str) -> "QuerySet[FormDraft]":
    """Return the drafts of a user for a row, or for new forms where `row` is empty, the latest first."""
    own = FormDraft.objects.filter(user=user, type=model_label(model)).order_by("-saved_at")
    return own.filter(row=row) if row else own.filter(row__startswith="new-")
