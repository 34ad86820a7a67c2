"""The Expert Council by its two sides: who sits in it, who sat, and who writes in its texts."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.functional import Promise

from editorial.experts.models import CouncilMembership, Expert


@dataclass(slots=True)
class Side:
    """One side: seats of today and of before, and the authors of its country with their number of texts (`texts`)."""

    country: str
    label: str | Promise
    seats: list[CouncilMembership] = field(default_factory=list)
    former: list[CouncilMembership] = field(default_factory=list)
    authors: list[Expert] = field(default_factory=list)


def council_by_side(*, on: dt.date) -> list[Side]:
    """Return both sides as of a day. A seat is former from the day after its last one. Three queries."""
    sides = {code: Side(code, label) for code, label in CouncilMembership.Side.choices}
    for seat in CouncilMembership.objects.of_published():
        side = sides[seat.side]
        is_over = seat.ended is not None and seat.ended.end < on
        (side.former if is_over else side.seats).append(seat)
    for author in Expert.objects.authors_from(list(sides)):
        sides[author.country].authors.append(author)
    return list(sides.values())
