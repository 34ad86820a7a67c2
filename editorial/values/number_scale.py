"""Axes of numbers: they begin at zero and go in round steps."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class ValueScale:
    """An axis of numbers that always has zero; its ends are steps of the axis."""

    low: Decimal
    high: Decimal
    ticks: list[Decimal]

    @classmethod
    def of(cls, values: Sequence[Decimal], *, number: int = 5) -> "ValueScale":
        """Return the axis of these values, with about this number of steps."""
        low, high = min(Decimal(0), *values, Decimal(0)), max(Decimal(0), *values, Decimal(0))
        step = round_step((high - low) / number)
        first, last = math.floor(low / step), math.ceil(high / step)
        ticks = [step * turn for turn in range(first, last + 1)]
        return cls(ticks[0], ticks[-1], ticks)

    def share(self, value: Decimal) -> float:
        """Return where a value is: 0 at the lower end, 1 at the upper."""
        return float((value - self.low) / (self.high - self.low))


def round_step(rough: Decimal) -> Decimal:
    """Return the round number at or above: 1, 2, 2.5, 5 or 10 times a power of ten."""
    if rough <= 0:
        return Decimal(1)
    power = Decimal(10) ** rough.adjusted()
    return next((power * step for step in STEPS if power * step >= rough), power * 10)


def count_ticks(highest: int) -> list[int]:
    """Return the whole numbers of an axis of counts, from zero to at least the highest, in equal steps."""
    step = math.ceil(round_step(Decimal(max(highest, 1)) / 3))
    return list(range(0, math.ceil(max(highest, 1) / step) * step + 1, step))
