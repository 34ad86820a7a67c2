"""Values of indicators in templates."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from editorial.indicators.models import Observation
from editorial.web.templatetags.record import shown, text


def unit(observation: Observation) -> SafeString | str:
    """Return the symbol of the unit, else its name, marked with its language when that is not the page's.

    Empty where numbers stand without a unit.
    """
    if observation.unit.is_bare_in(_language()):
        return ""
    field = "symbol" if shown(observation.unit, "symbol") else "name"
    return text(observation.unit, field)


def series_heading(observation: Observation, with_area: bool = True) -> SafeString | str:
    """Return the unit of values that are shown together, with their area where they have one in common."""
    area = text(observation.area, "name") if observation.area and with_area else ""
    return format_html_join(", ", "{}", ((part,) for part in (area, unit(observation)) if part)) or gettext(
        "Values"
    )


def value_of(observation: Observation) -> str:
    """Return the value or range without its unit, for a column whose heading names that: «около 1,7»."""
    return observation.written(_language(), with_unit=False)


def quantity(observation: Observation) -> SafeString | str:
    """Return the value or range with its unit: «около 1,7 млн т», marked where the unit is in another language."""
    written = observation.written(_language())
    _forms, code = observation.unit.forms_in(_language())
    return written if code == _language() else format_html('<span lang="{}">{}</span>', code, written)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def chart_query(number: int, areas: Sequence[str]) -> str:
    """Return the query that chooses a chart, counted from one, and its areas; zero is the first that is drawn."""
    chosen = [*([("chart", str(number))] if number else []), *(("area", code) for code in areas)]
    return f"?{urlencode(chosen)}" if chosen else ""


def embed_code(address: str, name: object) -> str:
    """Return the element that puts the charts of an indicator into another site."""
    return f'<iframe src="{address}" title="{name}" width="100%" height="620" style="border:0"></iframe>'
