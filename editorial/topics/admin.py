"""Topics at the desk."""

from django.contrib import admin

from editorial.desk.filters import missing_translation
from editorial.desk.model_admin import TranslatedAdmin
from editorial.topics.models import Topic


@admin.register(Topic)
class TopicAdmin(TranslatedAdmin):
    list_display = ("name", "order", "slug")
    list_filter = (missing_translation("name"),)
    search_fields = ("search_text",)
    ordering = ("order", "slug")
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = ((None, {"fields": ("name", "slug", "description", "introduction", "order")}),)
