"""App configuration, and what one revision of its aggregates holds."""

import reversion
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Each model with the rows that one revision of it keeps beside it.
REVISIONS: dict[str, tuple[str, ...]] = {
    "Indicator": ("observations",),
    "Observation": ("sources",),
    "ObservationSource": (),
    "Unit": (),
    "Area": (),
}


class IndicatorsConfig(AppConfig):
    name = "editorial.indicators"
    verbose_name = _("Indicators")

    def ready(self) -> None:
        """Register for revisions here: only now are the fields of the four languages there."""
        for model, follow in REVISIONS.items():
            reversion.register(self.get_model(model), follow=follow)
