"""The register of agreements as a table."""

from typing import Any

from django.core.exceptions import ValidationError
from import_export.fields import Field

from editorial.agreements import services
from editorial.agreements.models import Agreement, Party
from editorial.experts.models import Organisation
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.languages import in_each_language
from editorial.workflow.registers import Register, SlugsWidget, dated, not_there, pointing, split


class AgreementRegister(Register):
    """Agreements with their parties: country codes and slugs of organisations, in order."""

    signed = dated("signed")
    place = pointing("place", Place)
    topics = Field(attribute="topics", column_name="topics", widget=SlugsWidget(Topic))
    parties = Field(column_name="parties")

    class Meta(Register.Meta):
        model = Agreement
        fields = (
            "slug",
            *in_each_language("title"),
            "kind",
            "level",
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

    def dehydrate_parties(self, agreement: Agreement) -> str:
        """Write the parties in one cell."""
        if agreement.pk is None:
            return ""
        parties = agreement.parties.select_related("organisation")
        return "; ".join(
            party.country or (party.organisation.slug if party.organisation else "") for party in parties
        )

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Look at the parties too."""
        if (
            "parties" in row
            and instance.pk
            and split(row["parties"]) != split(self.dehydrate_parties(original))
        ):
            return False
        skipped: bool = super().skip_row(instance, original, row, import_validation_errors)
        return skipped

    def after_save_instance(self, instance: Agreement, row: Any, **kwargs: Any) -> None:
        """Set the parties, if the table has them."""
        if "parties" in row:
            _set_parties(instance, split(row["parties"]))
        super().after_save_instance(instance, row, **kwargs)


def _set_parties(agreement: Agreement, names: list[str]) -> None:
    """Give the agreement these parties in this order; those that stay keep their steps."""
    bodies = {body.slug: body for body in Organisation.objects.filter(slug__in=names)}
    kept = []
    for order, name in enumerate(names, start=1):
        is_state = len(name) == 2 and name.isupper()
        if not is_state and name not in bodies:
            raise ValidationError({"parties": not_there(Organisation, [name])})
        who: dict[str, Any] = {"country": name} if is_state else {"organisation": bodies[name]}
        party = agreement.parties.filter(**who).first() or Party(agreement=agreement, **who)
        party.order = order
        party.full_clean()
        party.save()
        kept.append(party.pk)
    agreement.parties.exclude(pk__in=kept).delete()
    services.recount_parties(agreement)
