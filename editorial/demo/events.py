"""The chronicle: mechanisms, events, who took part and what came of them."""

from typing import Any

from editorial.agreements.models import Agreement
from editorial.articles.models import Collection
from editorial.demo.accounts import Cast
from editorial.demo.passages import PassageIndex
from editorial.demo.rows import (
    AgreementRow,
    CollectionRow,
    EventRow,
    MechanismRow,
    dated,
    read,
    translated_columns,
    translations,
)
from editorial.demo.upsert import record_changes, set_topics, upsert_rows
from editorial.events.models import Event, EventSource, Mechanism, MechanismSource, Outcome, Participant
from editorial.experts.models import Expert, Organisation
from editorial.places.models import Place
from editorial.records import services
from editorial.topics.models import Topic
from editorial.workflow.states import State


def load_mechanisms(
    organisations: dict[str, Organisation],
    collections: dict[str, Collection],
    library: PassageIndex,
    *,
    by: Cast,
) -> dict[str, Mechanism]:
    """Keep the recurring bodies and publish them."""
    rows: list[MechanismRow] = read("mechanisms")
    named = translations("mechanisms")
    saved = upsert_rows(
        Mechanism,
        {
            row["slug"]: {
                **translated_columns("name", row["name"], named.get(row["slug"])),
                **translated_columns("note", row.get("note"), named.get(row["slug"])),
                "kind": row["kind"],
                "countries": ", ".join(row.get("countries", [])),
                "organisation": organisations[row["organisation"]] if "organisation" in row else None,
                **dated("since", row.get("since")),
            }
            for row in rows
        },
    )
    MechanismSource.objects.filter(mechanism__in=saved.values()).delete()
    MechanismSource.objects.bulk_create(
        MechanismSource(mechanism=saved[row["slug"]], **columns)
        for row in rows
        for columns in library.build_columns(row["sources"])
    )
    published_within: list[CollectionRow] = read("collections")
    for collection in published_within:
        saved[collection["mechanism"]].collections.add(collections[collection["slug"]])
    record_changes(saved, by=by.editor)
    for mechanism in saved.values():
        if mechanism.state == State.DRAFT:
            services.publish(mechanism, by=by.editor)
    return saved


def load_events(
    *, mechanisms: dict[str, Mechanism], organisations: dict[str, Organisation], experts: dict[str, Expert],
    agreements: dict[str, Agreement], places: dict[str, Place], topics: dict[str, Topic], library: PassageIndex,
    by: Cast,
) -> dict[str, Event]:  # fmt: skip
    """Keep the events with all that belongs to them, and publish them."""
    rows: list[EventRow] = read("events")
    named = translations("events")
    saved = upsert_rows(Event, {row["slug"]: _columns(row, mechanisms, places, named) for row in rows})
    set_topics(Event.topics.through, saved, {row["slug"]: row["topics"] for row in rows}, topics)
    for row in rows:
        event = saved[row["slug"]]
        if "possibly_same_as" in row:
            event.possibly_same_as.set([saved[row["possibly_same_as"]]])
        event.part_of = saved[row["part_of"]] if "part_of" in row else None
    Event.objects.bulk_update(saved.values(), ["part_of"])
    for model in (Participant, Outcome, EventSource):
        model._default_manager.filter(event__in=saved.values()).delete()
    Participant.objects.bulk_create(
        Participant(
            event=saved[row["slug"]],
            order=order,
            expert=experts.get(slug),
            organisation=organisations.get(slug),
        )
        for row in rows
        for order, slug in enumerate(row.get("participants", []), start=1)
    )
    Outcome.objects.bulk_create(
        outcome for row in rows for outcome in _outcomes(saved[row["slug"]], row, agreements)
    )
    EventSource.objects.bulk_create(
        EventSource(event=saved[row["slug"]], **columns)
        for row in rows
        for columns in library.build_columns(row["sources"])
    )
    record_changes(saved, by=by.editor)
    for event in saved.values():
        if event.state == State.DRAFT:
            services.publish(event, by=by.editor)
    return saved


def _columns(
    row: EventRow,
    mechanisms: dict[str, Mechanism],
    places: dict[str, Place],
    named: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    return {
        **translated_columns("title", row["title"], named.get(row["slug"])),
        **translated_columns("note", row.get("note"), named.get(row["slug"])),
        "kind": row["kind"],
        "course": row["course"],
        "place": places[row["place"]] if "place" in row else None,
        "country": row.get("country", ""),
        "mechanism": mechanisms[row["mechanism"]] if "mechanism" in row else None,
        "number": row.get("number"),
        **dated("started_on", row.get("start")),
        **dated("ended_on", row.get("end")),
    }


def _outcomes(event: Event, row: EventRow, agreements: dict[str, Agreement]) -> list[Outcome]:
    """Return what came of an event: signed there, or agreed and announced there."""
    register: list[AgreementRow] = read("agreements")
    signed = [one["slug"] for one in register if one.get("signed_at") == row["slug"]]
    slugs = list(dict.fromkeys([*row.get("outcomes", []), *signed]))
    outcomes = []
    for order, slug in enumerate(slugs, start=1):
        was_signed = slug in signed and agreements[slug].stage == Agreement.Stage.SIGNED
        kind = Outcome.Kind.SIGNED if was_signed else Outcome.Kind.ADOPTED
        outcomes.append(Outcome(event=event, agreement=agreements[slug], kind=kind, order=order))
    return outcomes
