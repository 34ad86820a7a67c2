"""Events and mechanisms at the desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import display

from editorial.articles.admin.sources import SourcedAdminMixin, SourcedFilter, SourceLines
from editorial.desk.bulk_actions import BulkMixin
from editorial.desk.filters import STATE, missing_translation
from editorial.desk.forms import CountriesChoice
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
from editorial.events.import_export import EventRegister
from editorial.events.models import (
    Event,
    EventExplanation,
    EventSource,
    Mechanism,
    MechanismExplanation,
    MechanismSource,
    Outcome,
    Participant,
)
from editorial.values.capitals import capfirst


class ParticipantLines(DeskTabularInline):
    model = Participant
    form = OrderedForm
    formset = OrderedFormSet
    fields = ("expert", "organisation", "country", "order")
    autocomplete_fields = ("expert", "organisation")
    ordering_field = "order"
    hide_ordering_field = True


class OutcomeLines(TranslatedStack):
    model = Outcome
    form = OrderedForm
    formset = OrderedFormSet
    autocomplete_fields = ("agreement",)
    ordering_field = "order"
    hide_ordering_field = True
    fieldsets = ((None, {"fields": (("kind", "agreement"), "text", "order")}),)


class EventSourceLines(SourceLines):
    model = EventSource


class MechanismSourceLines(SourceLines):
    model = MechanismSource


class EventExplanationLines(ExplanationLines):
    model = EventExplanation


class MechanismExplanationLines(ExplanationLines):
    model = MechanismExplanation


@admin.register(Event)
class EventAdmin(SourcedAdminMixin, BulkMixin, WorkflowActionsMixin, RegisterMixin, TranslatedAdmin):
    resource_classes = (EventRegister,)
    list_display = (
        "title",
        "start_date",
        "kind",
        "place",
        "mechanism",
        "course",
        "state_badge",
        "changed_at",
    )
    list_select_related = ("place", "mechanism")
    list_filter = (
        STATE,
        ("kind", ChoicesDropdownFilter),
        ("course", ChoicesDropdownFilter),
        ("place", AutocompleteSelectFilter),
        ("mechanism", AutocompleteSelectFilter),
        ("topics", AutocompleteSelectFilter),
        SourcedFilter,
        missing_translation("title"),
    )
    search_fields = ("search_text", "place__search_text", "mechanism__search_text")
    autocomplete_fields = ("place", "mechanism", "part_of", "possibly_same_as", "topics")
    date_hierarchy = "started_on"
    prepopulated_fields = {"slug": ("title_en",)}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "slug",
                    ("kind", "course"),
                    ("started_on", "ended_on"),
                    ("place", "country"),
                    ("mechanism", "number"),
                    "topics",
                    "note",
                ),
            },
        ),
        (_("Other events"), {"classes": ("collapse",), "fields": ("part_of", "possibly_same_as")}),
    )
    inlines = (ParticipantLines, OutcomeLines, EventSourceLines, EventExplanationLines)

    @display(description=_("start date"), ordering="started_on")
    def start_date(self, event: Event) -> str:
        return str(event.started or "")


@admin.register(Mechanism)
class MechanismAdmin(SourcedAdminMixin, WorkflowActionsMixin, TranslatedAdmin):
    list_display = ("name", "kind", "since_date", "organisation", "state_badge", "changed_at")
    list_select_related = ("organisation",)
    list_filter = (
        STATE,
        ("kind", ChoicesDropdownFilter),
        ("organisation", AutocompleteSelectFilter),
        SourcedFilter,
        missing_translation("name"),
    )
    search_fields = ("search_text",)
    autocomplete_fields = ("organisation", "collections")
    ordering = ("name",)
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "slug",
                    ("kind", "since"),
                    "countries",
                    "organisation",
                    "collections",
                    "note",
                ),
            },
        ),
    )
    inlines = (MechanismSourceLines, MechanismExplanationLines)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "countries":
            return CountriesChoice(label=capfirst(db_field.verbose_name), required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @display(description=_("in operation since"), ordering="since")
    def since_date(self, mechanism: Any) -> str:
        return str(mechanism.since_date or "")
