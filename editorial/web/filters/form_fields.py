"""Fields of filter forms as a template writes them by itself: one template for an option of a menu takes too long."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu: its attributes, and value, label and whether it is chosen of each option."""

    attributes: dict[str, Any]
    options: list[tuple[str, str, bool]]


def as_menu(field: BoundField) -> Menu | None:
    """Return a field with a menu of options that are in no groups; None for any other."""
    widget: Any = field.field.widget
    if type(widget).render is not forms.Select.render or not isinstance(widget, forms.Select):
        return None
    choices = [(str(value), label) for value, label in field.field.choices]  # type: ignore[attr-defined]
    if any(isinstance(label, list | tuple) for _value, label in choices):
        return None
    value = field.value()
    given = value if isinstance(value, list | tuple) else [value]
    chosen = {"" if one is None else str(one) for one in given}
    attributes = field.build_widget_attrs(
        {"name": field.html_name, "id": field.auto_id, **widget.attrs}, widget
    )
    if len(chosen) > 1:
        attributes["multiple"] = True
    return Menu(attributes, [(key, str(label), key in chosen) for key, label in choices])
