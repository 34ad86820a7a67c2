"""Line on the legal life of an agreement on a day: «подписано 24.05.2005; о ратификации сведений нет»."""

import datetime as dt
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from editorial.agreements.models import Agreement, AgreementAction
from editorial.agreements.status import ENDING, Status
from editorial.values.date_format import format_short_date
from editorial.values.partial_dates import PartialDate
from editorial.web.templatetags.record import country, page_locale

KIND = Agreement.Kind
ACTION = AgreementAction.Kind
# What states ratify, and what has no entry into force of its own.
RATIFIED_KINDS = frozenset((KIND.TREATY, KIND.CONVENTION, KIND.AGREEMENT, KIND.PROTOCOL))
RATIFIED_LEVELS = frozenset((Agreement.Level.INTERSTATE, Agreement.Level.INTERGOVERNMENTAL, ""))
POLITICAL_KINDS = frozenset((KIND.DECLARATION, KIND.JOINT_STATEMENT, KIND.COMMUNIQUE))


def status_line(agreement: Agreement, on: dt.date, status: Status | None = None) -> str:
    """Return the line; reads the prefetched `actions` and `parties`."""
    status = status or agreement.status_on(on)
    if agreement.is_package:
        clauses = [_package_clause(agreement), *_signature(agreement, on)]
    elif agreement.stage != Agreement.Stage.SIGNED:
        clauses = [_preparation(agreement)]
    else:
        clauses = [*_signature(agreement, on), *_force(agreement, on, status)]
    return "; ".join(str(clause) for clause in clauses if clause)


def is_ratified_kind(agreement: Agreement) -> bool:
    """Return whether documents of its kind and level are usually ratified."""
    return agreement.kind in RATIFIED_KINDS and agreement.level in RATIFIED_LEVELS


def has_entry_into_force(agreement: Agreement) -> bool:
    """Return whether documents of its kind usually enter into force."""
    return agreement.kind not in POLITICAL_KINDS


def short_date(date: PartialDate) -> str:
    """Return a date in figures as the page's language writes it."""
    return format_short_date(date, page_locale())


def _package_clause(agreement: Agreement) -> str:
    if not agreement.document_count:
        return _("package of documents, titles not given")
    count = agreement.document_count
    words = ngettext(
        "package: %(number)s document, title not given",
        "package: %(number)s documents, titles not given",
        count,
    )
    return words % {"number": count}


def _preparation(agreement: Agreement) -> str:
    date = agreement.signed
    if agreement.stage == Agreement.Stage.AGREED:
        if date is None:
            return _("agreed; signature not confirmed by the sources")
        return _("agreed %(date)s; signature not confirmed by the sources") % {"date": short_date(date)}
    if agreement.stage == Agreement.Stage.DRAFT:
        return _("draft, not signed")
    return _("planned, not signed")


def _signature(agreement: Agreement, on: dt.date) -> Iterable[str]:
    """Say when it was signed or acceded to, and what of that is open on the day."""
    date = agreement.signed
    if date is not None:
        words = _("signed %(date)s") if date.precision != "year" else _("signed in %(date)s")
        yield words % {"date": short_date(date)}
        if date.start > on:
            yield _("not signed on this date")
        elif date.end > on:
            yield _("perhaps signed after that day")
        return
    found = {action.kind for action in agreement.actions.all()}
    if ACTION.ACCEDED in found:
        yield from (_dated(_("accession"), row.dated) for row in _of_kind(agreement, ACTION.ACCEDED)[:1])
    elif signatures := [row for row in _of_kind(agreement, ACTION.SIGNED) if row.dated]:
        yield _by_party(_("signature"), signatures)
    else:
        yield _("signed, date unknown")


def _force(agreement: Agreement, on: dt.date, status: Status) -> Iterable[str]:
    """Say whether it is in force on the day, or what is not known of that."""
    entries = _of_kind(agreement, ACTION.ENTERED_INTO_FORCE)
    endings = [row for row in agreement.actions.all() if row.kind in ENDING]
    if status == Status.IN_FORCE:
        yield _since(entries)
    elif status == Status.NOT_IN_FORCE:
        yield from _not_in_force(agreement, on, entries, endings)
    else:
        yield from _unknown(agreement, on, entries, endings)


def _since(entries: list[AgreementAction]) -> str:
    dates = [row.dated for row in entries if row.dated]
    if not dates:
        return _("in force")
    first = min(dates)
    words = (
        _("in force since %(date)s")
        if first.precision != "year"
        else pgettext("year", "in force since %(date)s")
    )
    return words % {"date": short_date(first)}


def _not_in_force(
    agreement: Agreement, on: dt.date, entries: list[AgreementAction], endings: list[AgreementAction]
) -> Iterable[str]:
    if agreement.signed is not None and agreement.signed.start > on:
        return
    ended = [row for row in endings if row.dated and row.dated.end <= on]
    if ended:
        yield from (_dated(row.get_kind_display(), row.dated) for row in ended[-1:])
        return
    yield _("not in force")
    yield from (_dated(row.get_kind_display(), row.dated) for row in entries[:1])


def _unknown(
    agreement: Agreement, on: dt.date, entries: list[AgreementAction], endings: list[AgreementAction]
) -> Iterable[str]:
    """Name what is recorded on the way into force, and what is not."""
    ratified = [row for row in _of_kind(agreement, ACTION.RATIFIED) if _may_have_come(row.dated, on)]
    if ratified:
        yield _by_party(_("ratification"), ratified)
    if entries or endings:
        yield from (_dated(row.get_kind_display(), row.dated) for row in (*entries[:1], *endings[-1:]))
        if endings:
            yield _("status on this date unknown")
    elif not ratified and is_ratified_kind(agreement):
        yield _("no information on ratification")
    elif has_entry_into_force(agreement):
        yield _("no information on entry into force")


def _may_have_come(date: PartialDate | None, on: dt.date) -> bool:
    return date is None or date.start <= on


def _of_kind(agreement: Agreement, kind: str) -> list[AgreementAction]:
    return [row for row in agreement.actions.all() if row.kind == kind]


def _by_party(label: str, rows: list[AgreementAction]) -> str:
    """Return the name of an action with each party that took it: «ратификация: Казахстан 12.03.2006»."""
    return f"{label}: {', '.join(_dated(name, row.dated) for row in rows for name in [action_party(row)])}"


def action_party(action: AgreementAction) -> str:
    """Return the party that took an action, or that all did; the party is read with the agreement."""
    if action.party_id is None:
        return _("all parties")
    party = next((one for one in action.agreement.parties.all() if one.pk == action.party_id), None)
    if party is None:
        return ""
    return country(party.country) if party.country else str(party.organisation)


def _dated(label: str | Promise, date: PartialDate | None) -> str:
    if date is None:
        return _("%(action)s, date unknown") % {"action": label}
    return f"{label} {short_date(date)}"
