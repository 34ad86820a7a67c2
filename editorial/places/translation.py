"""Translated fields."""

from modeltranslation.translator import TranslationOptions, register

from editorial.places.models import Place


@register(Place)
class PlaceTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("ru",)
