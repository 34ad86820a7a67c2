"""What the record says of the passages of a text: a page of its own, from which the text shows it in place."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from editorial.agreements.models import Agreement
from editorial.articles.edition_passages import is_paragraph
from editorial.articles.models import Edition
from editorial.articles.page_context import get_edition_or_404
from editorial.articles.places_in_edition import Place, PlacesInEdition
from editorial.articles.querysets import LONG_COLUMNS
from editorial.i18n.querysets import without_translation_rewrite
from editorial.indicators.models import Observation, ObservationSource
from editorial.provenance.disagreements import disagreeing_with
from editorial.web.answer_cache import public_answer
from editorial.workflow.states import State


@dataclass(slots=True)
class Passage:
    """A passage, empty for the text as a whole, with what the record takes from it.

    `by_edition` is the number of an earlier edition: its passage was changed since, and an editor has still to decide.
    """

    anchor: str
    by_edition: int = 0
    agreements: list[Agreement] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
    mechanisms: list[Any] = field(default_factory=list)
    figures: list[Observation] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number of the passage in the text."""
        return self.anchor.removeprefix("p-")


@public_answer()
def statements(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show, passage by passage, what the record takes from an edition of a text, the current one by default."""
    editions = Edition.objects.light().select_related("article")
    selected = editions.filter(is_current=True) if number is None else editions.filter(number=number)
    edition = get_edition_or_404(
        selected.filter(article__state__in=(State.PUBLISHED, State.WITHDRAWN)), slug=slug
    )
    on = timezone.localdate()
    context = {
        "edition": edition,
        "article": edition.article,
        "passages": get_passages(edition, on=on),
        "on": on,
    }
    return render(request, "site/statements.html", context)


def get_passages(edition: Edition, *, on: Any) -> list[Passage]:
    """Return the passages in the order of the text, the text as a whole last, then those of earlier editions.

    Eight queries at most, and one more for an edition that is not the current one. Agreements carry their `status` as
    of the day `on`, figures whether others contradict them as `is_contradicted`, and whether this text itself does as
    `is_contradicted_here`.
    """
    agreements = _stated(edition.agreementsources, "agreement", "agreement__place")
    events = _stated(edition.eventsources, "event", "event__place")
    mechanisms = _stated(edition.mechanismsources, "mechanism")
    figures = _figures(edition)
    _with_status(agreements, on=on)
    every = (*agreements, *events, *mechanisms, *figures)
    places = PlacesInEdition(edition, (source.edition.number for source in every))
    found: dict[Place, Passage] = {}
    for kind, sources, subject in (
        ("agreements", agreements, "agreement"),
        ("events", events, "event"),
        ("mechanisms", mechanisms, "mechanism"),
        ("figures", figures, "observation"),
    ):
        for source in sources:
            place = places.place(source.edition.number, source.anchor)
            if place is not None:
                _add(getattr(_at(found, place), kind), getattr(source, subject))
    return sorted(found.values(), key=_order)


def _order(passage: Passage) -> tuple[int, bool, int]:
    return passage.by_edition, not passage.anchor, int(passage.number or 0)


def _with_status(sources: list[Any], *, on: Any) -> None:
    statuses = dict(
        without_translation_rewrite(Agreement.objects.with_status(on))
        .filter(pk__in={row.agreement_id for row in sources})
        .values_list("pk", "status")
    )
    for source in sources:
        source.agreement.status = statuses.get(source.agreement_id)


def _figures(edition: Edition) -> list[Any]:
    sources = _stated(
        edition.observationsources, "observation__indicator",
        "observation__unit", "observation__area", "observation__stated_by",
    )  # fmt: skip
    _mark_disagreements([source.observation for source in sources], edition)
    return sources


def _mark_disagreements(figures: list[Observation], edition: Edition) -> None:
    """Set on each figure whether another source contradicts it, or this text itself. Two queries."""
    by_subject: dict[int, list[Observation]] = {}
    for row in Observation.objects.comparable().filter(indicator__in={one.indicator_id for one in figures}):
        by_subject.setdefault(row.indicator_id, []).append(row)
    against = {one.pk: disagreeing_with(one, by_subject.get(one.indicator_id, ())) for one in figures}
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
    """Return the sources of this kind in any edition of the text."""
    rows = sources.model.objects.filter(edition__article=sources.instance.article_id)
    rows = rows.filter(**{f"{subject}__state": State.PUBLISHED}).select_related("edition", subject, *more)
    return list(rows.defer(*(f"edition__{column}" for column in LONG_COLUMNS)).order_by("id"))


def _at(found: dict[Place, Passage], place: Place) -> Passage:
    anchor = place.anchor if is_paragraph(place.anchor) else ""
    return found.setdefault(Place(anchor, place.by_edition), Passage(anchor, place.by_edition))


def _add(rows: list[Any], row: Any) -> None:
    if row not in rows:
        rows.append(row)
