"""What the site itself keeps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.values.text_fields import CharField, JSONField
from editorial.workflow.search_text import SearchedModel, SearchTextField, SearchTextManager


class DemoLoad(models.Model):
    """That the demo record was loaded: from which files, and which rows it made."""

    checksum = CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)
    made = JSONField(default=dict)

    def __str__(self) -> str:
        return self.checksum[:8]


class CheckedLink(SearchedModel):
    """A link that readers meet, and what came of asking for it. `places` is [[app, model, key, name], …]."""

    url = CharField(_("link"), max_length=1000, unique=True)
    at = models.DateTimeField(_("checked on"))
    code = models.PositiveSmallIntegerField(
        _("HTTP status"), default=0, help_text=_("0 if there was no response.")
    )
    problem = CharField(_("error"), max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField(_("consecutive failures"), default=0)
    is_dead = models.BooleanField(_("broken"), default=False, db_index=True)
    places = JSONField(_("used in"), default=list)
    search_text = SearchTextField("url")
    objects = SearchTextManager()

    class Meta:
        verbose_name = _("checked link")
        verbose_name_plural = _("checked links")
        ordering = ["-is_dead", "url"]

    def __str__(self) -> str:
        return self.url
