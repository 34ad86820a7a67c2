"""The steps of the desk over indicators: the only writers of their state."""

from django.contrib.auth.models import User

from editorial.indicators.models import Indicator
from editorial.workflow.services import move_record


def publish(indicator: Indicator, *, by: User) -> Indicator:
    """Show an indicator and its observations to readers."""
    return move_record(indicator, "publish", by=by)


def withdraw(indicator: Indicator, *, by: User, reason: str) -> Indicator:
    """Leave a tombstone with the reason."""
    return move_record(indicator, "withdraw", by=by, reason=reason)


def restore(indicator: Indicator, *, by: User, reason: str) -> Indicator:
    """Show it again."""
    return move_record(indicator, "restore", by=by, reason=reason)
