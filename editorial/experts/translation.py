"""Translated fields."""

from modeltranslation.translator import TranslationOptions, register

from editorial.experts.models import Affiliation, Expert, ExpertExplanation, Organisation


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "short_name", "note")
    required_languages = {"ru": ("name",)}


@register(Expert)
class ExpertTranslation(TranslationOptions):
    fields = ("given_name", "family_name", "degree", "note")
    required_languages = {"ru": ("family_name",)}


@register(Affiliation)
class AffiliationTranslation(TranslationOptions):
    fields = ("position",)
    required_languages = ("ru",)


@register(ExpertExplanation)
class ExpertExplanationTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = {"ru": ("text",)}
