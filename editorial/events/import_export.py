"""The chronicle as a table."""

from import_export.fields import Field

from editorial.desk.import_export import RecordResource
from editorial.desk.spreadsheet_cells import SlugsCell, dated, foreign_key_column
from editorial.events.models import Event, Mechanism
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.languages import language_columns


class EventRegister(RecordResource):
    """Events."""

    started = dated("started")
    ended = dated("ended")
    place = foreign_key_column("place", Place)
    mechanism = foreign_key_column("mechanism", Mechanism)
    topics = Field(attribute="topics", column_name="topics", widget=SlugsCell(Topic))

    one, many = ("place", "mechanism"), ("topics",)

    class Meta(RecordResource.Meta):
        model = Event
        fields = (
            "slug",
            *language_columns("title"),
            "kind",
            "course",
            "started",
            "ended",
            "place",
            "country",
            "mechanism",
            "number",
            "topics",
            "note_ru",
        )
        export_order = fields
