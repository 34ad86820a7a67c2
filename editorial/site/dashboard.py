"""The first page of the desk: what waits for me, where texts stand, and the health of the record."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, Exists, Min, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.agreements.models import Agreement, AgreementSource
from editorial.articles.admin.filters import LACKS, with_open_comments
from editorial.articles.models import Article, Collection
from editorial.events.models import Event, EventSource, Mechanism
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Indicator, Observation, ObservationSource
from editorial.mentions.models import Mention
from editorial.places.models import Place
from editorial.site.models import CheckedLink
from editorial.topics.models import Topic
from editorial.values.kept import kept, query_name
from editorial.values.languages import Language
from editorial.workflow.states import Role, State, roles_of
from editorial.workflow.steps import COLOURS

SHOWN = 6  # rows of a list on the page
# Models of the translation matrix with the field that names a row.
TRANSLATED: tuple[tuple[type[Model], str], ...] = (
    (Collection, "title"),
    (Agreement, "title"),
    (Event, "title"),
    (Mechanism, "name"),
    (Expert, "family_name"),
    (Organisation, "name"),
    (Indicator, "name"),
    (Topic, "name"),
    (Place, "name"),
)


@dataclass(frozen=True)
class Line:
    """A number with what it counts and the list that it opens."""

    label: Any
    count: int
    url: str


@dataclass(frozen=True)
class Waiting:
    """Texts that wait for the user to do something."""

    label: Any
    rows: list[Article]
    count: int
    url: str


@dataclass(frozen=True)
class Stage:
    """How many texts stand in a state, and for how many days the oldest has."""

    label: Any
    colour: str
    count: int
    days: int | None
    url: str


@dataclass(frozen=True)
class Untranslated:
    """One model of the translation matrix; `cells` are the rows without a name by language."""

    label: Any
    total: int
    cells: list[Line]


def list_url(model: type[Model], query: str = "") -> str:
    """Return the address of a list of the desk."""
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")  # noqa: SLF001
    return f"{url}?{query}" if query else url


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to the context of the first page what it shows; named in settings."""
    now = timezone.now()
    context |= {
        "waiting": [waiting for waiting in _waiting(request, now) if waiting.count],
        "pipeline": _pipeline(now),
        "health": [line for line in (*_health(), *_work_of_the_desk()) if line.count],
        "matrix": [_untranslated(model, field) for model, field in TRANSLATED],
        "languages": Language.choices,
    }
    return context


def _waiting(request: HttpRequest, now: dt.datetime) -> Iterator[Waiting]:
    roles = roles_of(request.user)
    texts = Article.objects.order_by("changed_at")
    mine = texts.filter(created_by=request.user.pk, state=State.DRAFT)
    yield _list(_("My drafts"), mine, "state__exact=draft")
    commented = texts.filter(with_open_comments())
    if roles == {Role.AUTHOR}:
        commented = commented.filter(created_by=request.user.pk)
    yield _list(_("Comments open"), commented, "comments=open")
    if roles & {Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR}:
        yield _list(_("To review"), texts.filter(state=State.IN_REVIEW), "state__exact=in_review")
    if roles & {Role.PUBLISHER, Role.ADMINISTRATOR}:
        approved = texts.filter(state=State.APPROVED)
        unscheduled = approved.filter(publish_at=None)
        yield _list(_("To publish"), unscheduled, "state__exact=approved")
        midnight = timezone.localtime(now).replace(hour=23, minute=59, second=59)
        today = approved.filter(publish_at__lte=midnight).order_by("publish_at")
        yield _list(_("To appear today by themselves"), today, "state__exact=approved")


def _list(label: Any, rows: "QuerySet[Article]", query: str) -> Waiting:
    count = kept(f"waiting {query_name(rows)}", rows.count)
    return Waiting(label, list(rows.defer("body")[:SHOWN]), count, list_url(Article, query))


def _pipeline(now: dt.datetime) -> list[Stage]:
    rows = Article.objects.order_by().values("state").annotate(count=Count("pk"), oldest=Min("changed_at"))
    found = kept("pipeline", lambda: {row["state"]: row for row in rows})
    return [
        Stage(
            label=state.label,
            colour=COLOURS[state],
            count=found[state]["count"] if state in found else 0,
            days=(now - found[state]["oldest"]).days if state in found else None,
            url=list_url(Article, f"state__exact={state}"),
        )
        for state in State
    ]


def _health() -> Iterator[Line]:
    """Count each shortcoming of what readers see, in one query for a model."""
    counted = kept("health of texts", _lacking)
    for name, (label, _condition) in LACKS.items():
        text = _("Texts: %s") % label
        yield Line(text, counted[name], list_url(Article, f"state__exact=published&lacks={name}"))
    for model, source, key, label in (
        (Agreement, AgreementSource, "agreement", _("agreements")),
        (Event, EventSource, "event", _("events")),
        (Observation, ObservationSource, "observation", _("observations")),
    ):
        counts = kept(f"sources of {key}", partial(_sourced, model, source, key))
        yield Line(_("%s without a source") % label, counts["none"], list_url(model, "sourced=no"))
        yield Line(
            _("%s of which the sources disagree") % label,
            counts["disagree"],
            list_url(model, "sourced=disagree"),
        )


def _lacking() -> dict[str, int]:
    return Article.objects.filter(state=State.PUBLISHED).aggregate(
        **{name: Count("pk", filter=Q(condition)) for name, (_label, condition) in LACKS.items()}
    )


def _sourced(model: type[Model], source: type[Model], key: str) -> dict[str, int]:
    sources = source._base_manager.filter(**{key: OuterRef("pk")})  # noqa: SLF001
    return model._base_manager.aggregate(  # noqa: SLF001
        none=Count("pk", filter=~Exists(sources)),
        disagree=Count("pk", filter=Exists(sources.exclude(aspect=""))),
    )


def _work_of_the_desk() -> Iterator[Line]:
    """Count links that lead nowhere and mentions that nobody has decided about. Two queries."""
    dead = CheckedLink.objects.filter(is_dead=True).count()
    yield Line(_("Links that lead nowhere"), dead, list_url(CheckedLink, "is_dead__exact=1"))
    undecided = kept("mentions", Mention.objects.open().count)
    query = "state__exact=proposed&is_found__exact=1"
    yield Line(_("Mentions that nobody has decided about"), undecided, list_url(Mention, query))


def _untranslated(model: type[Model], field: str) -> Untranslated:
    lacking = {
        language: Count("pk", filter=Q(**{f"{field}_{language}": None}) | Q(**{f"{field}_{language}": ""}))
        for language in Language.values
    }
    counts = kept(
        f"untranslated {model.__name__}",
        lambda: model._base_manager.aggregate(total=Count("pk"), **lacking),  # noqa: SLF001
    )
    return Untranslated(
        label=model._meta.verbose_name_plural,  # noqa: SLF001
        total=counts["total"],
        cells=[
            Line(label, counts[language], list_url(model, f"untranslated={language}"))
            for language, label in Language.choices
        ],
    )
