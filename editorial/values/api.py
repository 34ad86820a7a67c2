"""How values of the record read in the API."""

from typing import Any

from django.conf import settings
from django.db.models import Model
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from editorial.values.languages import Language
from editorial.values.partial_dates import PartialDate

_ONE_LANGUAGE: dict[str, Any] = {"type": "string"}
_ALL_LANGUAGES: dict[str, Any] = {
    "type": "object",
    "properties": {code: {"type": "string"} for code in Language.values},
    "additionalProperties": False,
}


def language_asked(request: Request | None) -> str | None:
    """Return the language of `?lang=`, None for all. Raises ValidationError for one that is not of the four."""
    asked = request.query_params.get("lang") if request else None
    if asked and asked not in Language.values:
        known = ", ".join(Language.values)
        raise ValidationError({"lang": [f"“{asked}” is not one of the languages: {known}."]})
    return asked or None


@extend_schema_field({"oneOf": [_ALL_LANGUAGES, _ONE_LANGUAGE]})
class TranslatedField(serializers.Field):  # type: ignore[type-arg]
    """A text kept in four languages: all that are there as an object, or with `?lang=` one string.

    In one language a missing text falls back in the declared order, as on the pages.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("read_only", True)
        super().__init__(**kwargs)

    def get_attribute(self, instance: Model) -> Model:
        """Take the row that holds the columns of this text."""
        for name in self.source_attrs[:-1]:
            instance = getattr(instance, name)
        return instance

    def to_representation(self, value: Model) -> str | dict[str, str]:
        """Write the text in the language asked for, or in all."""
        name = self.source_attrs[-1]
        asked = language_asked(self.context.get("request"))
        texts = {code: getattr(value, f"{name}_{code}") for code in Language.values}
        if asked is None:
            return {code: text for code, text in texts.items() if text}
        fallbacks = settings.MODELTRANSLATION_FALLBACK_LANGUAGES
        order = (asked, *fallbacks.get(asked, fallbacks["default"]))
        return next((texts[code] for code in order if texts[code]), "")


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

    def to_representation(self, value: Any) -> str:
        """Write the whole address where the request is known."""
        address: str = value.get_absolute_url()
        request = self.context.get("request")
        return request.build_absolute_uri(address) if request else address
