"""Topics in the API."""

from editorial.topics.models import Topic
from editorial.values.api import PageAddressField, TranslatedField
from editorial.values.rows import ModelRowSerializer
from editorial.workflow.api import RecordViewSet


class TopicSerializer(ModelRowSerializer[Topic]):
    """A topic."""

    name = TranslatedField()
    description = TranslatedField()
    url = PageAddressField()

    class Meta:
        model = Topic
        fields = ("id", "slug", "name", "description", "url")


class TopicViewSet(RecordViewSet):
    """What texts and records are about."""

    queryset = Topic.objects.all()
    serializer_class = TopicSerializer
    ordering_fields = ("slug", "order")
