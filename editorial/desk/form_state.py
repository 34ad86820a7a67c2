"""A form as a browser would send it, and the words in which its fields are shown to a person."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core import signing

from editorial.desk.footnote_markers import numbers_in
from editorial.desk.revisions import as_text
from editorial.desk.three_way_merge import FieldPath, Flat

SALT = "a form as it was opened"
# What belongs to the sending of a form, not to the row.
CONTROL_PARAMETERS = (
    "csrfmiddlewaretoken",
    "opened_version",
    "opened_values",
    "revision_comment",
    "desk_key",
    "desk_window",
    "desk_recovered",
)


def initial_post_data(form: forms.BaseForm, formsets: Iterable[Any]) -> Flat:
    """Return what a browser would send if nothing was changed in a form that was just opened."""
    flat: Flat = dict(_sent(form))
    for formset in formsets:
        flat.update(_sent(formset.management_form))
        for line in formset.initial_forms:
            flat.update(_sent(line))
    return {name: values for name, values in flat.items() if name not in CONTROL_PARAMETERS}


def submitted_content(sent: Any) -> Flat:
    """Return what of a sent form is about the row."""
    return {
        name: sent.getlist(name)
        for name in sent
        if name not in CONTROL_PARAMETERS and not name.startswith(("_", "merge:"))
    }


def sign_values(values: Flat) -> str:
    """Write values so that a form can carry them and nobody can change them."""
    return signing.dumps(values, salt=SALT, compress=True)


def unsign_values(text: str) -> Flat | None:
    """Read what `sign_values` wrote; None for anything else."""
    try:
        values: Flat = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return values


def field_label(place: FieldPath, form: Any, formsets: Iterable[Any]) -> str:
    """Name a field as the form does, a line by what it says."""
    if not place.prefix:
        return _label(form, place.field)
    formset = next(formset for formset in formsets if formset.prefix == place.prefix)
    row = next((row for row in formset.get_queryset() if str(row.pk) == place.key), None)
    line = f"{formset.model._meta.verbose_name}: {as_text(str(row or ''))}"
    return f"{line}, {_label(formset.empty_form, place.field)}" if place.field else line


def display_value(place: FieldPath, value: str, form: Any, formsets: Iterable[Any]) -> str:
    """Say what a value of a field means to a person."""
    owner = form
    if place.prefix:
        owner = next(formset for formset in formsets if formset.prefix == place.prefix).empty_form
    field = owner.fields.get(place.field)
    if isinstance(field, forms.ModelChoiceField):
        row = field.queryset.filter(pk=value).first() if value.isdigit() else None  # type: ignore[union-attr]
        return str(row or "")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    first = getattr(getattr(form, "instance", None), "footnotes_from", 1)
    return as_text(value, numbers_in(value, first=first))


def change_message(form: Any, formsets: Iterable[Any], *, add: bool) -> list[dict[str, Any]]:
    """Say what a form has changed, in the shape of Django's log; lines that only changed places are passed over."""
    changes: list[dict[str, Any]] = [{"added": {}}] if add else []
    changed = [_label(form, name) for name in form.changed_data if name not in CONTROL_PARAMETERS]
    if changed and not add:
        changes.append({"changed": {"fields": changed}})
    for formset in formsets:
        name = str(formset.model._meta.verbose_name)
        changes += [{"added": {"name": name, "object": str(row)}} for row in formset.new_objects]
        for row, fields in formset.changed_objects:
            labels = [_label(formset.empty_form, field) for field in fields if field != "order"]
            if labels:
                changes.append({"changed": {"name": name, "object": str(row), "fields": labels}})
        changes += [{"deleted": {"name": name, "object": str(row)}} for row in formset.deleted_objects]
    return changes


def _label(form: Any, name: str) -> str:
    field = form.fields.get(name) or form.fields.get(name.rpartition("_")[0])
    return str(field.label if field is not None and field.label else name)


def _sent(form: forms.BaseForm) -> Iterator[tuple[str, list[str]]]:
    for name in form.fields:
        bound = form[name]
        value = bound.value()
        widget = bound.field.widget
        widget = widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget
        if isinstance(widget, forms.MultiWidget):
            parts = value if isinstance(value, list) else list(widget.decompress(value) or ())
            endings: list[str] = widget.widgets_names  # type: ignore[attr-defined]
            for ending, part, own in zip(endings, parts, widget.widgets, strict=False):
                yield f"{bound.html_name}{ending}", _written(own, part)
        else:
            yield bound.html_name, _written(widget, value)


def _written(widget: forms.Widget, value: Any) -> list[str]:
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(widget, forms.FileInput):
        return []
    if isinstance(value, list | tuple | set):
        return [str(getattr(part, "pk", part)) for part in value]
    if not isinstance(widget, forms.Select | forms.SelectMultiple):
        value = widget.format_value(value)
    return [] if value is None else [str(value)]
