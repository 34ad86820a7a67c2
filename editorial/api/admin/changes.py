"""The log of changes at the desk: to look at, never to change."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import display

from editorial.api.router import router
from editorial.desk.changelist import ChangeListMixin
from editorial.desk.filters import DaysFilter
from editorial.records.changelog import type_name
from editorial.records.models import Change, ChangeKind
from editorial.values.capitals import capfirst

MODELS = {
    type_name(viewset.queryset.model): viewset.queryset.model
    for _prefix, viewset, _basename in router.registry
    if hasattr(viewset, "queryset")
}


def resources() -> list[tuple[str, str]]:
    """Return the resources of the API by the names that the log has for them."""
    return [(name, capfirst(model._meta.verbose_name)) for name, model in sorted(MODELS.items())]


class ReadOnlyAdmin(ChangeListMixin, ModelAdmin):  # type: ignore[misc]
    """Rows that nobody writes at the desk."""

    list_filter_submit = True
    list_fullwidth = True

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False


class TypeFilter(DropdownFilter):  # type: ignore[misc]
    """The resource of the API."""

    title = _("resource")
    parameter_name = "type"

    def lookups(self, _request: Any, _model_admin: Any) -> Any:
        return resources()

    def queryset(self, _request: Any, queryset: Any) -> Any:
        return queryset.filter(type=self.value()) if self.value() else queryset


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ("position", "at", "kind", "resource", "row", "edition", "note")
    list_filter = (("kind", ChoicesDropdownFilter), TypeFilter, ("at", DaysFilter))
    search_fields = ("slug",)
    date_hierarchy = "at"
    ordering = ("-position",)
    fields = ("position", "at", "kind", "resource", "row", "edition", "note")
    readonly_fields = ("resource", "row")

    @display(description=_("resource"), ordering="type")
    def resource(self, change: Change) -> str:
        model = MODELS.get(change.type)
        return capfirst(model._meta.verbose_name) if model else change.type

    @display(description=_("record"), ordering="slug")
    def row(self, change: Change) -> str:
        """Link to the row, as long as it is there and the desk has a page of its kind."""
        model = MODELS.get(change.type)
        if model is None or not admin.site.is_registered(model) or change.kind == ChangeKind.DELETED:
            return change.slug
        address = reverse(
            f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[change.row_id]
        )
        return format_html('<a class="underline" href="{}">{}</a>', address, change.slug)
