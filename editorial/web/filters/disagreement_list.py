"""Filters of the disagreements between sources, shared by page and API."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from editorial.provenance.disagreements import DisagreementKind
from editorial.records import registry
from editorial.records.disagreements import DisagreementEntry, disputed_types
from editorial.records.surfaces import Label

EXPLAINED = {"yes": gettext_lazy("explained by the editors"), "no": gettext_lazy("not explained yet")}


@dataclass(frozen=True, slots=True)
class DisagreementFilter:
    """A filter of the page and the API: its name, its values by their labels, and the values that an entry has."""

    name: str
    label: Label
    labels: Callable[[], dict[str, Label]]
    values: Callable[[DisagreementEntry], Iterable[str]]


def _topics() -> dict[str, Label]:
    model: Any = registry.get("topic").model
    return {topic.slug: str(topic) for topic in model._default_manager.all()}


FILTERS = (
    DisagreementFilter(
        "kind",
        gettext_lazy("Kind of disagreement"),
        lambda: dict(DisagreementKind.choices),
        lambda one: (one.kind,),
    ),
    DisagreementFilter(
        "type",
        gettext_lazy("Record type"),
        lambda: {name: registry.get(name).plural for name in disputed_types()},
        lambda one: (one.type,),
    ),
    DisagreementFilter(
        "topic",
        gettext_lazy("Topic"),
        _topics,
        lambda one: one.topics,
    ),
    DisagreementFilter(
        "explained",
        gettext_lazy("Explanation"),
        lambda: dict(EXPLAINED),
        lambda one: ("yes" if one.is_explained else "no",),
    ),
)
PARAMS = tuple(one.name for one in FILTERS)


def select(
    entries: Iterable[DisagreementEntry], chosen: dict[str, list[str]], *, but: str = ""
) -> list[DisagreementEntry]:
    """Return the entries that have one of the values chosen of each filter, but for one filter."""
    active = [one for one in FILTERS if chosen.get(one.name) and one.name != but]
    return [
        entry
        for entry in entries
        if all(set(chosen[one.name]).intersection(one.values(entry)) for one in active)
    ]
