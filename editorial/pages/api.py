"""Pages about the site in the API."""

from editorial.pages.models import Page
from editorial.web.api.serializers import FastModelSerializer
from editorial.web.api.value_fields import PageAddressField, TranslatedField
from editorial.web.api.viewsets import RecordViewSet


class PageSerializer(FastModelSerializer[Page]):
    """A page about the site: its policies, licence, privacy."""

    title = TranslatedField()
    description = TranslatedField()
    body = TranslatedField()
    url = PageAddressField()

    class Meta:
        model = Page
        fields = ("address", "title", "description", "body", "changed_at", "url")


class PageViewSet(RecordViewSet):
    """Pages about the site: about, policies, contacts, licence, privacy, accessibility."""

    queryset = Page.objects.shown()
    serializer_class = PageSerializer
    lookup_field = "address"
    ordering_fields = ("address", "order")
