"""Move the facts taken from a text along with their passages when the text is corrected.

Sources of every kind, and accepted mentions, point to a passage of an edition. Where the passage says the same in the
next edition, they move there by themselves. Where it was changed or went, an editor decides; until then they stay
with their edition, and pages say so. Models are found by their key to the edition, whatever app they are of.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from editorial.articles.edition_passages import EditionPassage, match, normalised, passages_in
from editorial.articles.models import Article, Edition, EditionFactMixin, EditionSource
from editorial.records import changelog
from editorial.workflow.models import PublishableModel
from editorial.workflow.roles import get_roles
from editorial.workflow.states import ARTICLE_TRANSITIONS

MAX_ANCHOR_LENGTH = 40  # of a source
BATCH = 200


class Action(models.TextChoices):
    """An editor's decision about a fact whose passage was changed."""

    CONFIRM = "confirm", pgettext_lazy("fact", "the changed paragraph still supports it")
    MOVE = "move", pgettext_lazy("fact", "another paragraph supports it")
    END = "end", pgettext_lazy("fact", "the text no longer supports it")
    LATER = "later", pgettext_lazy("fact", "decide later")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision; `anchor` is the passage that states the fact, for MOVE."""

    action: str
    anchor: str = ""


@dataclass(slots=True)
class Fact:
    """A fact that a passage states, with its rows: a source, a mention, or both."""

    key: str
    rows: list[Any]

    @property
    def subject(self) -> models.Model:
        """The row that is stated."""
        subject: models.Model = self.rows[0].subject
        return subject

    @property
    def name(self) -> str:
        """Return how the desk names it."""
        return str(self.rows[0].fact_name)

    @property
    def kind(self) -> str:
        """The name of its model."""
        return str(self.subject._meta.verbose_name)


@dataclass(slots=True)
class ChangedPassage:
    """A passage of an older edition that was changed or went, and what the record takes from it.

    `proposal` is the passage of the new edition that is most similar to it.
    """

    number: int
    anchor: str
    text: str
    proposal: EditionPassage | None
    facts: list[Fact]

    @property
    def key(self) -> str:
        """Name the passage among those of all editions."""
        return f"{self.number}-{self.anchor}"

    @property
    def label(self) -> str:
        """The number of a paragraph or note, the anchor of a heading."""
        return EditionPassage(self.anchor, "").label


@dataclass(slots=True)
class Plan:
    """The plan for the rows of older editions in a new one."""

    edition: Edition
    passages: list[EditionPassage] = field(default_factory=list)
    unchanged: list[tuple[Any, str]] = field(default_factory=list)
    changed: list[ChangedPassage] = field(default_factory=list)

    @property
    def facts(self) -> list[tuple[ChangedPassage, Fact]]:
        """The facts to decide about, with their passages."""
        return [(passage, fact) for passage in self.changed for fact in passage.facts]

    def target(self, passage: ChangedPassage, decision: Decision) -> EditionPassage | None:
        """Return the passage of the new edition that a decision leads to; None where it leads nowhere."""
        if decision.action == Action.CONFIRM:
            return passage.proposal
        if decision.action == Action.MOVE:
            return next((one for one in self.passages if one.anchor == decision.anchor), None)
        return None


@cache
def edition_fact_models() -> tuple[type[Any], ...]:
    """Return the models whose rows say what the record takes from an edition."""
    related = (relation.related_model for relation in Edition._meta.related_objects)
    return tuple(model for model in related if issubclass(model, EditionFactMixin))


def rows_by_earlier_editions(article: Article, edition: Edition | None) -> list[Any]:
    """Return what the record takes from other editions of a text than this one. A query for each kind."""
    found: list[Any] = []
    for model in edition_fact_models():
        rows = model.objects.filter(edition__article=article).exclude(edition=edition)
        found.extend(rows.select_related(*model.subject_paths()).order_by("pk"))
    return found


def has_facts_by_earlier_editions(article: Article) -> bool:
    """Say whether something stays with an older edition than the current one. One query."""
    rows = [
        model.objects.filter(edition__article=article, edition__is_current=False).order_by().values_list("pk")
        for model in edition_fact_models()
    ]
    return bool(rows[0].union(*rows[1:], all=True).exists())


def plan_moves(article: Article, edition: Edition) -> Plan:
    """Say what becomes of each row of older editions in an edition, which need not be saved yet.

    As many queries for many rows as for one.
    """
    return _plan(rows_by_earlier_editions(article, edition if edition.pk else None), edition)


def _plan(rows: Sequence[Any], edition: Edition) -> Plan:
    plan = Plan(edition)
    if not rows:
        return plan
    plan.passages = [
        one for one in passages_in(edition.html, edition.footnotes) if len(one.anchor) <= MAX_ANCHOR_LENGTH
    ]
    older = Edition.objects.filter(pk__in={row.edition_id for row in rows}).only(
        "number", "html", "footnotes"
    )
    for each in older.order_by("number"):
        before = passages_in(each.html, each.footnotes)
        _plan_edition(plan, each, before, [row for row in rows if row.edition_id == each.pk])
    return plan


def _plan_edition(plan: Plan, older: Edition, before: Sequence[EditionPassage], rows: Iterable[Any]) -> None:
    matched = match(before, plan.passages)
    changed: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        anchor = row.anchor_in_edition
        target = matched.unchanged.get(anchor) if anchor else ""
        if target is None:
            changed[anchor].append(row)
        else:
            plan.unchanged.append((row, target))
    order = {one.anchor: place for place, one in enumerate(before)}
    for anchor in sorted(changed, key=lambda anchor: (order.get(anchor, len(order)), anchor)):
        proposed = matched.proposed.get(anchor)
        plan.changed.append(
            ChangedPassage(
                number=older.number,
                anchor=anchor,
                text=before[order[anchor]].text if anchor in order else "",
                proposal=next((one for one in plan.passages if one.anchor == proposed), None),
                facts=_facts(f"{older.number}-{anchor}", changed[anchor]),
            )
        )


def _facts(passage: str, rows: Sequence[Any]) -> list[Fact]:
    named = sorted(rows, key=_subject_name)
    return [Fact(f"{passage}-{name}", list(same)) for name, same in groupby(named, _subject_name)]


def _subject_name(row: Any) -> str:
    return f"{row.subject._meta.model_name}-{row.subject.pk}"


def facts_losing_last_source(plan: Plan, decisions: Mapping[str, Decision]) -> list[Fact]:
    """Return the ended facts after which a published record would have no source at all. A query for each kind."""
    ended: dict[type[Any], dict[Any, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    lost: dict[type[Any], list[Any]] = defaultdict(list)
    for _passage, fact in plan.facts:
        if _action(decisions, fact) != Action.END:
            continue
        for row in fact.rows:
            lost[type(row)].append(row.pk)
            if row.is_required and changelog.is_public(row.record):
                ended[type(row)][row.subject.pk].append(fact)
    found: list[Fact] = []
    for model, facts in ended.items():
        subject = model.subject_paths()[0]
        rest = model.objects.filter(**{f"{subject}__in": list(facts)}).exclude(pk__in=lost[model])
        sourced = set(rest.values_list(f"{subject}_id", flat=True))
        found.extend(fact for key, same in facts.items() if key not in sourced for fact in same)
    return found


def _action(decisions: Mapping[str, Decision], fact: Fact) -> str:
    return decisions[fact.key].action if fact.key in decisions else Action.LATER


@transaction.atomic
def move_facts(edition: Edition, decisions: Mapping[str, Decision], *, by: User) -> Plan:
    """Move what the record takes from older editions to a new one; what nobody has decided about stays.

    Raises ValidationError for a decision that names no passage, and for one that leaves a record without a source.
    """
    plan = plan_moves(edition.article, edition)
    _apply_plan(plan, decisions, by=by)
    return plan


@transaction.atomic
def settle(article: Article, decisions: Mapping[str, Decision], *, by: User) -> Plan:
    """Decide about facts that stayed with an older edition when the text was corrected."""
    if not get_roles(by).intersection(ARTICLE_TRANSITIONS["return"].roles):
        raise PermissionDenied(_("Your role does not allow this action."))
    Article.objects.select_for_update().get(pk=article.pk)
    return move_facts(article.editions.current().get(), decisions, by=by)


@transaction.atomic
def follow(subject: models.Model, *, by: User | None = None) -> None:
    """Move the sources of a row that name an older edition, where their passages stand unchanged in the current one.

    For a row that was brought back as it was before a correction, or was told to point there.
    """
    relation = subject._meta.get_field("sources").related_model
    rows = relation.objects.filter(edition__is_current=False)  # type: ignore[union-attr]
    stale = list(rows.filter(**{relation.subject_paths()[0]: subject}).select_related("edition"))  # type: ignore[union-attr]
    for current in Edition.objects.current().filter(article__in={row.edition.article_id for row in stale}):
        own = [row for row in stale if row.edition.article_id == current.article_id]
        _apply_plan(_plan(own, current), {}, by=by)


def _apply_plan(plan: Plan, decisions: Mapping[str, Decision], *, by: User | None) -> None:
    if left := facts_losing_last_source(plan, decisions):
        raise ValidationError([last_source(fact.name) for fact in left], code="last_source")
    moved = [row for row, anchor in plan.unchanged if _place(row, plan.edition, anchor)]
    ended: list[Any] = []
    for passage, fact in plan.facts:
        decision = decisions.get(fact.key, Decision(Action.LATER))
        target = plan.target(passage, decision)
        if decision.action == Action.END:
            ended.extend(fact.rows)
        elif target is not None:
            for row in fact.rows:
                _drop_quotation(row, passage.text, target.text)
                moved.append(_place(row, plan.edition, target.anchor))
        elif decision.action != Action.LATER:
            raise ValidationError(_("Choose the paragraph that supports “%(fact)s”.") % {"fact": fact.name})
    _save(moved)
    for row in ended:
        row.retract()
    edition_sources = [row for row in moved if isinstance(row, EditionSource)]
    _note([*edition_sources, *ended], plan.edition, by=by)


def _place(row: Any, edition: Edition, anchor: str) -> Any:
    row.edition = edition
    setattr(row, row.passage_field, anchor)
    return row


def _drop_quotation(row: Any, before: str, after: str) -> None:
    """Leave out words that stood in the old passage and do not stand in the new one."""
    words = normalised(row.quoted)
    if words and words in normalised(before) and words not in normalised(after):
        row.quotation = ""


def _save(rows: Iterable[Any]) -> None:
    by_model: dict[type[Any], list[Any]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model, same in by_model.items():
        columns = ["edition", model.passage_field]
        if issubclass(model, EditionSource):
            columns.append("quotation")
        model.objects.bulk_update(same, columns, batch_size=BATCH)


def _note(rows: Iterable[Any], edition: Edition, *, by: User | None) -> None:
    """Give each record a version of its own and a public change; a form that is open on it is out of date."""
    subjects = {_subject_name(row): row.subject for row in rows}
    records = {(type(row.record), row.record.pk): row.record for row in rows}
    by_model: dict[type[models.Model], list[int]] = defaultdict(list)
    for subject in subjects.values():
        if isinstance(subject, PublishableModel):
            by_model[type(subject)].append(subject.pk)
    for model, keys in by_model.items():
        model._base_manager.filter(pk__in=keys).update(version=F("version") + 1, changed_at=timezone.now())
    for subject in subjects.values():
        if reversion.is_registered(type(subject)):
            _record_version(subject, edition, by=by)
    for record in records.values():
        changelog.record_save(record)


def _record_version(subject: models.Model, edition: Edition, *, by: User | None) -> None:
    fresh = type(subject)._base_manager.get(pk=subject.pk)
    with reversion.create_revision():
        if by is not None:
            reversion.set_user(by)
        reversion.set_comment(
            _("Sources moved to edition %(number)s of “%(title)s”.")
            % {"number": edition.number, "title": edition.title}
        )
        reversion.add_to_revision(fresh)


def last_source(name: str) -> str:
    """Say why a record keeps its last source."""
    text = _(
        "This is the last source of “%(fact)s”, which is published. Add another source to it or withdraw it first, "
        "or decide later."
    )
    return text % {"fact": name}
