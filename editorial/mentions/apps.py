"""The app of mentions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentionsConfig(AppConfig):
    name = "editorial.mentions"
    verbose_name = _("mentions")
