"""Filter for records about which sources differ."""

from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from editorial.records.disagreements import disputed_keys
from editorial.web.filters.fields import ChoicesFilter

CHOICES = [("true", _("with disagreements between sources")), ("false", _("without disagreements"))]


class DisagreementsFilter(ChoicesFilter):
    """Records about which sources differ, or all others."""

    reads_rows = True  # no column has the answer

    def __init__(self, model: type[Model], **kwargs: Any) -> None:
        super().__init__(choices=CHOICES, label=_("Disagreements between sources"), **kwargs)
        self.records = model

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        """Keep the rows that are so. The queries are those of `disputed_keys`."""
        if len(set(value or ())) != 1:
            return qs
        keys = disputed_keys(self.records)
        return qs.filter(pk__in=keys) if value[0] == "true" else qs.exclude(pk__in=keys)
