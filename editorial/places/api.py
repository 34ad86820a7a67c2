"""Places in the API."""

from editorial.places.filters import PlaceQuery
from editorial.places.models import Place
from editorial.values.api import PageAddressField, TranslatedField
from editorial.values.rows import ModelRowSerializer
from editorial.workflow.api import RecordViewSet


class PlaceSerializer(ModelRowSerializer[Place]):
    """A place with its point on the map."""

    name = TranslatedField()
    url = PageAddressField()

    class Meta:
        model = Place
        fields = ("id", "slug", "name", "country", "latitude", "longitude", "url")


class PlaceViewSet(RecordViewSet):
    """Where things happened."""

    queryset = Place.objects.all()
    serializer_class = PlaceSerializer
    filterset_class = PlaceQuery
    ordering_fields = ("slug", "country")
