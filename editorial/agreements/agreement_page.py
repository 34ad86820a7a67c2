"""What the page of an agreement brings together."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.agreements.models import Agreement, AgreementAction, AgreementRelation, Party
from editorial.agreements.status import Status
from editorial.provenance.disagreements import disagreements


@dataclass(slots=True)
class Step:
    """A kind of step and what each party did of it; the columns are those of the parties, empty for a gap."""

    label: str | Promise
    by_party: list[AgreementAction | None]
    together: list[AgreementAction] = field(default_factory=list)


def day_asked(request: HttpRequest) -> dt.date:
    """Return the day of `?on=`, today if there is none. Raises BadRequest for what is no day."""
    asked = request.GET.get("on")
    if not asked:
        return timezone.localdate()
    try:
        return dt.datetime.strptime(asked, "%Y-%m-%d").date()  # noqa: DTZ007  (a day, not a moment)
    except ValueError:
        reason = _("on = “%(day)s”: this is not a day. Write it as 2019-06-01.") % {"day": asked}
        raise BadRequest(reason) from None


def agreement_page(agreement: Agreement, *, on: dt.date) -> dict[str, object]:
    """Return what the template of an agreement shows. One query beyond those of `for_page`."""
    parties = list(agreement.parties.all())
    status = agreement.status_on(on)
    return {
        "agreement": agreement,
        "parties": parties,
        "on": on,
        "status": status,
        "why": why(agreement, status),
        "steps": steps_by_party(agreement, parties),
        "relations": relations_of(agreement),
        "signed_at": [row for row in agreement.outcomes.all() if row.kind == "signed"],
        "spoken_of_at": [row for row in agreement.outcomes.all() if row.kind != "signed"],
        "disagreements": disagreements(agreement.sources.all()),
    }


def why(agreement: Agreement, status: Status) -> str | Promise:
    """Say in words from what the status follows."""
    if agreement.is_package:
        return gettext_lazy("A package of documents has no status of its own.")
    if status == Status.IN_FORCE:
        return gettext_lazy("An entry into force is recorded, and nothing that ended it.")
    if status == Status.NOT_IN_FORCE:
        return gettext_lazy("By this day it was not signed, had not entered into force, or had been ended.")
    if agreement.stage != Agreement.Stage.SIGNED:
        return gettext_lazy("The sources do not attest that it was signed.")
    return gettext_lazy(
        "The sources tell of the signing but not of an entry into force by this day. The record does not guess."
    )


def steps_by_party(agreement: Agreement, parties: list[Party]) -> list[Step]:
    """Return the recorded steps, one line for each kind, the parties side by side."""
    found = []
    for kind in AgreementAction.Kind:
        actions = [action for action in agreement.actions.all() if action.kind == kind]
        if not actions:
            continue
        of_party = {action.party_id: action for action in actions if action.party_id}
        together = [action for action in actions if action.party_id is None]
        found.append(Step(kind.label, [of_party.get(party.pk) for party in parties], together))
    return found


def relations_of(agreement: Agreement) -> list[dict[str, object]]:
    """Return what ties this agreement to others, read from this end: {label, other, inferred}."""
    return [
        {
            "label": row.get_kind_display() if row.agreement_id == agreement.pk else row.inverse_label,
            "other": row.other if row.agreement_id == agreement.pk else row.agreement,
            "inferred": row.inferred,
        }
        for row in AgreementRelation.objects.around(agreement)
    ]
