"""How agreements are asked for."""

import datetime as dt
from typing import Self

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.db.models.fields.related import RelatedField

from editorial.agreements.status import ENDING, Status
from editorial.values.partial_dates import certainly_after, certainly_by
from editorial.workflow.querysets import PublishedQuerySet


class AgreementQuerySet(PublishedQuerySet):
    """Agreements."""

    def with_status(self, day: dt.date) -> Self:
        """Annotate `status` (a Status value) as of a day by the same rule as `status.status_on`."""
        action: RelatedField = self.model._meta.get_field("actions")  # type: ignore[type-arg]  # noqa: SLF001
        steps = action.related_model._default_manager.filter(agreement=OuterRef("pk"))  # noqa: SLF001
        entries = steps.filter(kind="entered_into_force")
        endings = steps.filter(kind__in=ENDING).filter(Q(party__isnull=True) | Q(agreement__party_count=2))
        come, to_come = certainly_by("dated_on", day), certainly_after("dated_on", day)
        return self.annotate(
            status=Case(
                When(
                    certainly_after("signed_on", day) | Exists(endings.filter(come)),
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

    def for_search(self) -> Self:
        """What readers may see, with whatever it is found by."""
        return (
            self.published()
            .select_related("place")
            .prefetch_related("topics", "parties__organisation__name_forms")
        )
