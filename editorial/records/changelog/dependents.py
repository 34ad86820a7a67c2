"""Which rows show which others in what readers and partners get of them: what a change of one says of the rest.

`DEPENDENTS` follows the serializers: for each type, the lookups by which the rows of other types name it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.db.models import Model, Q

from editorial.agreements.models import Agreement
from editorial.articles.models import Article, Collection, Edition
from editorial.events.models import Event, Mechanism
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Indicator
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.languages import in_each_language
from editorial.workflow.changes import RecordRef, Shown, is_public, type_of
from editorial.workflow.models import PublishableModel
from editorial.workflow.states import State

PASSAGE = "sources__edition__article"
DEPENDENTS: Final[dict[type[Model], dict[type[Model], tuple[str, ...]]]] = {
    Topic: dict.fromkeys((Article, Collection, Agreement, Event, Indicator), ("topics",)),
    Place: dict.fromkeys((Collection, Agreement, Event), ("place",)),
    Expert: {
        Article: ("contributions__expert",),
        Collection: ("contributions__expert",),
        Event: ("participants__expert",),
    },
    Organisation: {
        Article: ("outlet", "contributions__organisation"),
        Collection: ("publishers__organisation", "contributions__organisation"),
        Expert: ("affiliations__organisation",),
        Agreement: ("parties__organisation",),
        Event: ("participants__organisation",),
        Mechanism: ("organisation",),
        Indicator: ("observations__stated_by",),
    },
    Collection: {Article: ("collection",)},
    Article: {
        Article: ("translation_of",),
        Collection: ("articles",),
        Agreement: (PASSAGE,),
        Event: (PASSAGE,),
        Mechanism: (PASSAGE,),
        Indicator: (f"observations__{PASSAGE}",),
    },
    Agreement: {
        Agreement: ("relations__other", "inverse_relations__agreement"),
        Event: ("outcomes__agreement",),
    },
    Event: {Event: ("part_of", "possibly_same_as"), Agreement: ("outcomes__event",)},
    Mechanism: {Event: ("mechanism",)},
    Indicator: {},
}
# Ties that a row itself holds, and that the other end shows: once cut, they are no longer found by a lookup.
OWN_REFERENCES: Final[dict[type[Model], dict[str, type[Model]]]] = {
    Article: {"collection": Collection},
    Agreement: {"relations__other": Agreement},
    Event: {"outcomes__agreement": Agreement, "possibly_same_as": Event},
}
TYPES: Final = {type_of(model): model for model in DEPENDENTS}
NAMES: Final[dict[type[Model], tuple[str, ...]]] = {
    Expert: tuple(in_each_language("given_name", "family_name")),
    Organisation: tuple(in_each_language("name", "short_name")),
    # As the contents of a collection have it.
    Article: ("genre", "order_in_collection", "first_page", "last_page"),
}


def embedded_state(kind: str, keys: Iterable[int]) -> dict[int, Shown]:
    """Return what others show of rows of a type; nothing of those that are gone. A few queries, however many rows."""
    model, wanted = TYPES[kind], list(keys)
    names = NAMES.get(model, ())
    found: dict[int, dict[str, Any]] = {
        row.pk: {"slug": row.slug, "seen": is_public(row), "names": [getattr(row, name) for name in names]}  # type: ignore[attr-defined]
        for row in model._base_manager.filter(pk__in=wanted)  # noqa: SLF001
    }
    for name, values in _more(model, list(found)):
        for key, value in values:
            found[key].setdefault(name, []).append(value)
    return dict(found)


def _more(model: type[Model], keys: list[int]) -> Iterator[tuple[str, list[tuple[int, Any]]]]:
    """Yield what lines of rows say of them, in a settled order."""
    for lookup in OWN_REFERENCES.get(model, {}):
        tied = model._base_manager.filter(pk__in=keys, **{f"{lookup}__isnull": False})  # noqa: SLF001
        yield lookup, list(tied.order_by("pk", lookup).values_list("pk", lookup).distinct())
    if model is Article:
        titles = Edition.objects.current().filter(article__in=keys).values_list("article_id", "title")
        yield "title", list(titles.order_by("article_id"))


def dependents_of(kind: str, keys: Iterable[int], *, before: Iterable[Shown] = ()) -> Iterator[RecordRef]:
    """Yield the rows that readers see and that show rows of a type, now or as they were tied before.

    A query for each type that may show them.
    """
    model, wanted = TYPES[kind], list(keys)
    if wanted:
        for other, lookups in DEPENDENTS[model].items():
            named = Q()
            for lookup in lookups:
                named |= Q(**{f"{lookup}__in": wanted})
            yield from _seen(other, named)
    cut: dict[type[Model], set[int]] = defaultdict(set)
    for shown in before:
        for lookup, other in OWN_REFERENCES.get(model, {}).items():
            cut[other] |= set(shown.get(lookup, ()))
    for other, others in cut.items():
        yield from _seen(other, Q(pk__in=others))


def _seen(model: type[Model], condition: Q) -> Sequence[RecordRef]:
    rows = model._base_manager.filter(condition)  # noqa: SLF001
    if issubclass(model, PublishableModel):
        rows = rows.filter(state=State.PUBLISHED)
    found = rows.order_by("pk").values_list("pk", "slug").distinct()
    return [RecordRef(type_of(model), key, slug) for key, slug in found]
