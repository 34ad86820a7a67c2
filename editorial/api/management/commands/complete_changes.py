"""Note in the log whatever readers see that is not in it yet."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from editorial.api.router import router
from editorial.indicators.models import Observation
from editorial.records import changelog
from editorial.records.models import Change, ChangeKind
from editorial.workflow.models import PublishableModel


class Command(BaseCommand):
    """Begin the log for rows that were there before it, or that were written past the services."""

    help = "Note in the log of changes whatever readers see that is not in it yet."

    def handle(self, *, verbosity: int, **_options: Any) -> None:
        """Note each missing row, and say how many there were."""
        count = 0
        changelog.assign_positions()
        for _prefix, viewset, _basename in router.registry:
            rows: QuerySet[Any] | None = getattr(viewset, "queryset", None)
            model = rows.model if rows is not None else None
            # A value is seen with its indicator.
            if rows is None or model is None or model is Observation or not hasattr(model, "slug"):
                continue
            kind = ChangeKind.PUBLISHED if issubclass(model, PublishableModel) else ChangeKind.CREATED
            logged = Change.objects.filter(type=changelog.type_name(model), row_id=OuterRef("pk"))
            with transaction.atomic():
                for row in rows.order_by("pk").exclude(Exists(logged)):
                    changelog.record_change(row, kind)
                    count += 1
        changelog.assign_positions()
        if verbosity:
            self.stdout.write(f"{count} noted")
