"""What the record says of the passages of a text: a page of its own, from which the text shows it in place."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from editorial.agreements.models import Agreement
from editorial.articles.article_page import found_edition
from editorial.articles.models import Edition
from editorial.indicators.models import Observation, ObservationSource
from editorial.provenance.disagreements import disagreeing_with
from editorial.values.links import unrewritten
from editorial.workflow.states import State


@dataclass(slots=True)
class Passage:
    """A passage, empty for the text as a whole, with what the record takes from it."""

    anchor: str
    agreements: list[Agreement] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
    mechanisms: list[Any] = field(default_factory=list)
    figures: list[Observation] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number of the passage in the text."""
        return self.anchor.removeprefix("p-")


def record_of_text(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show, passage by passage, what the record takes from an edition of a text, the current one by default."""
    editions = Edition.objects.light().select_related("article")
    wanted = editions.filter(is_current=True) if number is None else editions.filter(number=number)
    edition = found_edition(wanted.filter(article__state__in=(State.PUBLISHED, State.WITHDRAWN)), slug=slug)
    on = timezone.localdate()
    context = {
        "edition": edition,
        "article": edition.article,
        "passages": passages_of(edition, on=on),
        "on": on,
    }
    return render(request, "site/record_of_text.html", context)


def passages_of(edition: Edition, *, on: Any) -> list[Passage]:
    """Return the passages in the order of the text, the text as a whole last. Eight queries at most.

    Agreements carry their `status` as of the day `on`, figures whether others contradict them as `is_contradicted`,
    and whether this text itself does as `is_contradicted_here`.
    """
    found: dict[str, Passage] = {}
    agreements = _stated(edition.agreementsources, "agreement", "agreement__place")
    statuses = dict(
        unrewritten(Agreement.objects.with_status(on))
        .filter(pk__in={row.agreement_id for row in agreements})
        .values_list("pk", "status")
    )
    for source in agreements:
        source.agreement.status = statuses.get(source.agreement_id)
        _add(_at(found, source.anchor).agreements, source.agreement)
    for source in _stated(edition.eventsources, "event", "event__place"):
        _add(_at(found, source.anchor).events, source.event)
    for source in _stated(edition.mechanismsources, "mechanism"):
        _add(_at(found, source.anchor).mechanisms, source.mechanism)
    for anchor, figure in _figures(edition):
        _add(_at(found, anchor).figures, figure)
    return sorted(found.values(), key=lambda passage: (not passage.anchor, int(passage.number or 0)))


def _figures(edition: Edition) -> list[tuple[str, Observation]]:
    sources = _stated(
        edition.observationsources, "observation__indicator",
        "observation__unit", "observation__area", "observation__stated_by",
    )  # fmt: skip
    _mark_disagreements([source.observation for source in sources], edition)
    return [(source.anchor, source.observation) for source in sources]


def _mark_disagreements(figures: list[Observation], edition: Edition) -> None:
    """Set on each figure whether another source contradicts it, or this text itself. Two queries."""
    beside: dict[int, list[Observation]] = {}
    for row in Observation.objects.comparable().filter(indicator__in={one.indicator_id for one in figures}):
        beside.setdefault(row.indicator_id, []).append(row)
    against = {one.pk: disagreeing_with(one, beside.get(one.indicator_id, ())) for one in figures}
    stated_in: dict[int, set[int | None]] = {}
    keys = {row.pk for rows in against.values() for row in rows}
    rows = (
        ObservationSource.objects.filter(observation__in=keys) if keys else ObservationSource.objects.none()
    )
    for key, article in rows.values_list("observation", "edition__article"):
        stated_in.setdefault(key, set()).add(article)
    for one in figures:
        alone = [stated_in.get(other.pk) == {edition.article_id} for other in against[one.pk]]
        one.is_contradicted = not all(alone)  # type: ignore[attr-defined]
        one.is_contradicted_here = any(alone)  # type: ignore[attr-defined]


def _stated(sources: Any, subject: str, *more: str) -> list[Any]:
    rows = sources.filter(**{f"{subject}__state": State.PUBLISHED})
    return list(rows.select_related(subject, *more).order_by("id"))


def _at(found: dict[str, Passage], anchor: str) -> Passage:
    number = anchor.removeprefix("p-")
    anchor = anchor if number.isdigit() else ""
    return found.setdefault(anchor, Passage(anchor))


def _add(rows: list[Any], row: Any) -> None:
    if row not in rows:
        rows.append(row)
