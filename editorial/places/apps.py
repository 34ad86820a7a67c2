"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "editorial.places"
    verbose_name = _("Places")

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.places.models import Place
        from editorial.records.registry import RecordType, register

        register(RecordType(model=Place))
