"""Keys at the desk: issued and shown once, revoked, never changed into another."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from editorial.api.models import ApiKey
from editorial.desk.changelist import SearchTextSearch


@admin.register(ApiKey)
class ApiKeyAdmin(SearchTextSearch, ModelAdmin):  # type: ignore[misc]
    list_display = ("name", "prefix", "hourly_limit", "created_at", "used_on", "is_active")
    search_fields = ("search_text",)
    fields = ("name", "contact", "hourly_limit", "prefix", "created_at", "used_on", "revoked_at")
    readonly_fields = ("prefix", "created_at", "used_on", "revoked_at")
    actions = ("revoke",)

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        """Show a new key this once."""
        if change:
            super().save_model(request, obj, form, change)
            return
        secret = obj.issue()
        text = _("Key: %(key)s. Copy it now: it is not stored and will not be shown again.")
        messages.warning(request, text % {"key": secret})

    @admin.action(description=_("Revoke selected keys"), permissions=["change"])
    def revoke(self, _request: HttpRequest, queryset: Any) -> None:
        for key in queryset:
            key.revoke()

    @display(description=_("in use"), boolean=True)
    def is_active(self, key: ApiKey) -> bool:
        return key.revoked_at is None
