"""Places at the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from editorial.desk.filters import CountryFilter, missing_translation
from editorial.desk.model_admin import TranslatedAdmin
from editorial.places.models import Place


@admin.register(Place)
class PlaceAdmin(TranslatedAdmin):
    list_display = ("name", "country_display", "latitude", "longitude", "slug")
    list_filter = (CountryFilter, missing_translation("name"))
    search_fields = ("search_text",)
    ordering = ("slug",)
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = ((None, {"fields": ("name", "slug", "country", ("latitude", "longitude"))}),)

    @display(description=_("country"), ordering="country")
    def country_display(self, place: Place) -> str:
        return place.country_name
