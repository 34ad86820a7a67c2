"""Template tags for values of indicators."""

from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.safestring import SafeString

from editorial.indicators.models import Observation
from editorial.web.templatetags.record import page_locale, shown, text


def _number(value: Decimal | None) -> str:
    return format_decimal(value, format="#,##0.######", locale=page_locale()) if value is not None else ""


def unit(observation: Observation) -> SafeString | str:
    """Return the symbol of the unit, else its name, marked with its language when that is not the page's."""
    field = "symbol" if shown(observation.unit, "symbol") else "name"
    return text(observation.unit, field)


def value_of(observation: Observation) -> str:
    """Return the value or range as the page's language writes it, with how exact it is: «около 1,7»."""
    if observation.value is None:
        figure = f"{_number(observation.value_min)}–{_number(observation.value_max)}"
    else:
        figure = _number(observation.value)
    exactness = str(observation.get_qualifier_display()) if observation.qualifier else ""
    return f"{exactness} {figure}".strip()


def embed_code(address: str, name: object) -> str:
    """Return the element that puts the charts of an indicator into another site."""
    return f'<iframe src="{address}" title="{name}" width="100%" height="480" style="border:0"></iframe>'
