"""Figures at the desk."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import display

from editorial.articles.admin.sources import SourcedFilter, SourceLines
from editorial.articles.services import source_moves
from editorial.desk.bulk_actions import BulkMixin
from editorial.desk.filters import STATE, missing_translation
from editorial.desk.import_export import RegisterMixin
from editorial.desk.inlines import DeskTabularInline, ExplanationLines
from editorial.desk.model_admin import TranslatedAdmin
from editorial.desk.workflow_actions import WorkflowActionsMixin
from editorial.indicators import services
from editorial.indicators.import_export import ObservationRegister
from editorial.indicators.models import (
    Area,
    Indicator,
    Observation,
    ObservationExplanation,
    ObservationSource,
    Unit,
)
from editorial.indicators.unit_form import FORMS_FIELDSETS, UnitForm, examples_in_desk_language
from editorial.records import changelog
from editorial.records.services import reindex


def write_value(observation: Observation) -> str:
    """Write a value, or both ends of a range, with its unit and qualifier, in the language of the desk."""
    return observation.written(get_language() or settings.LANGUAGE_CODE)


class ObservationLines(DeskTabularInline):
    """The values of an indicator. Each is changed on a page of its own, with its sources."""

    model = Observation
    fields = ("value_display", "nature", "started_on", "ended_on", "area", "stated_by")
    readonly_fields = ("value_display",)
    show_change_link = True

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    @display(description=_("value"))
    def value_display(self, observation: Observation) -> str:
        return write_value(observation)


class ObservationSourceLines(SourceLines):
    model = ObservationSource


class ObservationExplanationLines(ExplanationLines):
    model = ObservationExplanation


@admin.register(Indicator)
class IndicatorAdmin(BulkMixin, WorkflowActionsMixin, TranslatedAdmin):
    list_display = ("name", "observation_count", "state_badge", "changed_at")
    list_filter = (STATE, ("topics", AutocompleteSelectFilter), missing_translation("name"))
    search_fields = ("search_text",)
    autocomplete_fields = ("topics", "key_for")
    ordering = ("name",)
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = ((None, {"fields": ("name", "slug", "description", "note", "topics", "key_for")}),)
    inlines = (ObservationLines,)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(observation_count=Count("observations"))

    @display(description=_("values"), ordering="observation_count")
    def observation_count(self, indicator: Any) -> int:
        count: int = indicator.observation_count
        return count


class ValueSourcedFilter(SourcedFilter):
    """Values whose sources disagree: also those that another value contradicts."""

    def disputed_keys(self, model: Any) -> set[int]:
        """Return the keys of the values in dispute. Two queries."""
        return super().disputed_keys(model) | Observation.objects.all().disputed_keys()


@admin.register(Observation)
class ObservationAdmin(RegisterMixin, TranslatedAdmin):
    resource_classes = (ObservationRegister,)
    list_display = ("indicator", "value_display", "period", "area", "stated_by", "nature", "slug")
    list_display_links = ("indicator", "value_display")
    list_select_related = ("indicator", "unit", "area", "stated_by")
    list_filter = (
        ("indicator", AutocompleteSelectFilter),
        ("nature", ChoicesDropdownFilter),
        ("area", AutocompleteSelectFilter),
        ("unit", AutocompleteSelectFilter),
        ("stated_by", AutocompleteSelectFilter),
        ValueSourcedFilter,
    )
    search_fields = ("indicator__search_text", "area__search_text", "slug")
    autocomplete_fields = ("indicator", "unit", "area", "stated_by")
    date_hierarchy = "started_on"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "indicator",
                    "slug",
                    ("value", "value_min", "value_max"),
                    ("unit", "qualifier", "nature"),
                    ("started_on", "ended_on"),
                    ("area", "stated_by"),
                    "note",
                ),
            },
        ),
    )
    inlines = (ObservationSourceLines, ObservationExplanationLines)

    def after_save(self, row: Any) -> None:
        source_moves.follow(row)
        reindex(row.indicator)

    def unsourced_before(self, form: Any) -> dict[str, str]:
        """Tell whether the value is new to the readers of its indicator."""
        return {} if "indicator" in form.changed_data else super().unsourced_before(form)

    def publicly_changed_object(self, form: Any, formsets: Any) -> Any:
        """Return the indicator, with which a value is shown."""
        return super().publicly_changed_object(form, formsets) and form.instance.indicator

    def delete_model(self, _request: HttpRequest, obj: Observation) -> None:
        changelog.record_save(obj.indicator)
        obj.delete()

    def delete_queryset(self, _request: HttpRequest, queryset: Any) -> None:
        for indicator in Indicator.objects.filter(observations__in=queryset).distinct():
            changelog.record_save(indicator)
        queryset.delete()

    @display(description=_("value"), ordering="value")
    def value_display(self, observation: Observation) -> str:
        return write_value(observation)

    @display(description=_("period"), ordering="started_on")
    def period(self, observation: Observation) -> str:
        dates = dict.fromkeys(str(date) for date in (observation.started, observation.ended) if date)
        return " – ".join(dates)


class ReindexIndicatorsMixin(TranslatedAdmin):
    """Rows without an address of their own, which readers see with the values of indicators."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change and form.has_changed():
            services.record_indicator_change(form.instance)


@admin.register(Unit)
class UnitAdmin(ReindexIndicatorsMixin):
    form = UnitForm
    list_display = ("code", "name", "symbol", "with_numbers")
    list_filter = (missing_translation("name"),)
    search_fields = ("search_text",)
    fieldsets = ((None, {"fields": ("code", "name", "symbol")}), *FORMS_FIELDSETS)

    @display(description=_("with numbers"))
    def with_numbers(self, unit: Unit) -> str:
        return examples_in_desk_language(unit)


@admin.register(Area)
class AreaAdmin(ReindexIndicatorsMixin):
    list_display = ("code", "name")
    list_filter = (missing_translation("name"),)
    search_fields = ("search_text",)
    fieldsets = ((None, {"fields": ("code", "name")}),)
