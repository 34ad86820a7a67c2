"""People and organisations at the desk."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from editorial.desk.bulk_actions import BulkMixin
from editorial.desk.filters import STATE, CountryFilter, missing_translation
from editorial.desk.import_export import RegisterMixin
from editorial.desk.inlines import DeskTabularInline, ExplanationLines, TranslatedStack
from editorial.desk.model_admin import TranslatedAdmin
from editorial.desk.workflow_actions import WorkflowActionsMixin
from editorial.experts.import_export import ExpertRegister
from editorial.experts.models import (
    Affiliation,
    CouncilMembership,
    Expert,
    ExpertExplanation,
    ExpertName,
    Organisation,
    OrganisationName,
)


class AffiliationLines(TranslatedStack):
    model = Affiliation
    autocomplete_fields = ("organisation",)
    fieldsets = ((None, {"fields": ("organisation", "position", ("started_on", "ended_on", "attested_on"))}),)


class CouncilMembershipLines(DeskTabularInline):
    model = CouncilMembership
    fields = ("side", "role", "started_on", "ended_on")


class ExpertNameLines(DeskTabularInline):
    model = ExpertName
    fields = ("name", "language", "script", "preferred")


class OrganisationNameLines(DeskTabularInline):
    model = OrganisationName
    fields = ("name", "language", "script", "preferred")


class ExpertExplanationLines(ExplanationLines):
    model = ExpertExplanation


@admin.register(Expert)
class ExpertAdmin(BulkMixin, WorkflowActionsMixin, RegisterMixin, TranslatedAdmin):
    resource_classes = (ExpertRegister,)
    list_display = ("name_display", "kind", "country_display", "positions", "state_badge", "changed_at")
    list_filter: ClassVar[tuple[Any, ...]] = (
        STATE,
        ("kind", ChoicesDropdownFilter),
        CountryFilter,
        ("council_memberships__side", ChoicesDropdownFilter),
        missing_translation("family_name"),
    )
    search_fields = ("search_text", "name_forms__search_text")
    ordering = ("family_name", "given_name")
    prepopulated_fields = {"slug": ("family_name_en", "given_name_en")}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "family_name",
                    "given_name",
                    "slug",
                    ("kind", "country"),
                    "degree",
                    "orcid",
                    "note",
                ),
            },
        ),
    )
    inlines: ClassVar[tuple[Any, ...]] = (
        AffiliationLines,
        CouncilMembershipLines,
        ExpertNameLines,
        ExpertExplanationLines,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.with_positions()

    @display(description=pgettext_lazy("person", "name"), ordering="family_name")
    def name_display(self, expert: Expert) -> str:
        return f"{expert.family_name}, {expert.given_name}".rstrip(", ")

    @display(description=_("country"), ordering="country")
    def country_display(self, expert: Expert) -> str:
        return expert.country_name

    @display(description=_("positions"))
    def positions(self, expert: Expert) -> str:
        return "; ".join(str(affiliation) for affiliation in expert.affiliations.all()[:2])


@admin.register(Organisation)
class OrganisationAdmin(WorkflowActionsMixin, TranslatedAdmin):
    list_display = ("name", "short_name", "kind", "country_display", "parent", "state_badge", "changed_at")
    list_select_related = ("parent",)
    list_filter = (STATE, ("kind", ChoicesDropdownFilter), CountryFilter, missing_translation("name"))
    search_fields = ("search_text", "name_forms__search_text")
    autocomplete_fields = ("parent",)
    ordering = ("name",)
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "short_name",
                    "slug",
                    ("kind", "country"),
                    ("parent", "website"),
                    "note",
                ),
            },
        ),
    )
    inlines = (OrganisationNameLines,)

    @display(description=_("country"), ordering="country")
    def country_display(self, organisation: Organisation) -> str:
        return organisation.country_name
