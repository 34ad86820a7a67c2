"""App configuration, and what one revision of its aggregates holds."""

import reversion
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Each model with the rows that one revision of it keeps beside it.
REVISIONS: dict[str, tuple[str, ...]] = {
    "Expert": ("name_forms", "affiliations", "council_memberships"),
    "ExpertName": (),
    "Affiliation": (),
    "CouncilMembership": (),
    "Organisation": ("name_forms",),
    "OrganisationName": (),
}


class ExpertsConfig(AppConfig):
    name = "editorial.experts"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        """Register for revisions here: only now are the fields of the four languages there."""
        for model, follow in REVISIONS.items():
            reversion.register(self.get_model(model), follow=follow)
