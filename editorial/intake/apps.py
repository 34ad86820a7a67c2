"""The app of manuscripts and the drafts made of them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import MANUSCRIPTS


class IntakeConfig(AppConfig):
    name = "editorial.intake"
    verbose_name = _("Manuscripts")
    permissions = {"manuscriptfile": MANUSCRIPTS}
    internal_models = ("ManuscriptDraft", "ManuscriptFile")
