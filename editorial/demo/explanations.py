"""The editors' explanations of disagreements between sources."""

from typing import Any

from editorial.agreements.models import AgreementExplanation
from editorial.demo.rows import ExplanationRow, read, translated_columns
from editorial.events.models import EventExplanation, MechanismExplanation
from editorial.indicators.models import ObservationExplanation

MODELS: dict[str, type[Any]] = {
    "agreement": AgreementExplanation,
    "event": EventExplanation,
    "mechanism": MechanismExplanation,
    "observation": ObservationExplanation,
}


def load_explanations() -> None:
    """Replace the explanations of the demo records by those of the data file."""
    rows: list[ExplanationRow] = read("explanations")
    for kind, model in MODELS.items():
        owner: Any = model._meta.get_field(kind).related_model
        ours = [row for row in rows if row["type"] == kind]
        keys = dict(
            owner._default_manager.filter(slug__in=[row["slug"] for row in ours]).values_list("slug", "pk")
        )
        model._default_manager.filter(**{f"{kind}__in": keys.values()}).delete()
        model._default_manager.bulk_create(
            model(
                **{f"{kind}_id": keys[row["slug"]]},
                aspect=row["aspect"],
                **translated_columns("text", row["text"]),
            )
            for row in ours
        )
