"""The family of an agreement: what it amends, renews, implements, supersedes or rests on, and what does so to it."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editorial.agreements.models import Agreement, AgreementRelation
from editorial.values.partial_dates import PartialDate

MAX_NODES = 24
SIGNED_AT = _("signed at")


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow of the diagram: from one row to another, by their numbers."""

    start: int
    end: int
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the diagram: an agreement of the family, or the event at which the agreement was signed."""

    number: int
    row: Agreement
    label: str | Promise
    dated: PartialDate | None
    is_current: bool
    edges: list[Edge]


@dataclass(frozen=True, slots=True)
class RelationGraph:
    """The members from the earliest, those without a date last, and how many are left out of the diagram."""

    members: list[Node]
    edges: list[Edge]
    left_out: int


def build_graph(
    agreement: Agreement, relations: Sequence[AgreementRelation], *, signed_at: Iterable[object]
) -> RelationGraph | None:
    """Return the family that the relations span around an agreement; None where there is no other member.

    `signed_at` are the outcomes of events at which it was signed, with their events.
    """
    near = nearest(agreement, relations)
    events = {outcome.event for outcome in signed_at}  # type: ignore[attr-defined]
    if len(near) + len(events) < 2:
        return None
    nodes = near[:MAX_NODES]
    found = [(row, row.get_kind_display(), row.signed) for row in nodes]
    found += [(row, row.get_kind_display(), row.started) for row in events]
    found.sort(key=lambda one: (one[2] is None, one[2].start.isoformat() if one[2] else "", one[0].slug))
    numbers = {row: number for number, (row, _kind, _dated) in enumerate(found, start=1)}
    edges = [
        Edge(numbers[row.agreement], numbers[row.other], row.get_kind_display())
        for row in relations
        if row.agreement in numbers and row.other in numbers
    ]
    edges += [Edge(numbers[agreement], numbers[event], SIGNED_AT) for event in events]
    members = [
        Node(
            numbers[row],
            row,
            kind,
            dated,
            row == agreement,
            [edge for edge in edges if edge.start == numbers[row]],
        )
        for row, kind, dated in found
    ]
    return RelationGraph(members, edges, len(near) - len(nodes))


def nearest(agreement: Agreement, relations: Sequence[AgreementRelation]) -> list[Agreement]:
    """Return the agreement and whatever the relations lead to from it, the nearest first; circles end by themselves."""
    neighbours: dict[Agreement, list[Agreement]] = {}
    for row in relations:
        neighbours.setdefault(row.agreement, []).append(row.other)
        neighbours.setdefault(row.other, []).append(row.agreement)
    found = {agreement: None}
    queue = deque([agreement])
    while queue:
        for other in neighbours.get(queue.popleft(), ()):
            if other not in found:
                found[other] = None
                queue.append(other)
    return list(found)
