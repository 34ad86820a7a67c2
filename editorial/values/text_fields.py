"""The text fields of all models: Django's own, which keep no character that XML forbids.

They clean what is validated, saved, written in bulk and looked for, whatever door it came by. Migrations know them
as Django's fields, since the columns are the same, and so does the type checker (text_fields.pyi).
"""

from functools import cached_property, partialmethod
from typing import Any

from django.db import models

from editorial.values.characters import clean_line, clean_value


class CleanText:
    """A field whose text is cleaned."""

    clean_characters = staticmethod(clean_value)

    def deconstruct(self) -> Any:
        """Return the field as Django's own."""
        name, path, args, kwargs = super().deconstruct()
        return name, path.replace(f"{__name__}.", "django.db.models."), args, kwargs

    def to_python(self, value: Any) -> Any:
        """Clean what a form or an import brings."""
        return self.clean_characters(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        """Clean what goes to the database."""
        return self.clean_characters(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Clean the row in memory too: its revision and the search are written from it."""
        values, name = vars(model_instance), self.attname
        if name in values:
            values[name] = self.clean_characters(values[name])
        return super().pre_save(model_instance, add)


class CharField(CleanText, models.CharField):
    """A text of one line."""

    clean_characters = staticmethod(clean_line)

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        """Name the choice of a row without going through all choices, as Django's own `get_…_display` does."""
        super().contribute_to_class(cls, name, private_only=private_only)
        display = f"get_{name}_display"
        if self.choices is not None and isinstance(vars(cls).get(display), partialmethod):
            setattr(cls, display, partialmethod(choice_display, field=self))

    @cached_property
    def labels(self) -> dict[Any, Any]:
        """The labels of the choices by their values."""
        return dict(self.flatchoices)


def choice_display(row: models.Model, *, field: CharField) -> str:
    """Return the label of a row's choice, or the value where there is none."""
    value = getattr(row, field.attname)
    return str(field.labels.get(value, value)) if value is not None else value


class TextField(CleanText, models.TextField):
    """A text of many lines."""


class SlugField(CleanText, models.SlugField):
    """A part of an address."""


class URLField(CleanText, models.URLField):
    """An address."""


class EmailField(CleanText, models.EmailField):
    """An address of mail."""


class JSONField(CleanText, models.JSONField):
    """Texts, names and numbers in lists and objects."""
