"""The gazetteer of the record: every published or drafted thing with its names, built by a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Model

from editorial.agreements.models import Agreement, Party
from editorial.events.models import Event, Mechanism, Participant
from editorial.experts.models import Expert, ExpertName, Organisation, OrganisationName
from editorial.mentions.detection.gazetteer import Gazetteer, build
from editorial.mentions.detection.types import Form, KnownEntity, Period
from editorial.places.models import Place
from editorial.values.languages import Language
from editorial.values.partial_dates import PartialDate
from editorial.workflow.states import State

KINDS: dict[str, type[Model]] = {
    "expert": Expert,
    "organisation": Organisation,
    "mechanism": Mechanism,
    "agreement": Agreement,
    "event": Event,
    "place": Place,
}


def gazetteer() -> Gazetteer:
    """Return the gazetteer of the record as it stands; it is built again when a row of the record was saved."""
    return _built(_names_version())


def _names_version() -> tuple[Any, ...]:
    """Tell one state of the names from another. One query for a model."""
    dated: dict[type[Model], str] = {
        model: "pk" if model is Place else "changed_at" for model in KINDS.values()
    }
    dated |= {ExpertName: "pk", OrganisationName: "pk", Party: "pk", Participant: "pk"}
    return tuple(
        tuple(model._base_manager.aggregate(count=Count("pk"), last=Max(name)).values())
        for model, name in dated.items()
    )


@lru_cache(maxsize=1)
def _built(_state: tuple[Any, ...]) -> Gazetteer:
    return build(known_entities())


def known_entities() -> Iterator[KnownEntity]:
    """Yield what the record knows, what was withdrawn aside."""
    yield from _experts()
    yield from _organisations()
    yield from _mechanisms()
    yield from _places()
    yield from _agreements()
    yield from _events()


def in_languages(row: Model, field: str) -> tuple[Form, ...]:
    """Return a translated field as forms."""
    texts = {language: getattr(row, f"{field}_{language}", "") for language in Language.values}
    return tuple(Form(text, language, preferred=True) for language, text in texts.items() if text)


def build_period(start: PartialDate | None, end: PartialDate | None = None) -> Period | None:
    """Return the days from the first to the last of partial dates."""
    if start is None:
        return None
    return start.start.isoformat(), (end or start).end.isoformat()


def _known(model: type[Model]) -> Any:
    return model._base_manager.exclude(state=State.WITHDRAWN)


def _experts() -> Iterator[KnownEntity]:
    forms: dict[int, list[Form]] = defaultdict(list)
    for owner, name, language in ExpertName.objects.values_list("expert_id", "name", "language"):
        forms[owner].append(Form(name, language))
    for row in _known(Expert):
        own = [
            Form(f"{getattr(row, f'given_name_{language}') or ''} {family}".strip(), language, preferred=True)
            for language in Language.values
            if (family := getattr(row, f"family_name_{language}"))
        ]
        yield KnownEntity(
            f"expert:{row.pk}", "expert", (*own, *forms[row.pk]), sort=row.kind, country=row.country
        )


def _organisations() -> Iterator[KnownEntity]:
    forms: dict[int, list[Form]] = defaultdict(list)
    for owner, name, language, preferred in OrganisationName.objects.values_list(
        "organisation_id", "name", "language", "preferred"
    ):
        forms[owner].append(Form(name, language, preferred=preferred))
    for row in _known(Organisation):
        names = (*in_languages(row, "name"), *in_languages(row, "short_name"), *forms[row.pk])
        yield KnownEntity(
            f"organisation:{row.pk}", "organisation", _unique(names), sort=row.kind, country=row.country
        )


def _unique(forms: Iterable[Form]) -> tuple[Form, ...]:
    found: dict[tuple[str, str], Form] = {}
    for form in forms:
        if form.text:
            found.setdefault((form.text, form.language), form)
    return tuple(found.values())


def _mechanisms() -> Iterator[KnownEntity]:
    for row in _known(Mechanism):
        parties = frozenset(row.country_codes)
        yield KnownEntity(
            f"mechanism:{row.pk}", "mechanism", in_languages(row, "name"), sort=row.kind, parties=parties
        )


def _places() -> Iterator[KnownEntity]:
    for row in Place.objects.all():
        yield KnownEntity(f"place:{row.pk}", "place", in_languages(row, "name"), country=row.country)


def _agreements() -> Iterator[KnownEntity]:
    parties: dict[int, set[str]] = defaultdict(set)
    for owner, country, body in Party.objects.values_list("agreement_id", "country", "organisation_id"):
        parties[owner].add(country or f"organisation:{body}")
    for row in _known(Agreement):
        yield KnownEntity(
            f"agreement:{row.pk}", "agreement", in_languages(row, "title"), sort=row.kind,
            parties=frozenset(parties[row.pk]), period=build_period(row.signed), planned=row.stage != "signed", count=row.document_count,
            place=f"place:{row.place_id}" if row.place_id else "",
        )  # fmt: skip


def _events() -> Iterator[KnownEntity]:
    parties: dict[int, set[str]] = defaultdict(set)
    rows = Participant.objects.values_list("event_id", "country", "organisation_id", "expert_id")
    for owner, country, body, person in rows:
        parties[owner].add(country or (f"organisation:{body}" if body else f"expert:{person}"))
    for row in _known(Event):
        yield KnownEntity(
            f"event:{row.pk}", "event", in_languages(row, "title"), sort=row.kind, country=row.country,
            parties=frozenset(parties[row.pk]), period=build_period(row.started, row.ended), planned=row.course == "planned",
            place=f"place:{row.place_id}" if row.place_id else "",
            series=f"mechanism:{row.mechanism_id}" if row.mechanism_id else "", number=row.number,
        )  # fmt: skip
