"""Places."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.values.countries import CountryField, country_name
from editorial.values.languages import language_columns
from editorial.values.slugs import RecordSlugField, slug_not_empty
from editorial.values.text_fields import CharField
from editorial.workflow.search_text import SearchedModel, SearchTextField, SearchTextManager


class Place(SearchedModel):
    """A town or site, with its point on the map."""

    slug = RecordSlugField()
    name = CharField(_("name"), max_length=200)
    country = CountryField(blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    search_text = SearchTextField(*language_columns("name"), "slug")
    objects = SearchTextManager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["slug"]
        constraints = [
            slug_not_empty(prefix="place"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_point_is_on_the_globe",
                violation_error_message=_(
                    "Enter both latitude (−90 to 90) and longitude (−180 to 180), or leave both empty."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('events:list')}?place={self.slug}"

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""
