"""Statements of the passages of a text: a page of its own, from which the text shows them in place."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from editorial.articles.edition_passages import is_paragraph
from editorial.articles.models import Edition
from editorial.articles.page_context import get_edition_or_404
from editorial.articles.places_in_edition import Place, PlacesInEdition
from editorial.articles.querysets import LONG_COLUMNS
from editorial.i18n.language_versions import original_key
from editorial.records import registry
from editorial.records.surfaces import Citation
from editorial.web.answer_cache import public_answer
from editorial.workflow.states import State


@dataclass(frozen=True, slots=True)
class Statement:
    """A row that a passage states, and the template of its entry."""

    template: str
    row: Any


@dataclass(slots=True)
class Passage:
    """A passage, empty for the text as a whole, with what the record takes from it.

    `by_edition` is the number of an earlier edition: its passage was changed since, and an editor has still to decide.
    """

    anchor: str
    by_edition: int = 0
    statements: list[Statement] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number of the passage in the text."""
        return self.anchor.removeprefix("p-")

    def add(self, statement: Statement) -> None:
        """Add a statement, once."""
        if statement not in self.statements:
            self.statements.append(statement)


@public_answer()
def statements(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show, passage by passage, what the record takes from an edition of a text, the current one by default."""
    editions = Edition.objects.light().select_related("article")
    selected = editions.filter(is_current=True) if number is None else editions.filter(number=number)
    edition = get_edition_or_404(
        selected.published_or_withdrawn().filter(article__slug=slug).first(), slug=slug
    )
    on = timezone.localdate()
    context = {
        "edition": edition,
        "article": edition.article,
        "passages": get_passages(edition, on=on),
        "on": on,
    }
    return render(request, "site/statements.html", context)


def get_passages(edition: Edition, *, on: dt.date) -> list[Passage]:
    """Return the passages in the order of the text, the text as a whole last, then those of earlier editions.

    One query for each type of record that texts state, one for an edition that is not the current one, and those of
    `Citation.prepare`. Figures and statuses are as of the day `on`.
    """
    stated = [
        (citation, _stated(edition, citation, on=on))
        for citation in (one.citation for one in registry.all())
        if citation is not None and citation.sources is not None
    ]
    places = PlacesInEdition(
        edition, (source.edition.number for _citation, rows in stated for source in rows)
    )
    found: dict[Place, Passage] = {}
    for citation, sources in stated:
        for source in sources:
            place = places.place(source.edition.number, source.anchor)
            if place is not None:
                row = getattr(source, citation.subject)
                _get_passage(found, place).add(Statement(citation.template, row))
    return sorted(found.values(), key=_order)


def _order(passage: Passage) -> tuple[int, bool, int]:
    return passage.by_edition, not passage.anchor, int(passage.number or 0)


def _stated(edition: Edition, citation: Citation, *, on: dt.date) -> list[Any]:
    """Return the sources of a type in any edition of the text."""
    rows = citation.sources._default_manager.filter(edition__article=edition.article_id)  # type: ignore[union-attr]
    rows = rows.filter(**{f"{citation.path}__state": State.PUBLISHED})
    rows = rows.select_related("edition", citation.subject, *citation.select_related)
    sources = list(rows.defer(*(f"edition__{column}" for column in LONG_COLUMNS)).order_by("id"))
    if citation.prepare is not None:
        citation.prepare(sources, original_key(edition.article), on)
    return sources


def _get_passage(found: dict[Place, Passage], place: Place) -> Passage:
    anchor = place.anchor if is_paragraph(place.anchor) else ""
    return found.setdefault(Place(anchor, place.by_edition), Passage(anchor, place.by_edition))
