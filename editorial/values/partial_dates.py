"""Dates known to the day, the month or only the year.

A partial date is stored as a pair of columns: the first day of the period and its precision, so that the
database sorts and filters it as a date. It reads and writes as EDTF level 0: `2022`, `2022-11`, `2022-11-14`.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, NamedTuple, Self, overload

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.values.text_fields import CharField


class Precision(models.TextChoices):
    """Known part of a date."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
DOTTED = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A day, month or year; sorts by its first day, then by what follows in it."""

    start: dt.date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2022`, `2022-11`, `2022-11-14`, `11.2022` or `14.11.2022`.

        Raises ValidationError that names the text.
        """
        text = text.strip()
        parts: tuple[str | None, ...] | None = None
        if match := EDTF.fullmatch(text):
            parts = match.groups()
        elif match := DOTTED.fullmatch(text):
            parts = match.groups()[::-1]
        if parts is not None:
            year, month, day = (int(part) if part else None for part in parts)
            precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
            # "2022-00" and "2022-11-00" are matched by the pattern but name no period.
            if month != 0 and day != 0 and year:
                try:
                    return cls(dt.date(year, month or 1, day or 1), precision)
                except ValueError:
                    pass
        raise ValidationError(
            _("Invalid date “%(text)s”. Enter a year, a month or a day: 2022, 2022-11 or 2022-11-14."),
            code="invalid_date",
            params={"text": text},
        )

    @property
    def end(self) -> dt.date:
        """The last day of the period."""
        if self.precision == Precision.DAY:
            return self.start
        month = self.start.month if self.precision == Precision.MONTH else 12
        return self.start.replace(month=month, day=calendar.monthrange(self.start.year, month)[1])

    def __str__(self) -> str:
        """EDTF level 0."""
        return self.start.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


class PartialDateField(models.DateField):  # type: ignore[type-arg]
    """The first day of the period; its neighbour `<name>_precision` says how much of it is known."""


class PrecisionField(CharField):  # type: ignore[type-arg]
    """Known part of the neighbouring date; empty when there is no date."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("precision"))
        kwargs.setdefault("max_length", 5)
        kwargs.setdefault("choices", Precision.choices)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


class Partial:
    """Read and set the two columns of a partial date as one PartialDate.

    `signed = Partial("signed_on")` joins `signed_on` and `signed_on_precision`.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.precision_name = f"{name}_precision"

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: models.Model, owner: type) -> PartialDate | None: ...
    def __get__(self, instance: models.Model | None, owner: type) -> Self | PartialDate | None:
        if instance is None:
            return self
        start = getattr(instance, self.name)
        if start is None:
            return None
        return PartialDate(start, Precision(getattr(instance, self.precision_name) or Precision.DAY))

    def __set__(self, instance: models.Model, value: PartialDate | str | None) -> None:
        if isinstance(value, str):
            value = PartialDate.parse(value) if value else None
        setattr(instance, self.name, value.start if value else None)
        setattr(instance, self.precision_name, value.precision if value else "")


def precision_agrees(name: str, *, prefix: str) -> models.CheckConstraint:
    """Constrain a pair of columns: both or none, and no day or month is kept that is not known."""
    precision = f"{name}_precision"
    agrees = (
        Q(**{f"{name}__isnull": True, precision: ""})
        | Q(**{f"{name}__isnull": False, precision: Precision.DAY})
        | Q(**{f"{name}__isnull": False, precision: Precision.MONTH, f"{name}__day": 1})
        | Q(**{f"{name}__isnull": False, precision: Precision.YEAR, f"{name}__day": 1, f"{name}__month": 1})
    )
    return models.CheckConstraint(
        condition=agrees,
        name=f"{prefix}_{name}_precision_agrees",
        violation_error_message=_("The date does not match its precision."),
    )


def not_before(end: str, start: str, *, prefix: str) -> models.CheckConstraint:
    """Constrain a period: its end is not before its start; either may be open.

    A coarse end may begin before a fine start (`2023` after `2023-04`), so it is measured by its year or month.
    """
    fits = (
        Q(**{f"{end}__isnull": True})
        | Q(**{f"{start}__isnull": True})
        | Q(**{f"{end}__gte": models.F(start)})
        | Q(**{f"{end}_precision": Precision.YEAR, f"{end}__year__gte": models.F(f"{start}__year")})
        | Q(
            **{
                f"{end}_precision": Precision.MONTH,
                f"{end}__year": models.F(f"{start}__year"),
                f"{end}__month__gte": models.F(f"{start}__month"),
            }
        )
    )
    return models.CheckConstraint(
        condition=fits,
        name=f"{prefix}_{end}_not_before_start",
        violation_error_message=_("The end date is before the start date."),
    )


class EndOfDay(NamedTuple):
    """A day, and the first days of the month and of the year in which the next day lies."""

    day: dt.date
    month: dt.date
    year: dt.date

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Return the three of a day."""
        next_day = day + dt.timedelta(days=1)
        return cls(day, next_day.replace(day=1), next_day.replace(month=1, day=1))


def certainly_by(name: str, day: "dt.date | EndOfDay") -> Q:
    """Select rows whose partial date has certainly come by the end of `day`."""
    end = day if isinstance(day, EndOfDay) else EndOfDay.of(day)
    return (
        Q(**{f"{name}_precision": Precision.DAY, f"{name}__lte": end.day})
        | Q(**{f"{name}_precision": Precision.MONTH, f"{name}__lt": end.month})
        | Q(**{f"{name}_precision": Precision.YEAR, f"{name}__lt": end.year})
    )


def certainly_after(name: str, day: dt.date) -> Q:
    """Select rows whose partial date certainly lies after `day`."""
    return Q(**{f"{name}__gt": day})
