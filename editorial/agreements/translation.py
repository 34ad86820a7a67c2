"""Translated fields."""

from modeltranslation.translator import TranslationOptions, register

from editorial.agreements.models import (
    Agreement,
    AgreementAction,
    AgreementExplanation,
    AgreementSource,
    Signatory,
)


@register(Agreement)
class AgreementTranslation(TranslationOptions):
    fields = ("title", "depositary", "note")
    required_languages = {"ru": ("title",)}


@register(AgreementAction)
class AgreementActionTranslation(TranslationOptions):
    fields = ("note",)


@register(AgreementSource)
class AgreementSourceTranslation(TranslationOptions):
    fields = ("statement",)


@register(AgreementExplanation)
class AgreementExplanationTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = {"ru": ("text",)}


@register(Signatory)
class SignatoryTranslation(TranslationOptions):
    fields = ("position",)
