"""Translated fields."""

from modeltranslation.translator import TranslationOptions, register

from editorial.articles.models import Collection, CollectionContribution, Contribution, ExpertSource


@register(Collection)
class CollectionTranslation(TranslationOptions):
    fields = ("title", "subtitle", "description", "note")
    required_languages = {"ru": ("title",)}


@register(Contribution)
class ContributionTranslation(TranslationOptions):
    fields = ("position",)


@register(CollectionContribution)
class CollectionContributionTranslation(TranslationOptions):
    fields = ("position",)


@register(ExpertSource)
class ExpertSourceTranslation(TranslationOptions):
    fields = ("statement",)
