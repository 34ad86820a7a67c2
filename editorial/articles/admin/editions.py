"""Editions at the desk: to look at, never to change."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import BooleanRadioFilter, ChoicesDropdownFilter
from unfold.decorators import display

from editorial.articles.models import Edition
from editorial.articles.press_documents import build_footnotes
from editorial.desk.changelist import ChangeListMixin


@admin.register(Edition)
class EditionAdmin(ChangeListMixin, ModelAdmin):  # type: ignore[misc]
    list_display = ("title", "number", "is_current", "language", "published_at", "published_by", "word_count")
    sortable_by = ("title", "number", "is_current", "language", "published_at", "word_count")
    list_select_related = ("published_by",)
    list_defer = ("html", "text", "abstracts", "headings", "footnotes", "references")
    list_filter = (("is_current", BooleanRadioFilter), ("language", ChoicesDropdownFilter))
    list_filter_submit = True
    search_fields = ("search_text", "article__search_text")
    date_hierarchy = "published_at"
    ordering = ("-published_at", "-pk")
    fields = (
        "article",
        ("number", "is_current", "language"),
        ("published_at", "published_by", "word_count"),
        "correction_note",
        "title",
        "subtitle",
        "text_display",
        "notes_display",
        "checksum",
    )
    readonly_fields = ("text_display", "notes_display")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("article", "published_by")
        return rows.defer("article__body")

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    @display(description=_("rendered text (HTML)"))
    def text_display(self, edition: Edition) -> SafeString:
        return mark_safe(f'<div class="desk-prose">{edition.html}</div>')  # noqa: S308  (sanitised when frozen)

    @display(description=_("footnotes"))
    def notes_display(self, edition: Edition) -> SafeString:
        notes = ((note.number, mark_safe(note.html)) for note in build_footnotes(edition))  # noqa: S308
        return format_html_join("\n", "<p>{}. {}</p>", notes)
