"""Figures as a table."""

from typing import Any

from django.core.exceptions import ValidationError

from editorial.articles.source_cells import parse_source, split_cell, written
from editorial.desk.import_export import RecordResource
from editorial.desk.spreadsheet_cells import LinesField, dated, foreign_key_column
from editorial.experts.models import Organisation
from editorial.indicators.models import Area, Indicator, Observation, Unit
from editorial.workflow.sourcing import unsourced_message


class ObservationRegister(RecordResource):
    """Observations with the codes of their units and areas."""

    indicator = foreign_key_column("indicator", Indicator)
    unit = foreign_key_column("unit", Unit, by="code")
    area = foreign_key_column("area", Area, by="code")
    stated_by = foreign_key_column("stated_by", Organisation)
    started = dated("started")
    ended = dated("ended")

    sources = LinesField("sources", lambda observation: written(observation.sources.all()))

    one = ("indicator", "unit", "area", "stated_by")
    many = ("sources__edition__article",)

    class Meta(RecordResource.Meta):
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
            "sources",
        )
        export_order = fields

    def import_instance(self, instance: Observation, row: Any, **kwargs: Any) -> None:
        """Look for the sources together with the other cells. A value is not shown to readers without one."""
        errors: dict[str, Any] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        try:
            named = [parse_source(part) for part in self._new_parts(instance, row)]
        except ValidationError as error:
            errors["sources"] = error.messages
        else:
            is_new_to_readers = instance.pk is None and instance.indicator_id and instance.is_public
            if is_new_to_readers and not named:
                errors["sources"] = [unsourced_message({"": str(row.get("slug") or "")})]
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Look at the sources too."""
        if self._new_parts(instance, row):
            return False
        skipped: bool = super().skip_row(instance, original, row, import_validation_errors)
        return skipped

    def after_save_instance(self, instance: Observation, row: Any, **kwargs: Any) -> None:
        """Add the sources that are not there yet; a table takes none away."""
        for part in self._new_parts(instance, row):
            instance.sources.create(**parse_source(part))
        super().after_save_instance(instance, row, **kwargs)

    def _new_parts(self, observation: Observation, row: Any) -> list[str]:
        there = set(split_cell(self.fields["sources"].get_value(observation)))
        return [part for part in split_cell(row.get("sources")) if part not in there]

    def public_object(self, instance: Observation) -> Indicator:
        """Return the indicator, with which a value is shown."""
        return instance.indicator
