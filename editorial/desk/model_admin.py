"""The desk's ground: revisions, versions, and the buttons that take a row from state to state."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import reversion
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse
from modeltranslation.admin import TranslationAdmin
from unfold.admin import ModelAdmin

from editorial.desk.bounded_delete import BoundedDeletion
from editorial.desk.changelist import ChangeListMixin
from editorial.desk.concurrent_editing import ConcurrentEditingMixin
from editorial.desk.extensions import ExtensibleMixin
from editorial.desk.form_state import change_message
from editorial.desk.forms import SHORT_TEXT, desk_field
from editorial.desk.integrity_errors import integrity_error_message
from editorial.desk.optimistic_lock import VersionedForm
from editorial.desk.partial_date_fields import readonly_fieldsets
from editorial.desk.revision_views import HistoryMixin
from editorial.records import changelog
from editorial.records.services import reindex
from editorial.values.capitals import capfirst
from editorial.values.characters import clean_line
from editorial.workflow.models import PublishableModel
from editorial.workflow.sourcing import require_sources, unsourced, unsourced_message

FORM_CONTROL_FIELDS = frozenset(("opened_version", "revision_comment"))


class DeskAdmin(
    ExtensibleMixin,
    ChangeListMixin,
    BoundedDeletion,
    HistoryMixin,
    ConcurrentEditingMixin,
    ModelAdmin,  # type: ignore[misc]
):
    """One revision for each save, no save over a newer version, and refusals that name the field."""

    form: Any = VersionedForm
    compressed_fields = True
    formfield_overrides: Any = SHORT_TEXT
    list_fullwidth = True
    warn_unsaved_form = True
    list_filter_submit = True
    change_form_outer_before_template = "admin/desk/before_form.html"

    class Media:
        css = {"all": ["desk/desk.css"]}
        js = [
            "desk/language_tabs.js",
            "desk/lines.js",
            "desk/order.js",
            "desk/autosave.js",
            "desk/actions.js",
        ]

    # Forms

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Show a partial date as one field and a country as a choice."""
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        if getattr(db_field, "verbose_name", ""):
            kwargs.setdefault("label", capfirst(db_field.verbose_name))
        return desk_field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Tell the form what the database has refused a moment ago."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", "")
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Add the reason of the change, for those who may change."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None or self.has_change_permission(request, obj):
            return [*fieldsets, (None, {"fields": ["revision_comment", "opened_version"]})]
        return readonly_fieldsets(self.model, fieldsets)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Lock the row before it is compared with the version that the form was opened with."""
        if request.method == "POST":
            try:
                self.model._base_manager.select_for_update().filter(pk=object_id).first()
            except (ValueError, ValidationError):
                return None
        return super().get_object(request, object_id, from_field)

    # Saving

    @contextmanager
    def revision(self, request: HttpRequest) -> Iterator[None]:
        """Keep all that is saved inside as one revision by the user."""
        if request.method != "POST":
            yield
            return
        with reversion.create_revision():
            reversion.set_user(request.user)
            yield

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save as one revision; show the form again with what the database or a service refused."""
        try:
            with self.revision(request):
                return self._changed(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refused = integrity_error_message(error)  # type: ignore[attr-defined]
        except ValidationError as error:
            request.refused = " ".join(error.messages)  # type: ignore[attr-defined]
        return self._changed(request, object_id, form_url, extra_context)

    def _changed(self, request: HttpRequest, *args: Any) -> HttpResponse:
        response: HttpResponse = super().changeform_view(request, *args)
        return response

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Keep the deletion in the history."""
        with self.revision(request):
            response: HttpResponse = super().delete_view(request, object_id, extra_context)
        return response

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Keep what an action changed as one revision."""
        with self.revision(request):
            response: HttpResponse = super().changelist_view(request, extra_context)
        return response

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Count the version up."""
        if change and isinstance(obj, PublishableModel):
            obj.version += 1
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write down, in the same transaction, what readers will find changed.

        Raises ValidationError where readers would come to see a fact without a source.
        """
        is_public = getattr(form.instance, "is_public", False)
        known = self.unsourced_before(form) if change and is_public else {}
        super().save_related(request, form, formsets, change)
        if is_public:
            require_sources(form.instance, known=known)
            if left := unsourced(form.instance):
                messages.warning(request, unsourced_message(left))
        row = self.publicly_changed_object(form, formsets)
        if row is not None:
            changelog.record_save(row, is_new=not change and row is form.instance)
        if change and "slug" in form.changed_data:
            reindex(form.instance, slug=form.initial["slug"])
        for extension in self.extensions:
            extension.after_save(form.instance, changed=set(form.changed_data), is_new=not change)
        self.after_save(form.instance)

    def unsourced_before(self, form: Any) -> dict[str, str]:
        """Return what of the row readers saw without a source before its lines are saved."""
        return unsourced(form.instance)

    def after_save(self, row: Any) -> None:
        """Bring the search up to date once a row is saved with its lines; apps add what else follows from a save."""
        reindex(row)

    def publicly_changed_object(self, form: Any, formsets: Any) -> models.Model | None:
        """Return the row under whose address readers see what was saved; None where they see nothing of it."""
        has_changed = set(form.changed_data) - FORM_CONTROL_FIELDS or any(
            formset.has_changed() for formset in formsets
        )
        return form.instance if has_changed and hasattr(form.instance, "slug") else None

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Write down what readers will miss."""
        if hasattr(obj, "slug"):
            changelog.record_deletion(obj)
        super().delete_model(request, obj)
        if hasattr(obj, "slug"):
            reindex(obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Write down each row that readers will miss."""
        rows = [row for row in queryset if hasattr(row, "slug")]
        for row in rows:
            changelog.record_deletion(row)
        super().delete_queryset(request, queryset)
        for row in rows:
            reindex(row)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        """Name what was changed as the form does, in the language of whoever saves."""
        return change_message(form, formsets or (), add=add)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Give the revision the editor's reason, or what was added."""
        return self._commented(request, super().log_addition(request, obj, message))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Give the revision the editor's reason, or what was changed."""
        return self._commented(request, super().log_change(request, obj, message))

    def _commented(self, request: HttpRequest, entry: Any) -> Any:
        if reversion.is_active():
            # No reason of an editor passes for a step of the workflow.
            reason = clean_line(request.POST.get("revision_comment", "")).lstrip(" [").rstrip()
            reversion.set_comment(reason or entry.get_change_message())
        return entry


class TranslatedAdmin(DeskAdmin, TranslationAdmin):  # type: ignore[type-arg]
    """The same for rows with fields in four languages."""


def show_error(request: HttpRequest, row: models.Model, error: ValidationError | PermissionDenied) -> None:
    """Put a service's refusal into messages, each with the field it is about."""
    if isinstance(error, PermissionDenied):
        messages.error(request, str(error))
        return
    if not hasattr(error, "error_dict"):
        messages.error(request, " ".join(error.messages))
        return
    labels = {field.name: getattr(field, "verbose_name", field.name) for field in row._meta.get_fields()}
    for name, texts in error.message_dict.items():
        label = str(labels.get(name, name)).capitalize()
        messages.error(request, f"{label}: {' '.join(texts)}")
