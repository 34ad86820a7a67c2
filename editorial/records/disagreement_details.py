"""What pages and the API show of disagreements: the record, who says what with the passage, the editors' explanation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from editorial.provenance.disagreements import DisagreementKind, disagreements
from editorial.provenance.models import Aspect
from editorial.provenance.querysets import prefetch_sources
from editorial.records import registry
from editorial.records.disagreements import DisagreementEntry
from editorial.records.surfaces import FactType


@dataclass(frozen=True, slots=True)
class Version:
    """What one or more sources say. `value`: the row that has the value, where values differ."""

    sources: list[Any]
    value: Any = None


@dataclass(frozen=True, slots=True)
class DisagreementDetail:
    """A disagreement as it is shown. `fact`: the first row in question; the record itself, or a value of it."""

    entry: DisagreementEntry
    record: Any
    fact: Any
    versions: list[Version]
    explanations: list[Any]

    @property
    def type_label(self) -> str | Promise:
        """What the record is."""
        return registry.get(self.entry.type).label

    @property
    def title_fields(self) -> tuple[str, ...]:
        """The fields of which the title of the record consists."""
        citation = registry.get(self.entry.type).citation
        title = citation.title if citation else "title"
        return (title,) if isinstance(title, str) else title

    @property
    def kind_label(self) -> str | Promise:
        """Return the kind in the active language."""
        return DisagreementKind(self.entry.kind).label

    @property
    def aspect_label(self) -> str | Promise:
        """Return what it is about in the active language."""
        return Aspect(self.entry.aspect).label

    @property
    def address(self) -> str:
        """The address of the place on the record's page where the disagreement is shown."""
        anchor = self.fact.slug if self.fact is not self.record else f"differ-{self.entry.aspect}"
        return f"{self.record.get_absolute_url()}#{anchor}"


def load_details(entries: Iterable[DisagreementEntry]) -> list[DisagreementDetail]:
    """Return what is shown of the entries, in their order. Three queries for each type of fact among them."""
    listed = list(entries)
    keys: dict[str, set[int]] = defaultdict(set)
    for entry in listed:
        keys[entry.type].update(entry.facts)
    facts = {name: _read_facts(name, found) for name, found in keys.items()}
    return [
        _detail(entry, [facts[entry.type][key] for key in entry.facts])
        for entry in listed
        if all(key in facts[entry.type] for key in entry.facts)
    ]


def _read_facts(name: str, keys: set[int]) -> dict[int, Any]:
    fact = fact_type(name)
    sources: Any = fact.model._meta.get_field("sources")
    rows = fact.model._default_manager.filter(pk__in=keys).select_related(*fact.select_related)
    rows = rows.prefetch_related(prefetch_sources(sources.related_model._meta.label), "explanations")
    return {row.pk: row for row in rows}


def fact_type(name: str) -> FactType:
    """Return the facts of a record type about which sources may differ."""
    return next(fact for fact in registry.get(name).facts if fact.has_disputes)


def _detail(entry: DisagreementEntry, facts: list[Any]) -> DisagreementDetail:
    record = getattr(facts[0], fact_type(entry.type).record) if fact_type(entry.type).record else facts[0]
    explanations = [one for fact in facts for one in fact.explanations.all() if one.aspect == entry.aspect]
    if entry.is_between_values:
        versions = [Version(list(fact.sources.all()), fact) for fact in facts]
    else:
        found = disagreements(facts[0].sources.all())
        grouped = next((one.versions for one in found if one.aspect == entry.aspect), [])
        versions = [Version(sources) for sources in grouped]
    return DisagreementDetail(entry, record, facts[0], versions, explanations)


def disagreements_context(row: Any) -> dict[str, Any]:
    """Return what sources of a row state differently, and the editors' explanations by aspect. One query if any differ."""
    found = disagreements(row.sources.all())
    explained = {one.aspect: one for one in row.explanations.all()} if found else {}
    return {"disagreements": found, "explanations": explained}
