"""Translated fields."""

from modeltranslation.translator import TranslationOptions, register

from editorial.topics.models import Topic


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name", "description", "introduction")
    required_languages = {"ru": ("name",)}
