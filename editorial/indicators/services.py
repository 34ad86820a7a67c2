"""The steps of the desk over indicators: the only writers of their state."""

from django.contrib.auth.models import User
from django.db import transaction

from editorial.indicators import search
from editorial.indicators.models import Area, Indicator, Unit
from editorial.records import changelog
from editorial.records.services import change_state


@transaction.atomic
def record_indicator_change(row: Unit | Area) -> None:
    """Write down that a unit or an area reads otherwise now, in each indicator whose values show it."""
    field = "observations__unit" if isinstance(row, Unit) else "observations__area"
    for indicator in Indicator.objects.published().filter(**{field: row}).distinct():
        changelog.record_save(indicator)


@transaction.atomic
def publish(indicator: Indicator, *, by: User) -> Indicator:
    """Show an indicator and its observations to readers."""
    moved = change_state(indicator, "publish", by=by)
    search.refresh(moved)
    return moved


@transaction.atomic
def withdraw(indicator: Indicator, *, by: User, reason: str) -> Indicator:
    """Leave a tombstone with the reason."""
    moved = change_state(indicator, "withdraw", by=by, reason=reason)
    search.refresh(moved)
    return moved


@transaction.atomic
def restore(indicator: Indicator, *, by: User, reason: str) -> Indicator:
    """Show it again."""
    moved = change_state(indicator, "restore", by=by, reason=reason)
    search.refresh(moved)
    return moved
