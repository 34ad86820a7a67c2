"""The first page of the desk: what waits for me, where texts stand, and the health of the record."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.articles.admin.filters import (
    COMPLETENESS_CHECKS,
    corrected,
    tonight,
)
from editorial.articles.models import Article, StateChange
from editorial.desk.workflow_actions import COLOURS
from editorial.i18n.querysets import without_translation_rewrite
from editorial.intake.models import ManuscriptFile
from editorial.linkcheck.models import CheckedLink
from editorial.mentions.models import Mention
from editorial.provenance.disagreements import disputed_facts
from editorial.records import registry
from editorial.records.large_counts import cached_if_large
from editorial.records.surfaces import FactType
from editorial.reviews.admin_filters import with_open_comments
from editorial.translations.matrix import KIND_LABELS, STATES, state_counts, visible_rows
from editorial.translations.models import Translation
from editorial.values.languages import Language
from editorial.workflow.roles import Role, get_roles, is_author_only
from editorial.workflow.states import State

MAX_LISTED = 6  # rows of a list on the page
UNFINISHED = (State.DRAFT, State.IN_REVIEW, State.APPROVED)


@dataclass(frozen=True)
class Line:
    """A number with what it counts and the list that it opens."""

    label: Any
    count: int
    url: str
    name: str = ""


@dataclass(frozen=True)
class PendingRow:
    """A row that waits; `at` is when it is due or was changed, `error` why it was not published."""

    title: str
    url: str
    at: dt.datetime
    is_due: bool = False
    error: str = ""


@dataclass(frozen=True)
class PendingTask:
    """Rows that wait for the user to do something."""

    label: Any
    rows: list[PendingRow]
    count: int
    url: str


@dataclass(frozen=True)
class StateCount:
    """The number of texts in a state, and for how many days the oldest has been in it."""

    label: Any
    colour: str
    count: int
    days: int | None
    url: str


@dataclass(frozen=True)
class Translated:
    """One kind of row of the translation matrix; `cells` say by language what is not done, and whether all is."""

    label: Any
    url: str
    cells: list[tuple[Any, list[Line], bool]]


def list_url(model: type[Model], query: str = "") -> str:
    """Return the address of a list of the desk."""
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{url}?{query}" if query else url


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to the context of the first page what it shows; named in settings."""
    now = timezone.now()
    context |= {
        "waiting": [waiting for waiting in _waiting(request, now) if waiting.count],
        "pipeline": _pipeline(request, now),
        "health": [line for line in (*_health(), *_desk_work(request)) if line.count],
        "matrix": [_translated(request, kind) for kind in KIND_LABELS],
        "languages": Language.choices,
        "states": STATES,
    }
    return context


def _waiting(request: HttpRequest, now: dt.datetime) -> Iterator[PendingTask]:
    roles = get_roles(request.user)
    texts = Article.objects.order_by("changed_at")
    own = texts.filter(created_by=request.user.pk)
    yield _list(_("My drafts"), own.filter(state=State.DRAFT), "state__exact=draft&begun=me")
    if roles == {Role.AUTHOR}:
        yield _list(_("Open comments"), own.filter(with_open_comments()), "comments=open&begun=me")
    else:
        yield _list(_("Open comments"), texts.filter(with_open_comments()), "comments=open")
    if request.user.has_perm("articles.add_article"):
        yield _manuscripts(request)
    if roles & {Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR}:
        yield _list(_("Awaiting review"), texts.filter(state=State.IN_REVIEW), "state__exact=in_review")
    if roles & {Role.PUBLISHER, Role.ADMINISTRATOR}:
        approved = texts.filter(state=State.APPROVED)
        unscheduled = approved.filter(publish_at=None)
        yield _list(_("Ready to publish"), unscheduled, "state__exact=approved&scheduled=no")
        today = approved.filter(tonight(now)).order_by("publish_at")
        yield _list(_("Scheduled for today"), today, "state__exact=approved&scheduled=today")
        changed = corrected().order_by("unpublished_since")
        yield _list(_("Unpublished corrections"), changed, "state__exact=published&lacks=edition")


def _list(label: Any, rows: "QuerySet[Article]", query: str) -> PendingTask:
    listed = [
        PendingRow(
            title=article.title,
            url=reverse("admin:articles_article_change", args=[article.pk]),
            at=article.publish_at or article.changed_at,
            is_due=bool(article.publish_at),
            error=article.publish_error,
        )
        for article in rows.defer("body")[:MAX_LISTED]
    ]
    return PendingTask(label, listed, rows.count(), list_url(Article, query))


def _manuscripts(request: HttpRequest) -> PendingTask:
    """List the manuscripts that were read and wait for review, one's own first."""
    rows = ManuscriptFile.objects.for_listing().awaiting_review_by(request.user.pk)
    listed = [
        PendingRow(
            title=row.name,
            url=reverse("admin:intake_manuscriptfile_change", args=[row.pk]),
            at=row.heartbeat_at,
        )
        for row in rows[:MAX_LISTED]
    ]
    return PendingTask(
        _("Manuscripts awaiting review"), listed, rows.count(), list_url(ManuscriptFile, "state__exact=read")
    )


def _pipeline(request: HttpRequest, now: dt.datetime) -> list[StateCount]:
    """Count the texts that the user sees by state, with the days since the oldest came into it. Three queries."""
    rows = Article.objects.readable_by(request.user).order_by()
    counts = dict(rows.values_list("state").annotate(count=Count("pk")))
    steps = StateChange.objects.filter(article=OuterRef("pk")).order_by("-at", "-pk").values("at")[:1]
    unfinished = rows.filter(state__in=UNFINISHED).annotate(since=Coalesce(Subquery(steps), "created_at"))
    oldest = dict(unfinished.values_list("state").annotate(oldest=Min("since")))
    return [
        StateCount(
            label=state.label,
            colour=COLOURS[state],
            count=counts.get(state, 0),
            days=(now - oldest[state]).days if state in oldest else None,
            url=list_url(Article, f"state__exact={state}"),
        )
        for state in State
    ]


def _health() -> Iterator[Line]:
    """Count each shortcoming of what readers see, in four queries."""
    lacking, counts = cached_if_large(
        "health of the record", lambda: (_lacking(), _sourced()), size=lambda found: found[0]["published"]
    )
    for name, (label, _condition) in COMPLETENESS_CHECKS.items():
        text = _("Articles: %s") % label
        yield Line(text, lacking[name], list_url(Article, f"state__exact=published&lacks={name}"))
    for fact in _facts():
        if fact.has_disputes:
            name = fact.model.__name__
            text = _("%s without sources") % fact.label
            yield Line(text, counts[f"none {name}"], list_url(fact.model, "sourced=no"))
            text = _("%s with conflicting sources") % fact.label
            yield Line(text, counts[f"disagree {name}"], list_url(fact.model, "sourced=disagree"))
    for fact in _facts():
        text = _("shown to readers without a source: %s") % fact.label
        yield Line(text, counts[f"shown {fact.model.__name__}"], list_url(fact.model, "sourced=shown"))


def _facts() -> list[FactType]:
    return [fact for one in registry.all() for fact in one.facts]


def _lacking() -> dict[str, int]:
    return Article.objects.filter(state=State.PUBLISHED).aggregate(
        published=Count("pk"),
        **{
            name: Count("pk", filter=Q(condition))
            for name, (_label, condition) in COMPLETENESS_CHECKS.items()
        },
    )


def _sourced() -> dict[str, int]:
    """Count the facts without a source, those that readers see so and those in dispute, by model.

    Two queries, and those of `FactType.disputed_keys`.
    """
    facts = _facts()
    disputable = [fact for fact in facts if fact.has_disputes]
    arms = [_count(f"none {fact.model.__name__}", _without_source(fact.model)) for fact in disputable]
    arms += [
        _count(f"shown {fact.model.__name__}", fact.model.objects.published().without_source())
        for fact in facts
    ]
    disputed = disputed_facts(*(fact.model for fact in disputable))
    for fact in disputable:
        if fact.disputed_keys is not None:
            disputed[fact.model].update(fact.disputed_keys())
    counts = {f"disagree {model.__name__}": len(keys) for model, keys in disputed.items()}
    return defaultdict(int, {**counts, **dict(arms[0].union(*arms[1:], all=True))})


def _without_source(model: type[Model]) -> "QuerySet[Any]":
    relation: Any = model._meta.get_field("sources")
    sources = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
    return model._base_manager.filter(~Exists(sources))


def _count(name: str, rows: "QuerySet[Any]") -> "QuerySet[Any, Any]":
    return (
        without_translation_rewrite(rows)
        .order_by()
        .values(counted=Value(name))
        .values_list("counted", Count("pk"))
    )


def _desk_work(request: HttpRequest) -> Iterator[Line]:
    """Count links that lead nowhere and mentions that nobody has decided about. Three queries."""
    dead = CheckedLink.objects.filter(is_dead=True).count()
    yield Line(_("Broken links"), dead, list_url(CheckedLink, "is_dead__exact=1"))
    undecided = Mention.objects.open()
    if is_author_only(request.user):
        undecided = undecided.filter(article__in=Article.objects.visible_to_author(request.user))
    query = "state__exact=proposed&is_in_text__exact=1"
    yield Line(_("Mentions to review"), undecided.count(), list_url(Mention, query))


def _translated(request: HttpRequest, kind: str) -> Translated:
    """Count what of a kind is not translated. One query."""
    url = f"{list_url(Translation)}?kind={kind}"
    found = dict(state_counts(kind, visible_rows(request.user, kind)))
    cells = []
    for language, name in Language.choices:
        counts = found.get(language, {})
        lines = [
            Line(label, counts[state], f"{url}&language={language}&state={state}", state)
            for state, label in STATES.items()
            if state != "done" and counts.get(state)
        ]
        cells.append((name, lines, bool(counts.get("done")) and not lines))
    return Translated(KIND_LABELS[kind], url, cells)
