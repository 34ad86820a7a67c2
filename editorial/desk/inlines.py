"""Lines of a row at the desk: in the editor's order, and with one query for all that they point to."""

import re
from typing import Any

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline
from unfold.admin import StackedInline, TabularInline
from unfold.forms import PaginationInlineFormSet
from unfold.overrides import FORMFIELD_OVERRIDES_INLINE
from unfold.widgets import UnfoldAdminSelectWidget

from editorial.desk.forms import SHORT_TEXT, DeskForm, desk_field
from editorial.desk.partial_date_fields import readonly_fieldsets

# Above every number that an editor gives; see OrderedLines.
TEMP_ORDER_OFFSET = 10_000


class PrefetchedAutocomplete(AutocompleteSelect):
    """An autocomplete that knows the label of its row already: no query for each line."""

    known: dict[str, str] = {}

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Offer the chosen row by its known label."""
        chosen = [str(part) for part in value if str(part)]
        if any(part not in self.known for part in chosen):
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options += [self.create_option(name, part, self.known[part], True, 1) for part in chosen]
        return [(None, options, 0)]


class LineSelect(UnfoldAdminSelectWidget):  # type: ignore[misc]
    """A choice whose options are on the page once, in the form of a line to add: `lines.js` copies them from there.

    A text with a hundred notes would else have ten thousand options. Without the script a line keeps its choice.
    """

    def get_context(self, name: str, value: Any, attrs: Any) -> Any:
        """Name the field that has all options."""
        template = re.sub(r"-\d+-", "-__prefix__-", name)
        if template != name:
            attrs = {**(attrs or {}), "data-options": f"id_{template}"}
        return super().get_context(name, value, attrs)

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        """Offer what is chosen in a line that is there, and all in one to add."""
        if "__prefix__" in name:
            return super().optgroups(name, value, attrs)
        options = [
            self.create_option(name, key, label, str(key) in value, index)
            for index, (key, label) in enumerate(self.choices)
            if key == "" or str(key) in value
        ]
        return [(None, options, 0)]


class PrefetchedFormSet(PaginationInlineFormSet):  # type: ignore[misc]
    """Lines whose foreign keys are read with them, and whose choices are read once."""

    queryset: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices: dict[str, list[tuple[Any, Any]]] = {}
        self._known: dict[str, dict[str, str]] = {}

    @cached_property
    def empty_form(self) -> Any:
        """Return the line from which new ones are made, built once: the page reads it thirty times."""
        return super().empty_form

    def get_queryset(self) -> Any:
        """Bring the rows that the lines point to."""
        if not hasattr(self, "_queryset"):
            names = [field.name for field in self._keys() if field.name != self.fk.name]
            self.queryset = self.queryset.select_related(*names) if names else self.queryset
        return super().get_queryset()

    def add_fields(self, form: Any, index: int | None) -> None:
        """Give each line the labels and choices that were read for all of them."""
        super().add_fields(form, index)
        for field in self._keys():
            formfield = form.fields.get(field.name)
            if not isinstance(formfield, forms.ModelChoiceField):
                continue
            widget = formfield.widget
            if isinstance(widget, RelatedFieldWidgetWrapper):
                widget = widget.widget
            if isinstance(widget, PrefetchedAutocomplete):
                widget.known = self._load_labels(field.name)
            else:
                formfield.choices = self._load_choices(field.name, formfield)

    def _keys(self) -> "list[models.Field[Any, Any]]":
        return [field for field in self.model._meta.fields if isinstance(field, models.ForeignKey)]

    def _load_labels(self, name: str) -> dict[str, str]:
        if name not in self._known:
            rows = (getattr(line, name) for line in self.get_queryset())
            self._known[name] = {str(row.pk): str(row) for row in rows if row is not None}
        return self._known[name]

    def _load_choices(self, name: str, formfield: Any) -> list[tuple[Any, Any]]:
        if name not in self._choices:
            self._choices[name] = list(formfield.choices)
        return self._choices[name]


class OrderedFormSet(PrefetchedFormSet):
    """Lines that the editor puts in order by hand: `order` is their place, from 1."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Let the order of a new line be empty: it is the last one."""
        super().add_fields(form, index)
        if "order" in form.fields:
            form.fields["order"].required = False
            form.fields["order"].widget = forms.HiddenInput()
            if not form.instance.pk:
                form.initial["order"] = form.fields["order"].initial = None

    def clean(self) -> None:
        """Move the lines aside in the order given, where no number is taken; `save` brings them back."""
        super().clean()
        remaining = [form for form in self.forms if form.is_valid() and not self._should_delete_form(form)]
        remaining = [form for form in remaining if form.instance.pk or form.has_changed()]
        # Dragging counts from 0; a new line has no number yet.
        orders = {id(form): form.cleaned_data.get("order") for form in remaining}
        remaining.sort(key=lambda form: TEMP_ORDER_OFFSET if orders[id(form)] is None else orders[id(form)])
        for place, form in enumerate(remaining, start=1):
            form.instance.order = 2 * TEMP_ORDER_OFFSET + place

    def save(self, commit: bool = True) -> Any:
        """Save the lines and number them from 1."""
        lines = [form.instance for form in self.forms if (form.instance.order or 0) > 2 * TEMP_ORDER_OFFSET]
        self.model._default_manager.filter(**{self.fk.name: self.instance}).update(
            order=models.F("order") + TEMP_ORDER_OFFSET
        )
        saved = super().save(commit)
        for line in sorted(lines, key=lambda line: line.order):
            line.order -= 2 * TEMP_ORDER_OFFSET
            if line.pk:
                line.save(update_fields=["order"])
        return saved


class OrderedForm(DeskForm):
    """A line in an order: two lines may trade places in one save."""

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "order"}


class InlineMixin:
    """Shared behaviour of the desk's inlines."""

    model: type[models.Model]
    form: Any = DeskForm
    formset: Any = PrefetchedFormSet
    formfield_overrides: Any = {**FORMFIELD_OVERRIDES_INLINE, **SHORT_TEXT}
    extra = 0
    tab = True

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show partial dates as they are where nobody may change them."""
        fieldsets = super().get_fieldsets(request, obj)  # type: ignore[misc]
        if self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            return fieldsets
        return readonly_fieldsets(self.model, fieldsets)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Keep what is only shown out of the form."""
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs.setdefault("fields", [name for name in names if not callable(name)])
        return super().get_formset(request, obj, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Show a partial date as one field and a country as a choice."""
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        return desk_field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Complete every key as the editor types."""
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = PrefetchedAutocomplete(db_field, self.admin_site)  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class DeskTabularInline(InlineMixin, TabularInline):  # type: ignore[misc]
    """Short lines, one beneath the other."""


class DeskStackedInline(InlineMixin, StackedInline):  # type: ignore[misc]
    """Longer lines, each a small form."""


class TranslatedStack(InlineMixin, StackedInline, TranslationStackedInline):  # type: ignore[misc,type-arg]
    """Longer lines with fields in four languages."""


class ExplanationLines(TranslatedStack):
    """Inline of the editors' explanations of disagreements between the sources of a fact."""

    verbose_name = _("explanation of a disagreement")
    verbose_name_plural = _("explanations of disagreements")
    fieldsets = ((None, {"fields": ("aspect", "text")}),)
