"""Figures: units, areas, indicators and every value that a text states for them."""

from decimal import Decimal
from typing import Any

from editorial.demo.accounts import Cast
from editorial.demo.passages import PassageIndex
from editorial.demo.rows import IndicatorRow, ObservationRow, dated, read, translated_columns, translations
from editorial.demo.upsert import record_changes, set_topics, upsert_rows
from editorial.experts.models import Organisation
from editorial.indicators.models import Area, Indicator, Observation, ObservationSource, Unit
from editorial.records import services
from editorial.topics.models import Topic
from editorial.workflow.states import State


def load_figures(
    organisations: dict[str, Organisation], topics: dict[str, Topic], library: PassageIndex, *, by: Cast
) -> dict[str, Indicator]:
    """Keep the indicators with their observations, and publish them."""
    rows: list[IndicatorRow] = read("indicators")
    named = translations("indicators")
    saved = upsert_rows(
        Indicator,
        {
            row["slug"]: {
                **translated_columns("name", row["name"], named.get(row["slug"])),
                **translated_columns("description", row.get("description"), named.get(row["slug"])),
                **translated_columns("note", row.get("note"), named.get(row["slug"])),
            }
            for row in rows
        },
    )
    set_topics(Indicator.topics.through, saved, {row["slug"]: row["topics"] for row in rows}, topics)
    set_topics(
        Indicator.key_for.through, saved, {row["slug"]: row.get("key_for", []) for row in rows}, topics
    )
    _load_observations(rows, saved, organisations, library)
    record_changes(saved, by=by.editor)
    for indicator in saved.values():
        if indicator.state == State.DRAFT:
            services.publish(indicator, by=by.editor)
    return saved


def _load_observations(
    rows: list[IndicatorRow], indicators: dict[str, Indicator], organisations: dict[str, Organisation],
    library: PassageIndex,
) -> None:  # fmt: skip
    units = upsert_rows(Unit, _units(), key="code")
    areas = upsert_rows(Area, _by_code("areas", "name"), key="code")
    observations = {one["slug"]: one for row in rows for one in row["observations"]}
    saved = upsert_rows(
        Observation,
        {
            one["slug"]: _columns(one)
            | {
                "indicator": indicators[row["slug"]],
                "unit": units[one["unit"]],
                "area": areas[one["area"]] if "area" in one else None,
                "stated_by": organisations[one["stated_by"]] if "stated_by" in one else None,
            }
            for row in rows
            for one in row["observations"]
        },
    )
    ObservationSource.objects.filter(observation__in=saved.values()).delete()
    ObservationSource.objects.bulk_create(
        ObservationSource(observation=saved[slug], **columns)
        for slug, one in observations.items()
        for columns in library.build_columns(one["sources"])
    )


def _units() -> dict[str, dict[str, Any]]:
    forms = {row["code"]: {"forms": row["forms"]} for row in read("units")}
    return {code: columns | forms[code] for code, columns in _by_code("units", "name", "symbol").items()}


def _by_code(name: str, *fields: str) -> dict[str, dict[str, Any]]:
    return {
        row["code"]: {
            column: text
            for field in fields
            for column, text in translated_columns(field, row.get(field)).items()
        }
        for row in read(name)
    }


def _columns(row: ObservationRow) -> dict[str, Any]:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    return {
        "value": number(row.get("value")),
        "value_min": number(row.get("min")),
        "value_max": number(row.get("max")),
        "qualifier": row.get("qualifier", ""),
        "nature": row.get("nature", Observation.Nature.MEASURED),
        **dated("started_on", row.get("start")),
        **dated("ended_on", row.get("end")),
        **translated_columns("note", row.get("note")),
    }
