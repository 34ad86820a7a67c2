"""`?fields=` and `?expand=`: less of a row, or more of what it is tied to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from editorial.values.query import all_values
from editorial.values.suggestions import suggest_name


@dataclass(frozen=True, slots=True)
class Expansion:
    """A tie that may be shown in full: by which serializer, and what has to be read for it, or with it."""

    serializer: type[serializers.BaseSerializer[Any]]
    prefetch: tuple[Any, ...] = ()
    select: tuple[str, ...] = ()


class PublishedRow(serializers.Field):  # type: ignore[type-arg]
    """The row of a tie in full; null where readers may not see it."""

    def __init__(self, serializer: type[serializers.BaseSerializer[Any]], **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)
        self.row = serializer()
        self.row.bind(field_name="", parent=self)  # type: ignore[arg-type]

    def to_representation(self, value: Any) -> Any:
        """Write what is published."""
        if not getattr(value, "is_published", True):
            return None
        return self.row.to_representation(value)


@dataclass(frozen=True, slots=True)
class OutputShape:
    """The shape of an output row: serializer, expansions, fields, language, origin."""

    serializer: type[serializers.Serializer[Any]]
    expanded: tuple[tuple[str, Expansion], ...] = ()
    fields: tuple[str, ...] = ()
    language: str | None = None
    origin: str = ""


@lru_cache(maxsize=256)
def build_row_writer(shape: OutputShape) -> Callable[[Any], dict[str, Any]]:
    """Return what writes a row in a shape; made once, as it costs as much as ten rows. Raises ValidationError."""
    row = shape.serializer(context={"language": shape.language, "origin": shape.origin})
    for path, expansion in shape.expanded:
        expand(row, path, expansion)
    if shape.fields:
        reject_unknown_names("fields", shape.fields, list(row.fields))
        select(row, shape.fields)
    return row.to_representation


def list_param(request: Request | None, parameter: str) -> list[str]:
    """Return the names of a parameter, repeated or with commas, each once; none when it is not there."""
    return all_values(request.query_params, parameter) if request else []


def reject_unknown_names(parameter: str, names: Iterable[str], known: Sequence[str]) -> None:
    """Raise ValidationError that says what is known instead of a name that is not."""
    for name in names:
        if name not in known:
            text = _("“%(name)s” is not available here. %(hint)s") % {
                "name": name,
                "hint": suggest_name(name, known),
            }
            raise ValidationError({parameter: [text]})


def expand(row: serializers.BaseSerializer[Any], path: str, expansion: Expansion) -> None:
    """Show the tie at the path in full, where the serializer shows it."""
    *parents, name = path.split(".")
    for parent in parents:
        row = row.fields[parent]  # type: ignore[attr-defined]
        row = getattr(row, "child", row)
    fields = row.fields  # type: ignore[attr-defined]
    source = fields[name].source
    if isinstance(fields[name], serializers.ManyRelatedField):
        fields[name] = expansion.serializer(
            many=True, read_only=True, source=None if source == name else source
        )
    else:
        fields[name] = PublishedRow(expansion.serializer, source=None if source == name else source)


def select(row: serializers.BaseSerializer[Any], names: Sequence[str]) -> None:
    """Leave only the fields named."""
    for name in set(row.fields) - set(names):  # type: ignore[attr-defined]
        del row.fields[name]  # type: ignore[attr-defined]
