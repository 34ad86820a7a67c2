"""The text fields of all models: Django's own, which keep no character that XML forbids.

They clean what is validated, saved, written in bulk and looked for, whatever door it came by. Migrations know them
as Django's fields, since the columns are the same, and so does the type checker (text_fields.pyi).
"""

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
