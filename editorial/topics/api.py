"""Topics in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from editorial.topics.models import Topic
from editorial.web.api.serializers import FastModelSerializer
from editorial.web.api.value_fields import PageAddressField, TranslatedField
from editorial.web.api.viewsets import RecordViewSet


class TopicSerializer(FastModelSerializer[Topic]):
    """A topic."""

    name = TranslatedField()
    description = TranslatedField()
    introduction = TranslatedField()
    url = PageAddressField()

    class Meta:
        model = Topic
        fields = ("id", "slug", "name", "description", "introduction", "url")


@extend_schema_field(
    {"type": ["string", "object"], "description": "The slug of a topic; with `expand` the topic in full."}
)
class TopicSlugField(serializers.SlugRelatedField[Topic]):
    """A topic by its slug, of a list that was fetched with the row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="slug", read_only=True, **kwargs)


class TopicViewSet(RecordViewSet):
    """Subjects of texts and records."""

    queryset = Topic.objects.all()
    serializer_class = TopicSerializer
    ordering_fields = ("slug", "order")
