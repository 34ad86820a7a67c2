"""The admin's site: what every page of the desk shows around its content, worked out once."""

from copy import deepcopy
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from unfold.settings import get_config
from unfold.sites import UnfoldAdminSite


class DeskSite(UnfoldAdminSite):  # type: ignore[misc]
    """The theme's site, which would merge its settings anew for each of thirty values of a page."""

    @cached_property
    def config(self) -> dict[str, Any]:
        """Return the settings of the theme."""
        merged: dict[str, Any] = get_config(self.settings_name)
        return merged

    @cached_property
    def colours(self) -> dict[str, dict[str, str]]:
        """Return the colours of the theme as its stylesheet wants them."""
        own = deepcopy(self.config["COLORS"])
        found: dict[str, dict[str, str]] = super()._get_colors("COLORS")
        self.config["COLORS"] = own
        return found

    def _get_config(self, key: str, *args: Any) -> Any:
        value = self.config.get(key)
        return self._get_value(value, *args) if value else None

    def _get_colors(self, _key: str, *_args: Any) -> dict[str, dict[str, str]]:
        return self.colours

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Return the apps and models that a user may see, found out where a page shows them: the menu does not."""
        if app_label is not None:
            return super().get_app_list(request, app_label)
        return SimpleLazyObject(lambda: super(DeskSite, self).get_app_list(request))

    def get_sidebar_list(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Return the groups of the menu with the items that the user may open."""
        return [
            {**group, "items": self._menu_items(request, group["items"])}
            for group in self.config["SIDEBAR"]["navigation"]
        ]

    def _menu_items(self, request: HttpRequest, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        index = reverse(f"{self.name}:index")
        shown = []
        for item in items:
            permission = item.get("permission")
            if permission is None or permission(request):
                link = str(item["link"])
                is_active = request.path == index if link == index else link in request.path
                shown.append({**item, "link": link, "active": is_active, "has_permission": True})
        return shown
