"""Results of the link check in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from editorial.desk.changelist import ChangeListMixin
from editorial.linkcheck.models import CheckedLink


@admin.register(CheckedLink)
class CheckedLinkAdmin(ChangeListMixin, ModelAdmin):  # type: ignore[misc]
    list_display = ("url_link", "code", "error", "failures", "checked_at", "place_links")
    list_display_links = None
    list_filter = ("is_dead", "code")
    search_fields = ("search_text",)
    list_fullwidth = True

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @display(description=_("link"), ordering="url")
    def url_link(self, link: CheckedLink) -> str:
        return format_html('<a href="{}" rel="noreferrer">{}</a>', link.url, Truncator(link.url).chars(80))

    @display(description=_("used in"))
    def place_links(self, link: CheckedLink) -> str:
        """Link to the forms where the link can be changed."""
        places = [
            (reverse(f"admin:{app}_{model}_change", args=[key]), Truncator(name).chars(60))
            for app, model, key, name in link.places
        ]
        return format_html_join(", ", '<a href="{}">{}</a>', places)
