"""Querysets of agreements."""

import datetime as dt
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Prefetch, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.fields.related import RelatedField

from editorial.agreements.status import ENDING, Existence, Status
from editorial.provenance.querysets import prefetch_sources
from editorial.values.partial_dates import EndOfDay, certainly_after, certainly_by
from editorial.workflow.querysets import PublishedQuerySet, Sourced
from editorial.workflow.states import State


def parties() -> "Prefetch[Any, Any, Any]":
    """Bring the parties with the names of bodies. One query."""
    rows = apps.get_model("agreements.Party").objects.select_related("organisation")
    return Prefetch("parties", queryset=rows)


def is_multilateral(path: str = "") -> Q:
    """Select agreements of more than two parties, by the rule of `Agreement.scope`."""
    return Q(**{f"{path}party_count__gt": 2}) | Q(**{f"{path}participation": "multilateral"})


def is_bilateral(path: str = "") -> Q:
    """Select agreements of two parties, by the rule of `Agreement.scope`."""
    two = Q(**{f"{path}party_count": 2}) | Q(
        **{f"{path}party_count__lt": 2, f"{path}participation": "bilateral"}
    )
    return two & ~Q(**{f"{path}participation": "multilateral"})


class AgreementQuerySet(Sourced, PublishedQuerySet):
    """Agreements."""

    def for_search(self) -> Self:
        """Select what readers may see, with everything that the search indexes."""
        return (
            self.published()
            .select_related("place")
            .prefetch_related("topics", "actions", "parties__organisation__name_forms")
        )

    def for_listing(self) -> Self:
        """Select what a line of the register shows: the document and its parties. Two queries."""
        return self.newest_first().select_related("place").prefetch_related(parties())

    def newest_first(self) -> Self:
        """Select what is published, the latest first."""
        return self.published().order_by(F("signed_on").desc(nulls_last=True), "slug")

    def for_register(self) -> Self:
        """Select what a line of the register shows with the status in words. Three queries."""
        return self.for_listing().prefetch_related("actions")

    def for_table(self) -> Self:
        """Select what the exported register contains. Four queries."""
        return self.for_listing().prefetch_related("topics", prefetch_sources("agreements.AgreementSource"))

    def for_page(self) -> Self:
        """Select what the page of an agreement shows but its relations. Eight queries."""
        outcome: Any = self.model._meta.get_field("outcomes").related_model
        outcomes = outcome.objects.select_related("event__place")
        signatory: Any = self.model._meta.get_field("signatories").related_model
        signatories = signatory.objects.select_related("expert", "party__organisation")
        return (
            self.published_or_withdrawn()
            .select_related("place")
            .prefetch_related(
                parties(),
                "actions",
                Prefetch("signatories", queryset=signatories),
                "texts",
                "topics",
                Prefetch("outcomes", queryset=outcomes.filter(event__state=State.PUBLISHED)),
                prefetch_sources("agreements.AgreementSource"),
            )
        )

    def with_status(self, day: dt.date | EndOfDay) -> Self:
        """Annotate `status` (a Status value) as of a day by the same rule as `status.status_on`."""
        end = day if isinstance(day, EndOfDay) else EndOfDay.of(day)
        action: RelatedField = self.model._meta.get_field("actions")  # type: ignore[type-arg]
        steps = action.related_model._default_manager.filter(agreement=OuterRef("pk"))
        entries = steps.filter(kind="entered_into_force")
        bilateral = is_bilateral("agreement__")
        endings = steps.filter(kind__in=ENDING).filter(Q(party__isnull=True) | bilateral)
        come, to_come = certainly_by("dated_on", end), certainly_after("dated_on", end.day)
        return self.annotate(
            status=Case(
                When(
                    certainly_after("signed_on", end.day) | Exists(endings.filter(come)),
                    then=Value(Status.NOT_IN_FORCE),
                ),
                When(
                    Exists(entries)
                    & ~Exists(entries.exclude(to_come) | entries.filter(dated_on__isnull=True)),
                    then=Value(Status.NOT_IN_FORCE),
                ),
                When(
                    Exists(entries.filter(come))
                    & ~Exists(endings.filter(dated_on__isnull=True) | endings.exclude(come).exclude(to_come)),
                    then=Value(Status.IN_FORCE),
                ),
                default=Value(Status.UNKNOWN),
                output_field=CharField(),
            )
        )

    def with_scope(self) -> Self:
        """Annotate `participation_scope` by the same rule as `Agreement.scope`."""
        return self.annotate(
            participation_scope=Case(
                When(is_multilateral(), then=Value("multilateral")),
                When(is_bilateral(), then=Value("bilateral")),
                default=Value(""),
                output_field=CharField(),
            )
        )

    def with_existence(self, day: dt.date) -> Self:
        """Annotate `existence` (an Existence value): whether the document was signed by the end of a day.

        One that is known to have been signed in the month or year of the day counts as signed; one without a date of
        signing does so only by a recorded step.
        """
        action: RelatedField = self.model._meta.get_field("actions")  # type: ignore[type-arg]
        steps = action.related_model._default_manager.filter(agreement=OuterRef("pk"))
        return self.annotate(
            existence=Case(
                When(certainly_after("signed_on", day), then=Value(Existence.LATER)),
                When(
                    Q(signed_on__isnull=False) | Exists(steps.filter(certainly_by("dated_on", day))),
                    then=Value(Existence.BY_THEN),
                ),
                default=Value(Existence.UNDATED),
                output_field=CharField(),
            )
        )

    def for_api(self) -> Self:
        """Select what the API's list shows but for the status. Three queries."""
        return self.for_listing().prefetch_related("topics")

    def for_api_detail(self) -> Self:
        """Select what the API shows of one agreement but its relations. Eight queries."""
        return self.for_page().published()


# Everything that relations lead to from an agreement, through what is published only. A row is met once, so that
# circles end; databases take the nearest first, so that the limit leaves out the farthest.
FAMILY = """
WITH RECURSIVE family(id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT edge.there FROM family
    JOIN (
        SELECT agreement_id AS here, other_id AS there FROM agreements_agreementrelation
        UNION ALL SELECT other_id, agreement_id FROM agreements_agreementrelation
    ) edge ON edge.here = family.id
    JOIN agreements_agreement agreement ON agreement.id = edge.there AND agreement.state = %s
)
SELECT id FROM family LIMIT %s
"""


class RelationQuerySet(models.QuerySet[Any]):
    """Queryset of the relations between agreements."""

    def published(self) -> Self:
        """Select those of which both ends are published."""
        return self.filter(agreement__state=State.PUBLISHED, other__state=State.PUBLISHED)

    def around(self, agreement: models.Model) -> Self:
        """Select those from and to an agreement, where the other end is published too. One query."""
        condition = Q(agreement=agreement) | Q(other=agreement)
        return self.published().filter(condition).select_related("agreement", "other").order_by("kind", "id")

    def for_graph(self, agreement: models.Model, *, limit: int) -> Self:
        """Select all from and to an agreement, and those among the nearest `limit` members of its family. One query."""
        members = RawSQL(FAMILY, [agreement.pk, State.PUBLISHED, limit])  # noqa: S611  (a constant)
        condition = Q(agreement=agreement) | Q(other=agreement)
        within = Q(agreement__in=members, other__in=members)
        return (
            self.published()
            .filter(condition | within)
            .select_related("agreement", "other")
            .order_by("kind", "id")
        )
