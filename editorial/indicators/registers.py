"""Figures as a table."""

from editorial.experts.models import Organisation
from editorial.indicators.models import Area, Indicator, Observation, Unit
from editorial.workflow.registers import Register, dated, pointing


class ObservationRegister(Register):
    """Observations with the codes of their units and areas."""

    indicator = pointing("indicator", Indicator)
    unit = pointing("unit", Unit, by="code")
    area = pointing("area", Area, by="code")
    stated_by = pointing("stated_by", Organisation)
    started = dated("started")
    ended = dated("ended")

    one = ("indicator", "unit", "area", "stated_by")

    class Meta(Register.Meta):
        model = Observation
        fields = (
            "slug",
            "indicator",
            "value",
            "value_min",
            "value_max",
            "unit",
            "qualifier",
            "nature",
            "started",
            "ended",
            "area",
            "stated_by",
            "note_ru",
        )
        export_order = fields

    def seen_as(self, instance: Observation) -> Indicator:
        """A value is seen with its indicator."""
        return instance.indicator
