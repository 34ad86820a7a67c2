"""App configuration, and what one revision of its aggregates holds."""

import reversion
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Each model with the rows that one revision of it keeps beside it.
REVISIONS: dict[str, tuple[str, ...]] = {
    "Mechanism": ("sources",),
    "MechanismSource": (),
    "Event": ("participants", "outcomes", "sources"),
    "Participant": (),
    "Outcome": (),
    "EventSource": (),
}


class EventsConfig(AppConfig):
    name = "editorial.events"
    verbose_name = _("Events")

    def ready(self) -> None:
        """Register for revisions here: only now are the fields of the four languages there."""
        for model, follow in REVISIONS.items():
            reversion.register(self.get_model(model), follow=follow)
