"""Values of indicators on the page of the statements of a text."""

import datetime as dt

from django.db.models.functions import Coalesce

from editorial.indicators.models import Observation, ObservationSource
from editorial.provenance.disagreements import disagreeing_with


def mark_contradictions(sources: list[ObservationSource], article: int, _on: dt.date) -> None:
    """Set on each value whether another source contradicts it, or this text itself. Two queries.

    The attributes are `is_contradicted` and `is_contradicted_here`; `article` is the key of the original of the text.
    """
    figures = [source.observation for source in sources]
    by_subject: dict[int, list[Observation]] = {}
    for row in Observation.objects.comparable().filter(indicator__in={one.indicator_id for one in figures}):
        by_subject.setdefault(row.indicator_id, []).append(row)
    against = {one.pk: disagreeing_with(one, by_subject.get(one.indicator_id, ())) for one in figures}
    text = Coalesce("edition__article__translation_of", "edition__article")
    stated_in: dict[int, set[int | None]] = {}
    keys = {row.pk for rows in against.values() for row in rows}
    rows = (
        ObservationSource.objects.filter(observation__in=keys) if keys else ObservationSource.objects.none()
    )
    for key, stating in rows.values_list("observation", text):
        stated_in.setdefault(key, set()).add(stating)
    for one in figures:
        alone = [stated_in.get(other.pk) == {article} for other in against[one.pk]]
        one.is_contradicted = not all(alone)  # type: ignore[attr-defined]
        one.is_contradicted_here = any(alone)  # type: ignore[attr-defined]
