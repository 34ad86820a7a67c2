"""Record types of this app: what each part of the program knows of them."""

from django.utils.translation import gettext_lazy as _

from editorial.places.linked_data import describe_place
from editorial.places.models import Place
from editorial.records.linked_data import LinkedData
from editorial.records.registry import RecordType

RECORD_TYPES = (
    RecordType(
        model=Place,
        order=100,
        label=_("Place"),
        plural=_("Places"),
        linked_data=LinkedData(describe=describe_place),
        translated="name",
    ),
)
