"""The steps of the desk over agreements: the only writers of their state and of their count of parties."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.agreements import search
from editorial.agreements.models import Agreement
from editorial.records.services import change_state
from editorial.workflow.states import State


@transaction.atomic
def update_party_count(agreement: Agreement) -> int:
    """Keep the count of parties, by which the database refuses a public agreement without one.

    Call after parties were added or removed. Raises ValidationError when none is left of a public agreement.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    agreement.party_count = locked.parties.count()
    if agreement.party_count == 0 and locked.state != State.DRAFT:
        raise ValidationError(_("An agreement must have at least one party."), code="no_party")
    Agreement.objects.filter(pk=agreement.pk).update(party_count=agreement.party_count)
    return agreement.party_count


@transaction.atomic
def publish(agreement: Agreement, *, by: User) -> Agreement:
    """Show an agreement to readers. Raises ValidationError when it has no party."""
    if update_party_count(agreement) == 0:
        raise ValidationError(_("An agreement must have at least one party."), code="no_party")
    moved = change_state(agreement, "publish", by=by)
    search.refresh(moved)
    return moved


@transaction.atomic
def withdraw(agreement: Agreement, *, by: User, reason: str) -> Agreement:
    """Leave a tombstone with the reason."""
    moved = change_state(agreement, "withdraw", by=by, reason=reason)
    search.refresh(moved)
    return moved


@transaction.atomic
def restore(agreement: Agreement, *, by: User, reason: str) -> Agreement:
    """Show it again."""
    moved = change_state(agreement, "restore", by=by, reason=reason)
    search.refresh(moved)
    return moved
