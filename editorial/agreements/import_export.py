"""The register of agreements as a table."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field

from editorial.agreements import services
from editorial.agreements.models import Agreement, Party
from editorial.desk.import_export import RecordResource
from editorial.desk.spreadsheet_cells import (
    LinesField,
    SlugsCell,
    dated,
    foreign_key_column,
    split,
    unknown_values_error,
)
from editorial.experts.models import Organisation
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.countries import validate_country
from editorial.values.languages import language_columns


def _format_parties(agreement: Agreement) -> str:
    """Write the parties in one cell, in their order."""
    return "; ".join(
        party.country or (party.organisation.slug if party.organisation else "")
        for party in agreement.parties.all()
    )


class AgreementRegister(RecordResource):
    """Agreements with their parties: country codes and slugs of organisations, in order."""

    signed = dated("signed")
    place = foreign_key_column("place", Place)
    topics = Field(attribute="topics", column_name="topics", widget=SlugsCell(Topic))
    parties = LinesField("parties", _format_parties)

    one, many = ("place",), ("topics", "parties__organisation")

    class Meta(RecordResource.Meta):
        model = Agreement
        fields = (
            "slug",
            *language_columns("title"),
            "kind",
            "level",
            "participation",
            "stage",
            "document_count",
            "signed",
            "place",
            "parties",
            "topics",
            "registration",
            "publication",
            "authentic_languages",
            "note_ru",
        )
        export_order = fields

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Look for the parties together with the other cells: a row's errors are shown at once."""
        errors: dict[str, Any] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if wrong := _wrong_parties(split(row.get("parties"))):
            errors["parties"] = wrong
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Look at the parties too."""
        if "parties" in row and instance.pk and split(row["parties"]) != split(_format_parties(original)):
            return False
        skipped: bool = super().skip_row(instance, original, row, import_validation_errors)
        return skipped

    def after_save_instance(self, instance: Agreement, row: Any, **kwargs: Any) -> None:
        """Set the parties, if the table has them."""
        if "parties" in row:
            _set_parties(instance, split(row["parties"]))
        super().after_save_instance(instance, row, **kwargs)


def _is_state(name: str) -> bool:
    return len(name) == 2 and name.isupper()


def _wrong_parties(names: list[str]) -> list[str]:
    """Say what is wrong with the parties of a row."""
    wrong = []
    for name in filter(_is_state, names):
        try:
            validate_country(name)
        except ValidationError as error:
            wrong += error.messages
    if missing := _missing_bodies(names):
        wrong.append(unknown_values_error(Organisation, missing))
    wrong += [
        _("“%(name)s” is named twice.") % {"name": name}
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    return wrong


def _missing_bodies(names: list[str]) -> list[str]:
    slugs = {name for name in names if not _is_state(name)}
    if not slugs:
        return []
    return sorted(
        slugs.difference(Organisation.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    )


def _set_parties(agreement: Agreement, names: list[str]) -> None:
    """Give the agreement these parties in this order; those that stay keep their steps."""
    bodies = {body.slug: body for body in Organisation.objects.filter(slug__in=names)}
    party_ids = []
    for order, name in enumerate(names, start=1):
        who: dict[str, Any] = {"country": name} if _is_state(name) else {"organisation": bodies[name]}
        party = agreement.parties.filter(**who).first() or Party(agreement=agreement, **who)
        party.order = order
        party.full_clean()
        party.save()
        party_ids.append(party.pk)
    agreement.parties.exclude(pk__in=party_ids).delete()
    services.update_party_count(agreement)
