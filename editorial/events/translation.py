"""Translated fields."""

from modeltranslation.translator import TranslationOptions, register

from editorial.events.models import (
    Event,
    EventExplanation,
    EventSource,
    Mechanism,
    MechanismExplanation,
    MechanismSource,
    Outcome,
)


@register(Mechanism)
class MechanismTranslation(TranslationOptions):
    fields = ("name", "note")
    required_languages = {"ru": ("name",)}


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "note")
    required_languages = {"ru": ("title",)}


@register(Outcome)
class OutcomeTranslation(TranslationOptions):
    fields = ("text",)


@register(EventSource)
class EventSourceTranslation(TranslationOptions):
    fields = ("statement",)


@register(MechanismSource)
class MechanismSourceTranslation(TranslationOptions):
    fields = ("statement",)


@register(EventExplanation)
class EventExplanationTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = {"ru": ("text",)}


@register(MechanismExplanation)
class MechanismExplanationTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = {"ru": ("text",)}
