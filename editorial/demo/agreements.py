"""The register of agreements: parties, steps, what ties them to each other, and who states them."""

from typing import Any

from django.db.models import Model

from editorial.agreements import services
from editorial.agreements.models import (
    Agreement,
    AgreementAction,
    AgreementRelation,
    AgreementSource,
    Party,
    Signatory,
)
from editorial.demo.accounts import Cast
from editorial.demo.passages import PassageIndex
from editorial.demo.rows import AgreementRow, dated, read, translated_columns, translations
from editorial.demo.upsert import record_changes, set_topics, upsert_rows
from editorial.experts.models import Expert, Organisation
from editorial.places.models import Place
from editorial.records import services as records
from editorial.topics.models import Topic
from editorial.workflow.states import State

CHILDREN: tuple[type[Model], ...] = (Signatory, Party, AgreementAction, AgreementRelation, AgreementSource)


def load_agreements(
    organisations: dict[str, Organisation], experts: dict[str, Expert], places: dict[str, Place],
    topics: dict[str, Topic], library: PassageIndex, *, by: Cast,
) -> dict[str, Agreement]:  # fmt: skip
    """Keep the agreements with all that belongs to them, and publish them."""
    rows: list[AgreementRow] = read("agreements")
    named = translations("agreements")
    saved = upsert_rows(Agreement, {row["slug"]: _columns(row, places, named) for row in rows})
    for model in CHILDREN:
        model._default_manager.filter(agreement__in=saved.values()).delete()
    set_topics(Agreement.topics.through, saved, {row["slug"]: row["topics"] for row in rows}, topics)
    Party.objects.bulk_create(
        party for row in rows for party in _parties(saved[row["slug"]], row, organisations)
    )
    AgreementAction.objects.bulk_create(
        action for row in rows for action in _actions(saved[row["slug"]], row)
    )
    Signatory.objects.bulk_create(
        signatory for row in rows for signatory in _signatories(saved[row["slug"]], row, experts)
    )
    AgreementRelation.objects.bulk_create(
        AgreementRelation(
            agreement=saved[row["slug"]],
            kind=relation["kind"],
            other=saved[relation["other"]],
            inferred=relation.get("inferred", False),
        )
        for row in rows
        for relation in row.get("relations", [])
    )
    AgreementSource.objects.bulk_create(
        AgreementSource(agreement=saved[row["slug"]], **columns)
        for row in rows
        for columns in library.build_columns(row["sources"])
    )
    record_changes(saved, by=by.editor)
    for agreement in saved.values():
        if agreement.state == State.DRAFT:
            records.publish(agreement, by=by.editor)
        else:
            services.update_party_count(agreement)
    return saved


def _columns(row: AgreementRow, places: dict[str, Place], named: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        **translated_columns("title", row["title"], named.get(row["slug"])),
        **translated_columns("note", row.get("note"), named.get(row["slug"])),
        "kind": row["kind"],
        "level": row.get("level", ""),
        "participation": row.get("participation", ""),
        "stage": row["stage"],
        "document_count": row.get("documents"),
        "place": places[row["place"]] if "place" in row else None,
        **dated("signed_on", row.get("signed")),
    }


def _parties(agreement: Agreement, row: AgreementRow, organisations: dict[str, Organisation]) -> list[Party]:
    states = row.get("countries", [])
    parties = [Party(agreement=agreement, country=code, order=n) for n, code in enumerate(states, start=1)]
    for order, slug in enumerate(row.get("organisations", []), start=len(states) + 1):
        parties.append(Party(agreement=agreement, organisation=organisations[slug], order=order))
    return parties


def _signatories(agreement: Agreement, row: AgreementRow, experts: dict[str, Expert]) -> list[Signatory]:
    return [
        Signatory(
            agreement=agreement,
            expert=experts[one["expert"]],
            party=agreement.parties.get(country=one["country"]),
            **translated_columns("position", one["position"]),
        )
        for one in row.get("signatories", [])
    ]


def _actions(agreement: Agreement, row: AgreementRow) -> list[AgreementAction]:
    """Return the steps of the agreement as a whole: the sources name none of one party alone."""
    kinds = AgreementAction.Kind
    steps: dict[str, str | None] = {}
    if row.get("acceded"):
        steps[kinds.ACCEDED] = None
    elif row["stage"] == Agreement.Stage.SIGNED:
        steps[kinds.SIGNED] = row.get("signed")
    if "in_force" in row:
        steps[kinds.ENTERED_INTO_FORCE] = row["in_force"]
    return [
        AgreementAction(agreement=agreement, kind=kind, **dated("dated_on", day))
        for kind, day in steps.items()
    ]
