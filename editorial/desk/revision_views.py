"""The pages of a row's history at the desk."""

from itertools import pairwise
from typing import Any

import reversion
from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from editorial.desk import revisions as history
from editorial.desk.extensions import extensions_for
from editorial.desk.restoring import missing_message, restore
from editorial.records import changelog

MAX_REVISIONS = 100  # revisions of the list


class HistoryMixin:
    """History, comparison and restoring for a row with revisions."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address of restoring."""
        opts = self.model._meta  # type: ignore[attr-defined]
        address = path(
            "<path:object_id>/history/<int:version_id>/restore/",
            self.admin_site.admin_view(self.restore_view),  # type: ignore[attr-defined]
            name=f"{opts.app_label}_{opts.model_name}_restore",
        )
        return [address, *super().get_urls()]  # type: ignore[misc]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List who saved the row, when and why; with `before` and `after` in the query, compare the two."""
        row = self._row(request, object_id)
        sides = self.sides(row)
        chosen = {name: request.GET.get(name, "") for name in ("before", "after")}
        if not chosen["after"]:
            chosen = last_save(sides) or chosen
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            **(extra_context or {}),
            "title": _("Version history"),
            "subtitle": str(row),
            "opts": self.model._meta,  # type: ignore[attr-defined]
            "row": row,
            "sides": sides,
            "chosen": chosen,
            "is_inline": request.GET.get("view") == "inline",
            "may_restore": self.has_change_permission(request, row),  # type: ignore[attr-defined]
            "change_url": self._url(row, "change"),
        }
        extensions = extensions_for(type(row))
        for extension in extensions:
            context |= extension.get_history_context(self, request, row)  # type: ignore[arg-type]
        context["history_templates"] = [one.history_template for one in extensions if one.history_template]
        if chosen["after"]:
            before, after = self.contents(row, chosen["before"], chosen["after"])
            context["differences"] = history.field_diffs(before, after)
        return TemplateResponse(request, "admin/desk/history.html", context)

    @transaction.atomic
    def restore_view(self, request: HttpRequest, object_id: str, version_id: int) -> HttpResponse:
        """Bring a revision back into the working copy."""
        row = self._row(request, object_id)
        if not self.has_change_permission(request, row) or request.method != "POST":  # type: ignore[attr-defined]
            raise PermissionDenied
        version = history.get_revisions(row).filter(pk=version_id).first()
        if version is None:
            raise Http404
        try:
            with transaction.atomic():
                restored = restore(row, version, by=request.user)
                with reversion.create_revision():  # of whatever else follows from it
                    reversion.set_user(request.user)
                    self.restored(restored.row)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(self._url(row, "history"))
        messages.success(request, _("Version restored as the working copy."))
        if restored.missing:
            messages.warning(request, missing_message(restored.missing))
        return HttpResponseRedirect(self._url(row, "change"))

    def restored(self, row: Any) -> None:
        """Do what follows a save."""
        if hasattr(row, "slug"):
            changelog.record_save(row)
        self.after_save(row)  # type: ignore[attr-defined]

    def sides(self, row: Any) -> list[dict[str, Any]]:
        """List what can be compared, the latest first."""
        return [
            {
                "key": str(version.pk),
                "at": version.revision.date_created,
                "by": version.revision.user,
                "comment": history.display_comment(version.revision.comment),
                "is_step": version.revision.comment.startswith("["),
                "restore_url": self._url(row, "restore", version.pk),
            }
            for version in history.get_revisions(row)[:MAX_REVISIONS]
        ]

    def contents(self, row: Any, *keys: str) -> list[history.Content]:
        """Return the sides of a comparison."""
        return [self.content(row, key) for key in keys]

    def content(self, row: Any, key: str) -> history.Content:
        """Return what one side of a comparison says. Raises Http404 for an unknown one."""
        version = history.get_revisions(row).filter(pk=key).first() if key.isdigit() else None
        if version is None:
            raise Http404
        return history.get_content(version)

    def _row(self, request: HttpRequest, object_id: str) -> Any:
        row = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):  # type: ignore[attr-defined]
            raise PermissionDenied
        return row

    def _url(self, row: Any, page: str, *more: Any) -> str:
        opts = row._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[quote(row.pk), *more])


def last_save(sides: list[dict[str, Any]]) -> dict[str, str] | None:
    """Choose the last revision in which something was written, and the one before it."""
    revisions = [side for side in sides if "restore_url" in side]
    for after, before in pairwise(revisions):
        if not after["is_step"]:
            return {"before": before["key"], "after": after["key"]}
    return None
