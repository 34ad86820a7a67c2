"""Record types of this app: what each part of the program knows of them."""

from editorial.places.models import Place
from editorial.records.registry import RecordType

RECORD_TYPES = (RecordType(model=Place, order=100, translated="name"),)
