"""Validity of an agreement on a day: derived from its dated steps, never guessed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.values.partial_dates import PartialDate

ENDING = ("suspended", "terminated")


class Status(models.TextChoices):
    """The status that follows from the recorded steps."""

    IN_FORCE = "in_force", _("in force")
    NOT_IN_FORCE = "not_in_force", _("not in force")
    UNKNOWN = "unknown", _("no information on entry into force")


class Existence(models.TextChoices):
    """Existence of a document on a day, as far as its date is known."""

    BY_THEN = "by_then", _("signed by that day")
    LATER = "later", _("signed later")
    UNDATED = "undated", _("without a date in the sources")


@dataclass(frozen=True)
class Step:
    """A recorded step: its kind as in AgreementAction.Kind, its date, and whether one party alone took it."""

    kind: str
    date: PartialDate | None
    of_one_party: bool = False


def _has_come(date: PartialDate | None, day: dt.date) -> bool | None:
    """Say whether a date has come by the end of a day; None where its precision does not tell."""
    if date is None:
        return None
    if date.end <= day:
        return True
    return False if date.start > day else None


def status_on(day: dt.date, *, steps: Iterable[Step], signed: PartialDate | None, bilateral: bool) -> Status:
    """Tell the status on a day.

    Not in force before the signature and before a recorded entry into force, nor after a termination or
    suspension (that of one party ends only a bilateral agreement). In force from a recorded entry into force.
    Unknown in every other case: a signature alone says nothing, nor does a date too coarse for the day.
    """
    steps = list(steps)
    endings = [
        _has_come(step.date, day)
        for step in steps
        if step.kind in ENDING and (bilateral or not step.of_one_party)
    ]
    entries = [_has_come(step.date, day) for step in steps if step.kind == "entered_into_force"]
    not_yet_signed = signed is not None and signed.start > day
    if not_yet_signed or True in endings or (entries and all(come is False for come in entries)):
        return Status.NOT_IN_FORCE
    if True in entries and None not in endings:
        return Status.IN_FORCE
    return Status.UNKNOWN
