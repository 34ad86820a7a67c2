"""The chronicle as a table."""

from import_export.fields import Field

from editorial.desk.import_export import Register
from editorial.desk.spreadsheet_cells import SlugsCell, dated, pointing
from editorial.events.models import Event, Mechanism
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.languages import in_each_language


class EventRegister(Register):
    """Events."""

    started = dated("started")
    ended = dated("ended")
    place = pointing("place", Place)
    mechanism = pointing("mechanism", Mechanism)
    topics = Field(attribute="topics", column_name="topics", widget=SlugsCell(Topic))

    one, many = ("place", "mechanism"), ("topics",)

    class Meta(Register.Meta):
        model = Event
        fields = (
            "slug",
            *in_each_language("title"),
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
