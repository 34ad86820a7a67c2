"""Abstract model of a credit: an expert or an organisation, and the position at the time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.experts.models import Expert, Organisation
from editorial.values.text_fields import CharField


class Contributor(models.Model):
    """An expert or an organisation, in an order, with the position as it was at the time."""

    expert = models.ForeignKey(Expert, models.PROTECT, null=True, blank=True, verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("organisation")
    )
    position = CharField(
        _("position at the time of publication"),
        max_length=300,
        blank=True,
        help_text=_("As given in the publication."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        abstract = True

    @property
    def contributor(self) -> Expert | Organisation:
        """The expert, or the organisation where a body is credited."""
        found = self.expert or self.organisation
        if found is None:
            raise ValueError("A contribution without a contributor was read before it was saved.")
        return found


def either_expert_or_organisation(*, prefix: str) -> models.CheckConstraint:
    """Constrain a credit to exactly one of the two."""
    return models.CheckConstraint(
        condition=Q(expert__isnull=True, organisation__isnull=False)
        | Q(expert__isnull=False, organisation__isnull=True),
        name=f"{prefix}_is_expert_or_organisation",
        violation_error_message=_("Select either a person or an organisation."),
    )
