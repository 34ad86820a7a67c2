"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "editorial.articles"
    verbose_name = _("Articles and collections")
