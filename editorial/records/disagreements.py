"""All disagreements of sources in the published records: what about, of which kind, whether the editors explain it.

The rules by which sources disagree are those of `provenance.disagreements`; a record type names its facts
(`RecordType.facts`). An entry holds keys only; `disagreement_details` reads what pages and the API show.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import CharField, DateField, F, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language

from editorial.i18n.fallback_text import languages_to_try
from editorial.i18n.querysets import without_translation_rewrite
from editorial.provenance.disagreements import DisagreementKind, kind_of_aspect, normalize_statement
from editorial.provenance.models import Aspect
from editorial.records import registry
from editorial.records.large_counts import once_per_state
from editorial.records.surfaces import FactType
from editorial.workflow.states import State


@dataclass(frozen=True, slots=True)
class DisagreementEntry:
    """What sources say differently about one aspect of a fact, or the values of one thing that cannot all hold.

    `facts` are the keys of the rows in question: the record itself, or values of an indicator.
    """

    type: str
    record: int
    slug: str
    facts: tuple[int, ...]
    aspect: str
    kind: str
    day: dt.date | None
    versions: int
    is_between_values: bool
    is_explained: bool
    topics: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells it from any other: its anchor, and its `key` in the API."""
        parts = [self.type, self.slug, self.aspect]
        return "-".join(parts if self.facts == (self.record,) else [*parts, str(min(self.facts))])


@dataclass(frozen=True, slots=True)
class _Found:
    type: str
    record: int
    slug: str
    facts: tuple[int, ...]
    aspect: str
    kind: str
    day: dt.date | None
    versions: int
    is_between_values: bool = False


def all_disagreements() -> list[DisagreementEntry]:
    """Return the disagreements of published records, the latest facts first. Four queries."""
    return once_per_state(f"disagreements {get_language()}", _read_all)


def disputed_types() -> list[str]:
    """Return the names of the record types about which sources can differ."""
    return [name for name, _fact in _fact_types()]


def disputed_keys(model: type[Model], keys: Iterable[int] | None = None) -> set[int]:
    """Return the keys of the published records of a type about which sources differ, or of those among `keys`.

    One query, and one for values.
    """
    facts = [(name, fact) for name, fact in _fact_types() if registry.get(name).model is model]
    chosen = None if keys is None else list(keys)
    return {one.record for one in [*_between_sources(facts, chosen), *_between_values(facts, chosen)]}


def _fact_types() -> list[tuple[str, FactType]]:
    return [(one.name, fact) for one in registry.all() for fact in one.facts if fact.has_disputes]


def _read_all() -> list[DisagreementEntry]:
    facts = _fact_types()
    found = [*_between_sources(facts), *_between_values(facts)]
    if not found:
        return []
    explained, topics = _explained(facts), _topics(found)
    entries = [
        DisagreementEntry(
            one.type, one.record, one.slug, one.facts, one.aspect, one.kind, one.day, one.versions,
            one.is_between_values,
            is_explained=any((one.type, key, one.aspect) in explained for key in one.facts),
            topics=tuple(topics[one.type, one.record]),
        )
        for one in found
    ]  # fmt: skip
    return sorted(entries, key=_latest_first)


def _latest_first(one: DisagreementEntry) -> tuple[Any, ...]:
    day = -one.day.toordinal() if one.day else 0
    return (one.day is None, day, one.type, one.slug, one.aspect, one.facts)


def _between_sources(facts: Sequence[tuple[str, FactType]], records: list[int] | None = None) -> list[_Found]:
    """Find what the sources of one fact state differently. One query."""
    languages = languages_to_try(get_language() or settings.LANGUAGE_CODE)
    if not facts:
        return []
    first, *rest = [_claims(name, fact, languages, records) for name, fact in facts]
    statements: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for name, fact, record, slug, day, aspect, *texts in first.union(*rest, all=True):
        statements[name, fact, record, slug, day, aspect].add(
            normalize_statement(next(filter(None, texts), ""))
        )
    return [
        _Found(name, record, slug, (fact,), aspect, kind_of_aspect(aspect), day, len(versions))
        for (name, fact, record, slug, day, aspect), versions in statements.items()
        if len(versions) > 1
    ]


def _claims(
    name: str, fact: FactType, languages: Sequence[str], records: list[int] | None
) -> "QuerySet[Any, tuple[Any, ...]]":
    """Select what sources state about an aspect of the published facts of a type."""
    relation: Any = fact.model._meta.get_field("sources")
    subject = relation.field.name
    owner = f"{subject}__{fact.record}" if fact.record else subject
    rows = relation.related_model._base_manager.exclude(aspect="").filter(
        **{f"{owner}__state": State.PUBLISHED}
    )
    if records is not None:
        rows = rows.filter(**{f"{owner}__in": records})
    day = F(f"{subject}__{fact.day}") if fact.day else Cast(Value(None), DateField())
    found: QuerySet[Any, tuple[Any, ...]] = (
        without_translation_rewrite(rows)
        .order_by()
        .annotate(of_type=Value(name, output_field=CharField()), of_day=day, of_slug=F(f"{owner}__slug"))
        .values_list(
            "of_type", relation.field.attname, f"{owner}_id" if fact.record else relation.field.attname,
            "of_slug", "of_day", "aspect", *(f"statement_{code}" for code in languages),
        )
    )  # fmt: skip
    return found


def _between_values(facts: Sequence[tuple[str, FactType]], records: list[int] | None = None) -> list[_Found]:
    """Find values of one thing that cannot all hold. One query for each type that has values."""
    found = []
    for name, fact in facts:
        if fact.contradictions is None:
            continue
        for group in fact.contradictions(records):
            kind = DisagreementKind.COUNT if group.is_count else DisagreementKind.VALUE
            found.append(
                _Found(
                    name,
                    group.record,
                    group.slug,
                    group.facts,
                    Aspect.VALUE,
                    kind,
                    group.day,
                    group.versions,
                    True,
                )
            )
    return found


def _explained(facts: Sequence[tuple[str, FactType]]) -> set[tuple[str, int, str]]:
    """Return the aspects of facts that the editors explain: type, key of the fact, aspect. One query."""
    arms = []
    for name, fact in facts:
        relation: Any = fact.model._meta.get_field("explanations")
        rows = without_translation_rewrite(relation.related_model._base_manager.order_by())
        arms.append(
            rows.annotate(of_type=Value(name, output_field=CharField())).values_list(
                "of_type", relation.field.attname, "aspect"
            )
        )
    return set(arms[0].union(*arms[1:]))


def _topics(found: Iterable[_Found]) -> dict[tuple[str, int], list[str]]:
    """Return the slugs of the topics of the records, by type and key. One query."""
    records: dict[str, set[int]] = defaultdict(set)
    for one in found:
        records[one.type].add(one.record)
    arms = []
    for name, keys in records.items():
        model: Any = registry.get(name).model
        if not any(one.name == "topics" for one in model._meta.many_to_many):
            continue
        rows = without_translation_rewrite(model._base_manager.filter(pk__in=keys, topics__isnull=False))
        arms.append(
            rows.order_by()
            .annotate(of_type=Value(name, output_field=CharField()))
            .values_list("of_type", "pk", "topics__slug")
        )
    topics: dict[tuple[str, int], list[str]] = defaultdict(list)
    if arms:
        for name, key, slug in arms[0].union(*arms[1:], all=True):
            topics[name, key].append(slug)
    return topics
