"""The app of translations."""

from django.apps import AppConfig
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import READ_ONLY


class TranslationsConfig(AppConfig):
    name = "editorial.translations"
    verbose_name = _("translations")
    permissions = {"translation": READ_ONLY}

    def ready(self) -> None:
        """Follow each save at the desk."""
        from editorial.desk.extensions import extend
        from editorial.translations.status import TranslationStatus

        extend(models.Model, TranslationStatus())
