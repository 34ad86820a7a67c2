"""Base forms of the desk: a date as one field, each error beside the field that it concerns."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BaseConstraint, CheckConstraint, F, Field, Q, TextField, UniqueConstraint
from django.utils.translation import get_language, gettext
from unfold.widgets import (
    UnfoldAdminSelect2MultipleWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
)

from editorial.desk.partial_date_fields import PartialDatesForm, form_field
from editorial.values.capitals import capfirst
from editorial.values.countries import CountryField, country_choices
from editorial.values.partial_dates import PartialDateField

# Notes and remarks begin small and grow with what is written.
SHORT_TEXT: dict[Any, Any] = {TextField: {"widget": UnfoldAdminTextareaWidget(attrs={"rows": 3})}}


class DeskForm(PartialDatesForm):
    """A form of a row or of a line in it."""

    # What the database refused when this form was saved; see DeskAdmin.
    refused: str = ""

    def clean(self) -> dict[str, Any] | None:
        """Repeat what the database refused, so that nothing typed is lost."""
        cleaned = super().clean()
        if self.refused:
            raise ValidationError(self.refused, code="refused")
        return cleaned

    def _update_errors(self, errors: ValidationError) -> None:
        """Put each broken constraint beside the first field it speaks of."""
        if hasattr(errors, "error_dict") and NON_FIELD_ERRORS in errors.error_dict:
            for error in errors.error_dict.pop(NON_FIELD_ERRORS):
                errors.error_dict.setdefault(self._find_field(str(error.message)), []).append(error)
        super()._update_errors(errors)  # type: ignore[misc]

    def _find_field(self, refusal: str) -> str:
        for constraint in self.instance._meta.constraints:
            if str(constraint.get_violation_error_message()) == refusal:
                form_fields = (name for name in names_in(constraint) if name in self.fields)
                return next(form_fields, NON_FIELD_ERRORS)
        return NON_FIELD_ERRORS


def names_in(constraint: BaseConstraint) -> Iterator[str]:
    """Yield the fields that a constraint speaks of, in its order."""
    if isinstance(constraint, UniqueConstraint):
        yield from reversed(constraint.fields)
    elif isinstance(constraint, CheckConstraint) and isinstance(constraint.condition, Q):
        yield from _names_in(constraint.condition)


def _names_in(condition: Q) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _names_in(child)
        elif isinstance(child, tuple):
            yield child[0].split("__")[0]
            if isinstance(child[1], F):
                yield str(child[1].deconstruct()[1][0]).split("__")[0]


class CountriesChoice(forms.MultipleChoiceField):
    """Several countries, kept as codes with commas between them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=country_choices, widget=UnfoldAdminSelect2MultipleWidget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show the codes that are kept."""
        return [code.strip() for code in value.split(",")] if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        """Return the codes as they are kept."""
        return ", ".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is kept with what was chosen."""
        return super().has_changed(self.prepare_value(initial or "") if initial else [], data)


def desk_field(column: "Field[Any, Any]") -> forms.Field | None:
    """Return the desk's own form field of a partial date or a country, None for any other column."""
    if isinstance(column, PartialDateField):
        return form_field(column)
    if isinstance(column, CountryField):
        return forms.ChoiceField(
            label=capfirst(column.verbose_name),
            required=not column.blank,
            choices=countries,
            widget=UnfoldAdminSelectWidget,
            help_text="" if column.help_text == CountryField().help_text else column.help_text,
        )
    return None


def countries() -> tuple[tuple[str, str], ...]:
    """Offer all countries in the language of the desk."""
    return _countries_in(get_language() or "ru")


@lru_cache
def _countries_in(_language: str) -> tuple[tuple[str, str], ...]:
    return (("", gettext("Select value")), *country_choices())
