"""How much the record holds."""

from django.db.models import CharField, Count, Value

from editorial.agreements.models import Agreement
from editorial.articles.models import Article
from editorial.events.models import Event
from editorial.experts.models import Expert
from editorial.i18n.querysets import without_translation_rewrite
from editorial.indicators.models import Indicator, Observation
from editorial.records.large_counts import exact_if_large

KINDS = {
    "articles": Article,
    "experts": Expert,
    "agreements": Agreement,
    "events": Event,
    "indicators": Indicator,
    "observations": Observation,
}


def counts() -> dict[str, int]:
    """Return how many published rows there are of each kind. One query, cached where they are many."""
    return exact_if_large("record counts", _counts, size=lambda found: sum(found.values()))


def _counts() -> dict[str, int]:
    parts = [
        without_translation_rewrite(model.objects.published())  # type: ignore[attr-defined]
        .order_by()
        .annotate(counted=Value(name, output_field=CharField()))
        .values("counted")
        .annotate(number=Count("pk"))
        .values_list("counted", "number")
        for name, model in KINDS.items()
    ]
    found = dict(parts[0].union(*parts[1:]))
    return {name: found.get(name, 0) for name in KINDS}
