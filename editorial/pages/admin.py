"""Pages of the site, its name and its institutes at the desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from editorial.articles.admin.editor_widget import page_field
from editorial.desk.filters import missing_translation
from editorial.desk.inlines import DeskTabularInline
from editorial.desk.model_admin import TranslatedAdmin
from editorial.pages.models import Institute, Page, SiteDetails


@admin.register(Page)
class PageAdmin(TranslatedAdmin):
    list_display = ("title", "address", "is_shown", "order", "changed_at")
    list_filter = ("is_shown", missing_translation("title"))
    search_fields = ("search_text",)
    ordering = ("order", "address")
    prepopulated_fields = {"address": ("title_en",)}
    fieldsets = ((None, {"fields": ("title", "address", "description", "body", ("is_shown", "order"))}),)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name.startswith("body"):
            return page_field(label=capfirst(db_field.verbose_name), required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class InstituteLines(DeskTabularInline):
    model = Institute
    fields = ("organisation", "logo", "order")
    autocomplete_fields = ("organisation",)


@admin.register(SiteDetails)
class SiteDetailsAdmin(TranslatedAdmin):
    list_display = ("name_display", "issn", "email")
    fieldsets = ((None, {"fields": ("name", "tagline", ("issn", "email"))}),)
    inlines = (InstituteLines,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one row."""
        return super().has_add_permission(request) and not SiteDetails.objects.exists()

    @display(description=_("name of the site"))
    def name_display(self, details: SiteDetails) -> str:
        return str(details)
