"""Translated fields."""

from modeltranslation.translator import TranslationOptions, register

from editorial.pages.models import Page, SiteDetails


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "description", "body")
    required_languages = {"ru": ("title",)}


@register(SiteDetails)
class SiteDetailsTranslation(TranslationOptions):
    fields = ("name", "tagline")
