"""Places in the API."""

from editorial.places.filters import PlaceQuery
from editorial.places.models import Place
from editorial.web.api.serializers import FastModelSerializer
from editorial.web.api.value_fields import PageAddressField, TranslatedField
from editorial.web.api.viewsets import RecordViewSet


class PlaceSerializer(FastModelSerializer[Place]):
    """A place with its point on the map."""

    name = TranslatedField()
    url = PageAddressField()

    class Meta:
        model = Place
        fields = ("id", "slug", "name", "country", "latitude", "longitude", "url")


class PlaceViewSet(RecordViewSet):
    """Places at which things happened."""

    queryset = Place.objects.all()
    serializer_class = PlaceSerializer
    filterset_class = PlaceQuery
    ordering_fields = ("slug", "country")
