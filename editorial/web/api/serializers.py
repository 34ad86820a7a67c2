"""Serializers that look at their fields once, not once for each row: for lists, where that is most of the time."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField, Model
from django.db.models import Field as Column
from django.utils import translation
from rest_framework import serializers

from editorial.web.api.value_fields import TimestampField

AnyRow = TypeVar("AnyRow")
AnyModel = TypeVar("AnyModel", bound=Model)
Read = Callable[[Any], Any]


def field_reader(field: Any, column: Any = None) -> Read:
    """Return how to read from a row what the field shows of it; from a column of the table without detours."""
    if hasattr(field, "row_reader"):
        own: Read = field.row_reader()
        return own
    if isinstance(field, serializers.SerializerMethodField):
        method: Read = getattr(field.parent, field.method_name or "")
        return method
    get = field.get_attribute if column is None else attrgetter(field.source)
    write = field.to_representation

    def read(row: Any) -> Any:
        value = get(row)
        return None if value is None else write(value)

    return read


class FastSerializer(serializers.Serializer[AnyRow]):
    """Shows a row; read only."""

    @cached_property
    def _readings(self) -> list[tuple[str, Read]]:
        fields = self.fields.values()
        return [(field.field_name or "", field_reader(field, self.output_column(field))) for field in fields]

    def output_column(self, _field: Any) -> Any:
        """Return the column that the field outputs; None if it is something else."""
        return None

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Write the row."""
        return {name: read(instance) for name, read in self._readings}


class FastModelSerializer(FastSerializer[AnyModel], serializers.ModelSerializer[AnyModel]):
    """Shows a row of a table; read only."""

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        DateTimeField: TimestampField,
    }

    def get_fields(self) -> dict[str, Any]:
        """Copy the fields, which are the same for every request."""
        return deepcopy(_output_fields(type(self)))

    def output_column(self, field: Any) -> Any:
        """Return the column that the field outputs; None if it is something else."""
        try:
            table: type[Model] = self.Meta.model
            column = table._meta.get_field(field.source)
        except FieldDoesNotExist:
            return None
        return column if isinstance(column, Column) and not column.is_relation else None

    def built_fields(self) -> dict[str, Any]:
        """Build the fields as Django REST Framework does from the model."""
        return super().get_fields()


@cache
def _output_fields(serializer: type[FastModelSerializer[Any]]) -> dict[str, Any]:
    # Labels, which only the description of the API has, are not of the language of the first request.
    with translation.override("en"):
        return serializer().built_fields()
