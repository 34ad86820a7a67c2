"""The parameter `lang`, and the field of a related record."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from rest_framework import serializers

from editorial.values.languages import Language
from editorial.workflow.models import PublishableModel

LANG = OpenApiParameter(
    "lang",
    description="One language for all texts; without it each text is an object of all languages.",
    enum=Language.values,
)


@extend_schema_field(
    {"type": ["string", "object", "null"], "description": "A slug; with `expand` the row in full."}
)
class PublishedSlugField(serializers.Field):  # type: ignore[type-arg]
    """The slug of a row tied to this one; null where readers may not see that row."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("read_only", True)
        super().__init__(**kwargs)

    def to_representation(self, value: PublishableModel) -> str | None:
        """Write the slug of what is published."""
        return getattr(value, "slug", "") if getattr(value, "is_published", True) else None
