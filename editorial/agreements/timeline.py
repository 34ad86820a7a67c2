"""The timeline of an agreement: what was done with it, and the periods in which it was in force."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from editorial.agreements.models import Agreement, AgreementAction, AgreementRelation
from editorial.agreements.status import Status
from editorial.agreements.status_line import action_party, has_entry_into_force, is_ratified_kind
from editorial.values.date_format import format_short_date
from editorial.values.partial_dates import PartialDate, Precision
from editorial.web.templatetags.record import page_locale

ACTION = AgreementAction.Kind
RELATION = AgreementRelation.Kind
# Relations that change a document, so that another text of it holds from then on.
CHANGING = (RELATION.AMENDS, RELATION.RENEWS, RELATION.SUPERSEDES)
WIDTH, BAND, LEFT = 720, 18, 8
MAX_LABELS = 8


@dataclass(slots=True)
class TimelineEntry:
    """One action, or a document that changes this one. `parties`: who took it, empty for the document as a whole."""

    date: PartialDate | None
    label: str | Promise
    kind: str
    parties: list[str] = field(default_factory=list)
    notes: list[AgreementAction] = field(default_factory=list)
    other: Agreement | None = None
    version: int = 0
    is_later: bool = False
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to before `end` on which the status is the same."""

    start: dt.date
    end: dt.date
    status: Status


def build_timeline(
    agreement: Agreement, relations: list[AgreementRelation], on: dt.date
) -> list[TimelineEntry]:
    """Return the entries by date, the day itself among them, those without a date last. No query."""
    found = _actions(agreement)
    found += [
        TimelineEntry(row.agreement.signed, row.inverse_label, row.kind, other=row.agreement)
        for row in relations
        if row.other_id == agreement.pk and row.kind in CHANGING
    ]
    dated = sorted((one for one in found if one.date), key=lambda one: (one.date.start, one.date.end))  # type: ignore[union-attr]
    _number_versions(dated)
    for one in dated:
        one.is_later = bool(one.date and one.date.start > on)
    place = next((number for number, one in enumerate(dated) if one.is_later), len(dated))
    if dated:
        dated.insert(place, TimelineEntry(PartialDate(on, Precision.DAY), "", "day", is_day=True))
    return [*dated, *(one for one in found if one.date is None)]


def _actions(agreement: Agreement) -> list[TimelineEntry]:
    """Return an entry for each kind and date; parties that did the same on one day share it."""
    entries: dict[tuple[str, PartialDate | None], TimelineEntry] = {}
    if agreement.signed is not None:
        label = (
            ACTION.SIGNED.label
            if agreement.stage == Agreement.Stage.SIGNED
            else agreement.get_stage_display()
        )
        entries[ACTION.SIGNED, agreement.signed] = TimelineEntry(agreement.signed, label, ACTION.SIGNED)
    for action in agreement.actions.all():
        key = (action.kind, action.dated)
        entry = entries.setdefault(key, TimelineEntry(action.dated, action.get_kind_display(), action.kind))
        if action.party_id is not None:
            entry.parties.append(action_party(action))
        if action.note:
            entry.notes.append(action)
    return list(entries.values())


def _number_versions(entries: list[TimelineEntry]) -> None:
    """Set the number of the version that each amendment makes; the document as signed is the first."""
    changes = [one for one in entries if one.kind in (ACTION.AMENDED, RELATION.AMENDS)]
    for number, one in enumerate(changes, start=2):
        one.version = number


def missing_actions(agreement: Agreement) -> list[str]:
    """Name the usual actions that no source mentions; none for what was not signed or stands for several documents."""
    if agreement.stage != Agreement.Stage.SIGNED or agreement.is_package:
        return []
    usual: list[ACTION] = [] if agreement.signed else [ACTION.SIGNED]
    if is_ratified_kind(agreement):
        usual += [ACTION.RATIFIED, ACTION.NOTIFIED]
    if has_entry_into_force(agreement):
        usual.append(ACTION.ENTERED_INTO_FORCE)
    known = {action.kind for action in agreement.actions.all()}
    if ACTION.ACCEDED in known:
        known |= {ACTION.SIGNED, ACTION.RATIFIED}
    return [str(kind.label) for kind in usual if kind not in known]


def status_periods(agreement: Agreement, *, until: dt.date) -> list[Period]:
    """Return the periods of each status from the signature, or the first action, to a day."""
    days = set()
    for date in [agreement.signed, *(action.dated for action in agreement.actions.all())]:
        if date is not None:
            days |= {date.start, date.end}
    bounds = sorted(day for day in days if day <= until)
    if not bounds:
        return []
    periods: list[Period] = []
    for start, end in zip(bounds, [*bounds[1:], until + dt.timedelta(days=1)], strict=True):
        status = agreement.status_on(start)
        if start == end:
            continue
        if periods and periods[-1].status == status:
            periods[-1] = Period(periods[-1].start, end, status)
        else:
            periods.append(Period(start, end, status))
    return periods


def status_band(agreement: Agreement, *, on: dt.date, today: dt.date) -> SafeString | None:
    """Draw the periods as a band over a true axis of years, the day marked; nothing where none is known."""
    until = max(on, today)
    periods = status_periods(agreement, until=until)
    if not any(period.status != Status.UNKNOWN for period in periods):
        return None
    start = min(periods[0].start, on).replace(month=1, day=1)
    end = until.replace(month=12, day=31)
    days = (end - start).days or 1

    def place(day: dt.date) -> float:
        return round(LEFT + (day - start).days / days * (WIDTH - 2 * LEFT), 1)

    bars = format_html_join(
        "",
        '<rect class="band band--{}" x="{}" y="6" width="{}" height="{}"><title>{}</title></rect>',
        (
            (
                one.status.value,
                place(one.start),
                max(1.0, round(place(one.end) - place(one.start), 1)),
                BAND,
                words,
            )
            for one in periods
            for words in [_period_words(one, until)]
        ),
    )
    return format_html(
        '<svg class="status-band" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 52" role="img" aria-label="{}">'
        '{}{}<path class="band__day" d="M{x},0 V30"/></svg>',
        WIDTH, describe_periods(periods, until), _axis(start.year, end.year, place), bars, x=place(on),
    )  # fmt: skip


def describe_periods(periods: list[Period], until: dt.date) -> str:
    """Return the periods in words, as a screen reader says them."""
    return "; ".join(_period_words(period, until) for period in periods)


def _period_words(period: Period, until: dt.date) -> str:
    start = _short(period.start)
    if period.end > until:
        return _("%(status)s from %(start)s") % {"status": period.status.label, "start": start}
    end = _short(period.end - dt.timedelta(days=1))
    return _("%(status)s from %(start)s to %(end)s") % {
        "status": period.status.label,
        "start": start,
        "end": end,
    }


def _short(day: dt.date) -> str:
    return format_short_date(PartialDate(day, Precision.DAY), page_locale())


def _axis(first: int, last: int, place: Any) -> SafeString:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / step < MAX_LABELS)
    years = [year for year in range(first, last + 1) if year % step == 0]
    return format_html_join(
        "",
        '<path class="band__tick" d="M{0},24 V32"/><text class="band__year" x="{0}" y="46">{1}</text>',
        ((place(dt.date(year, 1, 1)), year) for year in years),
    )
