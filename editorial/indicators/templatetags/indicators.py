"""How values of indicators read."""

from decimal import Decimal

from babel.numbers import format_decimal
from django import template

from editorial.indicators.models import Observation
from editorial.web.templatetags.record import page_locale

register = template.Library()


def _number(value: Decimal | None) -> str:
    return format_decimal(value, format="#,##0.######", locale=page_locale()) if value is not None else ""


@register.simple_tag
def value_of(observation: Observation) -> str:
    """Return the value or range as the page's language writes it, with how exact it is: «около 1,7»."""
    if observation.value is None:
        figure = f"{_number(observation.value_min)}–{_number(observation.value_max)}"
    else:
        figure = _number(observation.value)
    exactness = str(observation.get_qualifier_display()) if observation.qualifier else ""
    return f"{exactness} {figure}".strip()
