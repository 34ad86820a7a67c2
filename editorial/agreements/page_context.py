"""Context of an agreement's page."""

import datetime as dt
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.agreements.citation_block import cite_block, permanent_address
from editorial.agreements.models import Agreement, AgreementAction, AgreementRelation
from editorial.agreements.relation_diagram import family_picture
from editorial.agreements.relation_graph import MAX_NODES, build_graph
from editorial.agreements.status import Status
from editorial.agreements.timeline import build_timeline, missing_actions, status_band
from editorial.records.disagreement_details import disagreements_context
from editorial.values.query import single_value


def date_param(request: HttpRequest) -> dt.date:
    """Return the day of `?on=`, today if there is none. Raises BadRequest for what is no day."""
    value = single_value(request.GET, "on")
    if not value:
        return timezone.localdate()
    try:
        return dt.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  (a day, not a moment)
    except ValueError:
        reason = _("Invalid date in “on”: “%(day)s”. Use the format 2019-06-01.") % {"day": value}
        raise BadRequest(reason) from None


def agreement_page(agreement: Agreement, *, on: dt.date, origin: str) -> dict[str, object]:
    """Return what the template of an agreement shows; `origin` is `https://host`. One query beyond `for_page`."""
    parties = list(agreement.parties.all())
    status = agreement.status_on(on)
    relations = list(AgreementRelation.objects.for_graph(agreement, limit=MAX_NODES + 1))
    signed_at = [row for row in agreement.outcomes.all() if row.kind == "signed"]
    return {
        "agreement": agreement,
        "parties": parties,
        "on": on,
        "status": status,
        "why": explain_status(agreement, status),
        "timeline": build_timeline(agreement, relations, on),
        "missing": missing_actions(agreement),
        "band": status_band(agreement, on=on, today=timezone.localdate()),
        "relations": [
            relation_from(row, agreement) for row in relations if agreement in (row.agreement, row.other)
        ],
        "farther": [row for row in relations if agreement not in (row.agreement, row.other)],
        **relation_graph_context(agreement, relations, signed_at),
        "signed_at": signed_at,
        "mentioned_at": [row for row in agreement.outcomes.all() if row.kind != "signed"],
        **disagreements_context(agreement),
        "cite": cite_block(agreement, origin=origin),
        "permanent": permanent_address(agreement, origin=origin),
    }


def relation_graph_context(
    agreement: Agreement, relations: list[AgreementRelation], signed_at: list[Any]
) -> dict[str, object]:
    """Return the picture of the family and how many members it leaves out; nothing for an agreement without one."""
    family = build_graph(agreement, relations, signed_at=signed_at)
    if family is None:
        return {}
    title = _("Documents related to: %(title)s") % {"title": agreement.title}
    description = _(
        "Documents in chronological order. Arrows lead from each document to those it amends, renews "
        "or is based on."
    )
    return {
        "family": family_picture(family, title=title, description=description),
        "left_out": family.left_out,
    }


def explain_status(agreement: Agreement, status: Status) -> str | Promise:
    """Say in words from what the status follows."""
    if agreement.is_package:
        return gettext_lazy("A package of documents has no legal status of its own.")
    if status == Status.IN_FORCE:
        return gettext_lazy("Entry into force is documented; no termination or suspension is recorded.")
    if status == Status.NOT_IN_FORCE:
        return gettext_lazy(
            "On this date the document had not been signed, had not entered into force or had ceased to "
            "be in force."
        )
    if not agreement.sources.all():
        return gettext_lazy("No source is named for this document yet.")
    if agreement.stage != Agreement.Stage.SIGNED or not is_signing_recorded(agreement):
        return gettext_lazy("The sources do not confirm that the document was signed.")
    return gettext_lazy(
        "The sources confirm signature but contain no information on entry into force by this date."
    )


def is_signing_recorded(agreement: Agreement) -> bool:
    """Say whether the record has the signing itself: its date, or a step."""
    signed = AgreementAction.Kind.SIGNED
    return agreement.signed is not None or any(action.kind == signed for action in agreement.actions.all())


def relation_from(row: AgreementRelation, agreement: Agreement) -> dict[str, object]:
    """Return a relation as it reads from this end: {label, other, inferred}."""
    outward = row.agreement_id == agreement.pk
    return {
        "label": row.get_kind_display() if outward else row.inverse_label,
        "other": row.other if outward else row.agreement,
        "inferred": row.inferred,
    }
