"""Forms and lists of django-allauth as the desk shows its own."""

from django import template
from django.forms import BoundField, CheckboxInput
from unfold.widgets import CHECKBOX_CLASSES, INPUT_CLASSES

from editorial.workflow.audit_log import device_label

register = template.Library()


@register.filter
def styled(field: BoundField) -> BoundField:
    """Give the widget of a field the look of the desk; its label says what a placeholder would repeat."""
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)
    classes = CHECKBOX_CLASSES if isinstance(widget, CheckboxInput) else INPUT_CLASSES
    widget.attrs["class"] = " ".join(classes)
    return field


@register.simple_tag
def input_classes() -> str:
    """Return the classes of an input that no form of Django writes."""
    return " ".join(INPUT_CLASSES)


@register.filter
def device(user_agent: str) -> str:
    """Name the browser and the system of a User-Agent header."""
    return device_label(user_agent)
