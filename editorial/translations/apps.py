"""The app of translations."""

from django.apps import AppConfig
from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "editorial.translations"
    verbose_name = _("translations")

    def ready(self) -> None:
        """Follow each save at the desk."""
        from editorial.desk.extensions import extend
        from editorial.translations.status import TranslationStatus

        extend(models.Model, TranslationStatus())
