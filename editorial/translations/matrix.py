"""The translation matrix: rows of the record by language, each cell missing, begun, stale or done."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.articles.models import Article
from editorial.records import registry
from editorial.records.large_counts import cached_if_large, query_key
from editorial.translations.models import Translation
from editorial.translations.tracking import ORIGINAL, OTHERS, translated_fields
from editorial.values.languages import Language
from editorial.workflow.states import State

PER_PAGE = 50
STATES = {
    "missing": pgettext_lazy("translation", "missing"),
    "draft": pgettext_lazy("translation", "draft"),
    "stale": pgettext_lazy("translation", "outdated"),
    "done": pgettext_lazy("translation", "done"),
}


@dataclass(slots=True)
class Cell:
    """A translation: its state, empty for the original itself, and the text where it is a text of its own."""

    language: str
    state: str

    @property
    def label(self) -> object:
        """Return the state in words."""
        return STATES.get(self.state, "")


@dataclass(slots=True)
class Line:
    """A row with its cells."""

    row: Any
    cells: list[Cell] = field(default_factory=list)


def _stale(kind: str, language: str) -> Exists:
    facts = Translation.objects.filter(type=kind, language=language, is_stale=True)
    return Exists(facts.filter(row_id=OuterRef("pk")))


def _empty(column: str) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{column: ""})


def _conditions(kind: str, language: str) -> dict[str, Any]:
    """Return the condition of each state; a row meets exactly one, but for an original in the language."""
    stale = _stale(kind, language)
    there: Any
    missing: Any
    whole: Any
    if kind == "article":
        own = Article.objects.filter(translation_of=OuterRef("pk"), language=language)
        there, published = Exists(own), Exists(own.filter(state=State.PUBLISHED))
        missing, whole = ~there & ~Q(language=language), published
    else:
        model, name = registry.get(kind).model, registry.get(kind).translated
        missing = _empty(f"{name}_{language}")
        gaps = Q()
        for other in translated_fields(model):
            gaps |= ~_empty(f"{other}_{ORIGINAL}") & _empty(f"{other}_{language}")
        there, whole = ~missing, ~gaps
    return {
        "missing": missing,
        "draft": there & ~whole & ~stale,
        "stale": there & stale,
        "done": there & whole & ~stale,
    }


def visible_rows(user: User | AnonymousUser, kind: str) -> "QuerySet[Any]":
    """Return the rows of a kind that a user may read."""
    if kind == "article":
        return Article.objects.readable_by(user)
    return registry.get(kind).model._base_manager.all()


def originals(kind: str, visible: "QuerySet[Any]", *, language: str = "", state: str = "") -> "QuerySet[Any]":
    """Return the originals among visible rows of a kind, narrowed to a state of a translation."""
    rows = visible.order_by("-pk").prefetch_related(None)
    if kind == "article":
        own = Article.objects.only("language", "state", "translation_of")
        rows = (
            rows.filter(translation_of=None)
            .defer("body")
            .prefetch_related(Prefetch("translations", queryset=own))
        )
    if language in Language.values and state in STATES:
        rows = rows.filter(_conditions(kind, language)[state])
    return rows


def state_counts(kind: str, visible: "QuerySet[Any]") -> list[tuple[str, dict[str, int]]]:
    """Count each state by language. One query."""
    rows = originals(kind, visible)
    name = f"matrix {query_key(rows)}"
    return cached_if_large(name, lambda: _count_states(kind, rows), size=_number_of_originals)


def _number_of_originals(counts: list[tuple[str, dict[str, int]]]) -> int:
    return max(sum(by_state.values()) for _language, by_state in counts)


def _count_states(kind: str, rows: "QuerySet[Any]") -> list[tuple[str, dict[str, int]]]:
    counts = {
        f"{language}_{state}": Count("pk", filter=condition)
        for language in _languages(kind)
        for state, condition in _conditions(kind, language).items()
    }
    # As `aggregate` would count them, which looks for each condition within all before it: half of the time.
    alone = rows.order_by().annotate(all_rows=Value(1)).values("all_rows")
    counted = alone.annotate(**counts).values(*counts).get()
    return [
        (language, {state: counted[f"{language}_{state}"] for state in STATES})
        for language in _languages(kind)
    ]


def _languages(kind: str) -> tuple[str, ...]:
    return tuple(Language.values) if kind == "article" else OTHERS


def build_page(
    kind: str, visible: "QuerySet[Any]", *, language: str, state: str, number: str
) -> dict[str, Any]:
    """Return a page of the matrix. Five queries, whatever its size."""
    page = Paginator(originals(kind, visible, language=language, state=state), PER_PAGE).get_page(number)
    rows = list(page.object_list)
    facts = set(
        Translation.objects.filter(type=kind, row_id__in=[row.pk for row in rows], is_stale=True).values_list(
            "row_id", "language"
        )
    )
    return {
        "page": page,
        "lines": [_line(kind, row, facts) for row in rows],
        "counts": state_counts(kind, visible),
    }


def _line(kind: str, row: Any, stale: set[tuple[int, str]]) -> Line:
    return Line(row, [Cell(language, _state(kind, row, language, stale)) for language in Language.values])


def _state(kind: str, row: Any, language: str, stale: set[tuple[int, str]]) -> str:
    if kind == "article":
        if language == row.language:
            return ""
        own = next((one for one in row.translations.all() if one.language == language), None)
        there, whole = own is not None, own is not None and own.state == State.PUBLISHED
    elif language == ORIGINAL:
        return ""
    else:
        model, name = registry.get(kind).model, registry.get(kind).translated
        there = bool(getattr(row, f"{name}_{language}"))
        whole = all(
            getattr(row, f"{other}_{language}") or not getattr(row, f"{other}_{ORIGINAL}")
            for other in translated_fields(model)
        )
    if not there:
        return "missing"
    if (row.pk, language) in stale:
        return "stale"
    return "done" if whole else "draft"


KIND_LABELS = {
    one.name: _("Articles") if one.name == "article" else one.model._meta.verbose_name_plural
    for one in registry.all()
    if one.translated
}
