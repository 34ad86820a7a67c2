"""The four languages of the record."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.values.text_fields import CharField


class Language(models.TextChoices):
    """A language that texts of the record are written in."""

    RU = "ru", _("Russian")
    KK = "kk", _("Kazakh")
    AZ = "az", _("Azerbaijani")
    EN = "en", _("English")


class LanguageField(CharField):  # type: ignore[type-arg]
    """One of the four languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("language"))
        kwargs.setdefault("max_length", 2)
        kwargs.setdefault("choices", Language.choices)
        super().__init__(*args, **kwargs)


def language_constraint(*, prefix: str, name: str = "language") -> models.CheckConstraint:
    """Constrain a column to the four languages."""
    return models.CheckConstraint(
        condition=Q(**{f"{name}__in": Language.values}),
        name=f"{prefix}_{name}_is_known",
        violation_error_message=_("Unsupported language."),
    )


def language_columns(*names: str) -> list[str]:
    """Name the columns that keep translated fields: `name` gives `name_ru`, `name_kk` and so on."""
    return [f"{name}_{language}" for name in names for language in Language.values]
