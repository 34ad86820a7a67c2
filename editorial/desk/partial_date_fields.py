"""Partial dates at the desk: one text field for the two columns of a date."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from editorial.values.capitals import capfirst
from editorial.values.partial_dates import Partial, PartialDate, PartialDateField, Precision


class PartialDateFormField(forms.CharField):
    """A year, a month or a day, written as one text; gives a PartialDate or None."""

    widget = UnfoldAdminTextInputWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("help_text", _("A year, a month or a day: 2022, 2022-11 or 14.11.2022."))
        super().__init__(**kwargs)
        self.widget.attrs.update({"placeholder": _("2022, 2022-11, 14.11.2022"), "autocomplete": "off"})

    def clean(self, value: Any) -> PartialDate | None:
        """Read the text. Raises ValidationError that quotes it."""
        text = str(super().clean(value) or "").strip()
        return PartialDate.parse(text) if text else None


def form_field(column: PartialDateField, **kwargs: Any) -> PartialDateFormField:
    """Return the form field for the pair of columns of which `column` is the first."""
    help_text = column.help_text or PartialDateFormField().help_text
    return PartialDateFormField(
        label=capfirst(column.verbose_name), required=not column.blank, help_text=help_text, **kwargs
    )


def readonly_fieldsets(model: type[Model], fieldsets: Any) -> Any:
    """Return fieldsets for a page that nobody changes: each pair of columns is shown as the one date it is."""
    pairs = {
        value.name: name
        for base in model.__mro__
        for name, value in vars(base).items()
        if isinstance(value, Partial)
    }

    def replace_columns(name: Any) -> Any:
        if isinstance(name, tuple | list):
            return tuple(replace_columns(part) for part in name)
        if name not in pairs:
            return name

        def date(row: Model) -> str:
            return str(getattr(row, pairs[name]) or "—")

        date.short_description = model._meta.get_field(name).verbose_name  # type: ignore[attr-defined,union-attr]
        return date

    return [
        (title, {**options, "fields": replace_columns(options["fields"])}) for title, options in fieldsets
    ]


class PartialDatesForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that shows each pair of columns as one field and writes both of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._pairs():
            start = getattr(self.instance, name)
            if start is not None:
                self.initial[name] = str(PartialDate(start, Precision(_precision(self.instance, name))))

    def _pairs(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, PartialDateFormField)]

    def _get_validation_exclusions(self) -> set[str]:
        """Let the constraints on the pairs be checked: the precision has no field of its own here."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {f"{name}_precision" for name in self._pairs()}

    def _post_clean(self) -> None:
        typed = {name: self.cleaned_data[name] for name in self._pairs() if name in self.cleaned_data}
        for name, date in typed.items():
            self.cleaned_data[name] = date.start if date else None
            setattr(self.instance, f"{name}_precision", date.precision if date else "")
        super()._post_clean()  # type: ignore[misc]


def _precision(row: Model, name: str) -> str:
    return getattr(row, f"{name}_precision") or Precision.DAY
