"""Records that embed others in what readers and partners get of them: a change of one is a change of the rest.

Each app hands over what it knows by `register`; the lookups follow the serializers of the API.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import Model, Q

from editorial.records.changelog.record_ref import RecordRef, is_public, type_name
from editorial.workflow.models import PublishableModel
from editorial.workflow.states import State

Lookups = tuple[str, ...]
EmbeddedState = Mapping[str, Any]
# Given keys of rows, yields (key, value) in a settled order.
ValuesByRow = Callable[[Collection[int]], Iterable[tuple[int, Any]]]

# For each model, the lookups by which the records of others embed it.
DEPENDENTS: Final[dict[type[Model], dict[type[Model], Lookups]]] = {}
# References that a row itself holds and the other end shows: once cut, no lookup finds them any more.
OWN_REFERENCES: Final[dict[type[Model], Mapping[str, type[Model]]]] = {}
EMBEDDED_FIELDS: Final[dict[type[Model], tuple[str, ...]]] = {}
EMBEDDED_VALUES: Final[dict[type[Model], Mapping[str, ValuesByRow]]] = {}


def register(
    model: type[Model],
    *,
    embeds: Mapping[type[Model], Lookups],
    embedded_in: Mapping[type[Model], Lookups],
    references: Mapping[str, type[Model]],
    fields: tuple[str, ...],
    values: Mapping[str, ValuesByRow],
) -> None:
    """Take a model into the log: see `RecordType` for what the rest means."""
    own = DEPENDENTS.setdefault(model, {})
    own.update(embedded_in)
    for embedded, lookups in embeds.items():
        DEPENDENTS.setdefault(embedded, {})[model] = lookups
    OWN_REFERENCES[model], EMBEDDED_FIELDS[model], EMBEDDED_VALUES[model] = references, fields, values


def _model_for(kind: str) -> type[Model]:
    return next(model for model in DEPENDENTS if type_name(model) == kind)


def embedded_state(kind: str, keys: Iterable[int]) -> dict[int, EmbeddedState]:
    """Return what others embed of rows of a type; nothing of those that are gone. A few queries for any number."""
    model, keys_left = _model_for(kind), list(keys)
    names = EMBEDDED_FIELDS[model]
    found: dict[int, dict[str, Any]] = {
        row.pk: {"slug": row.slug, "seen": is_public(row), "names": [getattr(row, name) for name in names]}  # type: ignore[attr-defined]
        for row in model._base_manager.filter(pk__in=keys_left)
    }
    for name, values in _more(model, list(found)):
        for key, value in values:
            found[key].setdefault(name, []).append(value)
    return dict(found)


def _more(model: type[Model], keys: list[int]) -> Iterator[tuple[str, Iterable[tuple[int, Any]]]]:
    """Yield what rows of other tables say of the rows, in a settled order."""
    for lookup in OWN_REFERENCES[model]:
        holding = model._base_manager.filter(pk__in=keys, **{f"{lookup}__isnull": False})
        yield lookup, holding.order_by("pk", lookup).values_list("pk", lookup).distinct()
    for name, values in EMBEDDED_VALUES[model].items():
        yield name, values(keys)


def dependents_of(
    kind: str, keys: Iterable[int], *, before: Iterable[EmbeddedState] = ()
) -> Iterator[RecordRef]:
    """Yield the public records that embed rows of a type, now or by the references that they held `before`.

    One query for each type that may embed them.
    """
    model, keys_left = _model_for(kind), list(keys)
    if keys_left:
        for other, lookups in DEPENDENTS[model].items():
            condition = Q()
            for lookup in lookups:
                condition |= Q(**{f"{lookup}__in": keys_left})
            yield from _public(other, condition)
    cut: dict[type[Model], set[int]] = defaultdict(set)
    for state in before:
        for lookup, other in OWN_REFERENCES[model].items():
            cut[other] |= set(state.get(lookup, ()))
    for other, others in cut.items():
        yield from _public(other, Q(pk__in=others))


def _public(model: type[Model], condition: Q) -> Sequence[RecordRef]:
    rows = model._base_manager.filter(condition)
    if issubclass(model, PublishableModel):
        rows = rows.filter(state=State.PUBLISHED)
    found = rows.order_by("pk").values_list("pk", "slug").distinct()
    return [RecordRef(type_name(model), key, slug) for key, slug in found]
