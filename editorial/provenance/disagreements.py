"""Disagreements of sources: numbers that cannot both hold, and different wordings of one fact.

Pages, the API, the desk, the search and the dumps all ask here, so that none of them shows a disagreement that
another does not.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Generic, Protocol, TypeVar

from django.conf import settings
from django.db.models import Model, TextChoices, Value
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from editorial.i18n.fallback_text import languages_to_try
from editorial.i18n.querysets import without_translation_rewrite
from editorial.provenance.models import Aspect, Source
from editorial.values.partial_dates import PartialDate

INFINITY = Decimal("Infinity")
# An approximate value stands for whatever rounds to it, but for no more than this share of it on either side.
APPROXIMATE_SHARE = Decimal("0.1")


class DisagreementKind(TextChoices):
    """What kind of information a disagreement is about."""

    VALUE = "value", _("value")
    DATE = "date", _("date")
    NAME = "name", _("name or title")
    COUNT = "count", _("number")
    OTHER = "other", _("other information")


_KINDS = {
    Aspect.VALUE: DisagreementKind.VALUE,
    Aspect.TITLE: DisagreementKind.NAME,
    Aspect.DATE: DisagreementKind.DATE,
    Aspect.DEADLINE: DisagreementKind.DATE,
    Aspect.PRECEDENCE: DisagreementKind.DATE,
    Aspect.NUMBER: DisagreementKind.COUNT,
}


def kind_of_aspect(aspect: str) -> DisagreementKind:
    """Return the kind of what sources of a fact state differently."""
    return _KINDS.get(Aspect(aspect), DisagreementKind.OTHER)


class StatedValue(Protocol):
    """A number as a source states it, and what it is of."""

    pk: int
    indicator_id: int
    area_id: int | None
    unit_id: int
    nature: str
    qualifier: str
    value: Decimal | None
    value_min: Decimal | None
    value_max: Decimal | None

    @property
    def started(self) -> PartialDate | None:
        """The first day, month or year of the period."""

    @property
    def ended(self) -> PartialDate | None:
        """The last one."""


AnyValue = TypeVar("AnyValue", bound=StatedValue)


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that a stated value allows; an open end is not one of them."""

    low: Decimal
    high: Decimal
    is_low_open: bool = False
    is_high_open: bool = False

    def meets(self, other: "Interval") -> bool:
        """Return whether some number lies in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        is_open = any(
            (one.low == low and one.is_low_open) or (one.high == high and one.is_high_open)
            for one in (self, other)
        )
        return not is_open


@dataclass(frozen=True, slots=True)
class Contradiction(Generic[AnyValue]):
    """Values of one thing that cannot all hold, in the order in which they were given."""

    first: AnyValue
    values: list[AnyValue]


def build_interval(row: StatedValue) -> Interval:
    """Return the numbers that a value with its qualifier allows."""
    low = row.value_min if row.value is None else row.value
    high = row.value_max if row.value is None else row.value
    if low is None or high is None:  # the database allows neither
        return Interval(-INFINITY, INFINITY)
    if row.qualifier == "approx":
        return Interval(low - _leeway(low), high + _leeway(high))
    if row.qualifier in ("more_than", "at_least"):
        return Interval(low, INFINITY, is_low_open=row.qualifier == "more_than")
    if row.qualifier in ("less_than", "up_to"):
        return Interval(-INFINITY, high, is_high_open=row.qualifier == "less_than")
    return Interval(low, high)


def _leeway(number: Decimal) -> Decimal:
    half_of_last_digit = Decimal(1).scaleb(_exponent(number)) / 2
    return min(half_of_last_digit, abs(number) * APPROXIMATE_SHARE)


def _exponent(number: Decimal) -> int:
    return int(number.normalize().as_tuple().exponent)


def can_both_hold(one: StatedValue, other: StatedValue) -> bool:
    """Return whether two values of the same thing, with their qualifiers, can both be true.

    Of two exact numbers the coarser may be the finer one rounded: 456 and 456.3 can both hold, 2.7 and 2.76 cannot.
    """
    exact = [row.value for row in (one, other) if row.value is not None and not row.qualifier]
    if len(exact) == 2:
        digit = Decimal(1).scaleb(min(max(map(_exponent, exact)), 0))
        first, second = (number.quantize(digit, ROUND_HALF_UP) for number in exact)
        return first == second
    return build_interval(one).meets(build_interval(other))


def subject_key(row: StatedValue) -> Hashable | None:
    """Return what a value is of: indicator, area, unit, nature and period; None where it can be compared with none.

    A target or a forecast without a date may be meant for any year.
    """
    start: dt.date | None = row.started.start if row.started else None
    last = row.ended or row.started
    if last is None and row.nature != "measured":
        return None
    end = last.end if last else None
    return (row.indicator_id, row.area_id, row.unit_id, row.nature, start, end)


def disagreeing_with(row: AnyValue, others: Iterable[AnyValue]) -> list[AnyValue]:
    """Return those of the values that state the same thing so that both cannot hold."""
    subject = subject_key(row)
    if subject is None:
        return []
    return [
        other
        for other in others
        if other.pk != row.pk and subject_key(other) == subject and not can_both_hold(row, other)
    ]


def find_contradictions(values: Iterable[AnyValue]) -> list[Contradiction[AnyValue]]:
    """Return the values that cannot all hold, by what they are of; a value that none contradicts is left out."""
    groups: dict[Hashable, list[AnyValue]] = defaultdict(list)
    for row in values:
        if (subject := subject_key(row)) is not None:
            groups[subject].append(row)
    found = []
    for rows in groups.values():
        distinct = {value_key(row): row for row in rows}
        against = {
            stated
            for stated, row in distinct.items()
            if not all(can_both_hold(row, other) for other in distinct.values())
        }
        if disputed := [row for row in rows if value_key(row) in against]:
            found.append(Contradiction(disputed[0], disputed))
    return found


def value_key(row: StatedValue) -> Hashable:
    """Return what two rows share that state the same value."""
    return (row.value, row.value_min, row.value_max, row.qualifier)


@dataclass(slots=True)
class Disagreement:
    """A disagreement and its versions; sources that state the same are grouped."""

    aspect: Aspect
    versions: list[list[Source]] = field(default_factory=list)


def disagreements(sources: Iterable[Source]) -> list[Disagreement]:
    """Return what two or more sources of one fact say differently: names, dates, levels and whatever else."""
    found: dict[str, dict[str, list[Source]]] = defaultdict(dict)
    for source in sources:
        if source.aspect:
            found[source.aspect].setdefault(normalize_statement(source.statement), []).append(source)
    return [
        Disagreement(Aspect(aspect), list(versions.values()))
        for aspect, versions in found.items()
        if len(versions) > 1
    ]


def disputed_facts(*facts: type[Model]) -> dict[type[Model], set[int]]:
    """Return the keys of the facts about which their sources disagree, by the kinds of facts. One query."""
    languages = languages_to_try(get_language() or settings.LANGUAGE_CODE)
    arms = []
    for number, model in enumerate(facts):
        relation: Any = model._meta.get_field("sources")
        rows = without_translation_rewrite(relation.related_model.objects.exclude(aspect="").order_by())
        columns = (relation.field.attname, "aspect", *(f"statement_{code}" for code in languages))
        arms.append(rows.annotate(kind=Value(number)).values_list("kind", *columns))
    versions: dict[tuple[int, int, str], set[str]] = defaultdict(set)
    for kind, key, aspect, *statements in arms[0].union(*arms[1:], all=True):
        versions[kind, key, aspect].add(normalize_statement(next(filter(None, statements), "")))
    found: dict[type[Model], set[int]] = {model: set() for model in facts}
    for (kind, key, _aspect), claims in versions.items():
        if len(claims) > 1:
            found[facts[kind]].add(key)
    return found


def normalize_statement(statement: str) -> str:
    """Return a statement without what makes no difference: case, spaces, quotes, kinds of dashes, a full stop."""
    text = re.sub(r"[«»“”„\"]", "", statement.casefold())
    text = re.sub(r"[–—−-]", "-", text)
    return " ".join(text.split()).rstrip(".")
