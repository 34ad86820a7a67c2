"""Agreements at the desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import display

from editorial.agreements import services
from editorial.agreements.import_export import AgreementRegister
from editorial.agreements.models import (
    Agreement,
    AgreementAction,
    AgreementExplanation,
    AgreementRelation,
    AgreementSource,
    AgreementText,
    Party,
    Signatory,
)
from editorial.agreements.querysets import is_bilateral, is_multilateral
from editorial.agreements.status import Status
from editorial.articles.admin.sources import SourcedAdminMixin, SourcedFilter, SourceLines
from editorial.desk.bulk_actions import BulkMixin
from editorial.desk.filters import STATE, missing_translation
from editorial.desk.import_export import RegisterMixin
from editorial.desk.inlines import (
    DeskTabularInline,
    ExplanationLines,
    OrderedForm,
    OrderedFormSet,
    TranslatedStack,
)
from editorial.desk.model_admin import TranslatedAdmin
from editorial.desk.workflow_actions import WorkflowActionsMixin


class ScopeFilter(DropdownFilter):  # type: ignore[misc]
    """Agreements of two parties and of more, by the parties listed and what the editor has selected."""

    title = _("bilateral or multilateral")
    parameter_name = "scope"

    def lookups(self, _request: Any, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer both."""
        return list(Agreement.Participation.choices)

    def queryset(self, _request: Any, queryset: Any) -> Any:
        """Narrow to one of them."""
        conditions = {"bilateral": is_bilateral, "multilateral": is_multilateral}
        condition = conditions.get(self.value() or "")
        return queryset.filter(condition()) if condition else queryset


class PartyLines(DeskTabularInline):
    model = Party
    form = OrderedForm
    formset = OrderedFormSet
    fields = ("country", "organisation", "order")
    autocomplete_fields = ("organisation",)
    ordering_field = "order"
    hide_ordering_field = True


class OwnPartiesMixin:
    """For lines that name a party: those of their agreement are offered."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the parties of this agreement only."""
        if db_field.name == "party":
            found = request.resolver_match
            key = found.kwargs.get("object_id") if found else None
            kwargs["queryset"] = Party.objects.filter(agreement=key or 0).select_related("organisation")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class ActionLines(OwnPartiesMixin, TranslatedStack):
    model = AgreementAction
    fieldsets = ((None, {"fields": (("kind", "party", "dated_on"), "note")}),)


class SignatoryLines(OwnPartiesMixin, TranslatedStack):
    model = Signatory
    autocomplete_fields = ("expert",)
    fieldsets = ((None, {"fields": (("expert", "party"), "position")}),)


class RelationLines(DeskTabularInline):
    model = AgreementRelation
    fk_name = "agreement"
    fields = ("kind", "other", "inferred")
    autocomplete_fields = ("other",)


class TextLines(DeskTabularInline):
    model = AgreementText
    fields = ("language", "url", "file", "is_authentic")


class AgreementSourceLines(SourceLines):
    model = AgreementSource


class AgreementExplanationLines(ExplanationLines):
    model = AgreementExplanation


@admin.register(Agreement)
class AgreementAdmin(SourcedAdminMixin, BulkMixin, WorkflowActionsMixin, RegisterMixin, TranslatedAdmin):
    resource_classes = (AgreementRegister,)
    list_display = (
        "title",
        "signing_date",
        "kind",
        "level",
        "party_count",
        "status_today",
        "state_badge",
        "changed_at",
    )
    list_filter = (
        STATE,
        ("kind", ChoicesDropdownFilter),
        ("level", ChoicesDropdownFilter),
        ScopeFilter,
        ("stage", ChoicesDropdownFilter),
        ("topics", AutocompleteSelectFilter),
        SourcedFilter,
        missing_translation("title"),
    )
    search_fields = ("search_text",)
    autocomplete_fields = ("place", "topics")
    date_hierarchy = "signed_on"
    prepopulated_fields = {"slug": ("title_en",)}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "slug",
                    ("kind", "level", "participation"),
                    ("stage", "document_count"),
                    ("signed_on", "place"),
                    "topics",
                    "note",
                ),
            },
        ),
        (
            _("Depositary, registration, publication"),
            {
                "classes": ("collapse",),
                "fields": ("depositary", "registration", "publication", "authentic_languages"),
            },
        ),
    )
    inlines = (
        PartyLines,
        ActionLines,
        SignatoryLines,
        TextLines,
        RelationLines,
        AgreementSourceLines,
        AgreementExplanationLines,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.with_status(timezone.localdate())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Count the parties: a public agreement is not left without one."""
        super().save_related(request, form, formsets, change)
        services.update_party_count(form.instance)

    @display(description=_("date of signature"), ordering="signed_on")
    def signing_date(self, agreement: Agreement) -> str:
        return str(agreement.signed or "")

    @display(
        description=_("legal status today"),
        ordering="status",
        label={Status.IN_FORCE: "success", Status.NOT_IN_FORCE: "danger", Status.UNKNOWN: "default"},
    )
    def status_today(self, agreement: Any) -> tuple[str, str]:
        return agreement.status, str(Status(agreement.status).label)
