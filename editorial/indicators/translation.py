"""Translated fields."""

from modeltranslation.translator import TranslationOptions, register

from editorial.indicators.models import (
    Area,
    Indicator,
    Observation,
    ObservationExplanation,
    ObservationSource,
    Unit,
)


@register(Unit)
class UnitTranslation(TranslationOptions):
    fields = ("name", "symbol")
    required_languages = {"ru": ("name",)}


@register(Area)
class AreaTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("ru",)


@register(Indicator)
class IndicatorTranslation(TranslationOptions):
    fields = ("name", "description", "note")
    required_languages = {"ru": ("name",)}


@register(Observation)
class ObservationTranslation(TranslationOptions):
    fields = ("note",)


@register(ObservationSource)
class ObservationSourceTranslation(TranslationOptions):
    fields = ("statement",)


@register(ObservationExplanation)
class ObservationExplanationTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = {"ru": ("text",)}
