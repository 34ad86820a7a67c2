"""Changes of units and areas, which readers see with the values of indicators."""

from django.db import transaction

from editorial.indicators.models import Area, Indicator, Unit
from editorial.records import changelog


@transaction.atomic
def record_indicator_change(row: Unit | Area) -> None:
    """Write down that a unit or an area reads otherwise now, in each indicator whose values show it."""
    field = "observations__unit" if isinstance(row, Unit) else "observations__area"
    for indicator in Indicator.objects.published().filter(**{field: row}).distinct():
        changelog.record_save(indicator)
