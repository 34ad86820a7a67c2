"""Serializer fields for values: partial dates, languages, countries."""

import datetime as dt
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from editorial.values.languages import Language
from editorial.values.partial_dates import PartialDate

_ONE_LANGUAGE: dict[str, Any] = {"type": "string"}
_ALL_LANGUAGES: dict[str, Any] = {
    "type": "object",
    "properties": {code: {"type": "string"} for code in Language.values},
    "additionalProperties": False,
}


def format_timestamp(moment: dt.datetime) -> str:
    """Write a time, in UTC for everybody."""
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


class TimestampField(serializers.DateTimeField):
    """A time, in UTC for everybody."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=dt.UTC, **kwargs)


@extend_schema_field({"oneOf": [_ALL_LANGUAGES, _ONE_LANGUAGE]})
class TranslatedField(serializers.Field):  # type: ignore[type-arg]
    """A text kept in four languages: all that are there as an object, or with `?lang=` one string.

    In one language a missing text falls back in the declared order, as on the pages.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("read_only", True)
        super().__init__(**kwargs)

    def row_reader(self) -> Callable[[Any], str | dict[str, str]]:
        """Read the text in the language asked for, or in all."""
        columns = [(code, attrgetter(f"{self.source}_{code}")) for code in Language.values]
        language = self.context.get("language")
        if language is None:
            return lambda row: {code: text for code, get in columns if (text := get(row))}
        fallbacks = settings.MODELTRANSLATION_FALLBACK_LANGUAGES
        order = [dict(columns)[code] for code in (language, *fallbacks.get(language, fallbacks["default"]))]
        return lambda row: next((text for get in order if (text := get(row))), "")


@extend_schema_field(
    {"type": ["string", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "examples": ["2022-11"]}
)
class PartialDateField(serializers.Field):  # type: ignore[type-arg]
    """A date as EDTF level 0: `2022`, `2022-11` or `2022-11-14`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("read_only", True)
        super().__init__(**kwargs)

    def to_representation(self, value: PartialDate) -> str:
        """Write the date with what is known of it."""
        return str(value)


@extend_schema_field(OpenApiTypes.URI)
class PageAddressField(serializers.Field):  # type: ignore[type-arg]
    """The address of the row's public page."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("source", "*")
        kwargs.setdefault("read_only", True)
        super().__init__(**kwargs)

    def row_reader(self) -> Callable[[Any], str]:
        """Read the whole address where the origin is known."""
        origin = self.context.get("origin", "")
        return lambda row: f"{origin}{row.get_absolute_url()}"
