"""People as a table."""

from editorial.desk.import_export import RecordResource
from editorial.experts.models import Expert
from editorial.values.languages import language_columns


class ExpertRegister(RecordResource):
    """Experts by the forms of their names."""

    class Meta(RecordResource.Meta):
        model = Expert
        fields = (
            "slug",
            *language_columns("family_name", "given_name", "degree"),
            "kind",
            "country",
            "orcid",
            "note_ru",
        )
        export_order = fields
