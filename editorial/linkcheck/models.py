"""The result of the last check of each link."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.i18n.stored_messages import MessageField
from editorial.values.text_fields import CharField, JSONField
from editorial.workflow.search_text import SearchedModel, SearchTextField, SearchTextManager


class CheckedLink(SearchedModel):
    """A link shown to readers and what its host answered. `places` is [[app, model, key, name], …]."""

    url = CharField(_("link"), max_length=1000, unique=True)
    checked_at = models.DateTimeField(_("checked on"))
    code = models.PositiveSmallIntegerField(
        _("HTTP status"), default=0, help_text=_("0 if there was no response.")
    )
    error = MessageField(_("error"), blank=True)
    failures = models.PositiveSmallIntegerField(_("consecutive failures"), default=0)
    is_dead = models.BooleanField(_("broken"), default=False, db_index=True)
    places = JSONField(_("used in"), default=list)
    search_text = SearchTextField("url")
    objects = SearchTextManager()

    class Meta:
        db_table = "site_checkedlink"
        verbose_name = _("checked link")
        verbose_name_plural = _("checked links")
        ordering = ["-is_dead", "url"]

    def __str__(self) -> str:
        return self.url
