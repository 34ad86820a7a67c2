"""The count of parties of an agreement, which no public agreement is without."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.agreements.models import Agreement
from editorial.workflow.states import State


@transaction.atomic
def update_party_count(agreement: Agreement) -> int:
    """Keep the count of parties, by which the database refuses a public agreement without one.

    Call after parties were added or removed. Raises ValidationError when none is left of a public agreement.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    agreement.party_count = locked.parties.count()
    if locked.state != State.DRAFT:
        _refuse_without_party(agreement)
    Agreement.objects.filter(pk=agreement.pk).update(party_count=agreement.party_count)
    return agreement.party_count


def before_publish(agreement: Agreement) -> None:
    """Raise ValidationError where an agreement has no party."""
    update_party_count(agreement)
    _refuse_without_party(agreement)


def _refuse_without_party(agreement: Agreement) -> None:
    if agreement.party_count == 0:
        raise ValidationError(_("An agreement must have at least one party."), code="no_party")
