"""Files that the desk has printed, and those that are being printed."""

from django.conf import settings
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.articles.models.article import Article
from editorial.articles.models.collection import Collection
from editorial.i18n.stored_messages import MessageField
from editorial.values.text_fields import CharField, JSONField


def print_storage() -> Storage:
    """Return where printed files are kept: beside the manuscripts, served to nobody but the desk."""
    return storages["manuscripts"]


class PrintJob(models.Model):
    """One file asked for at the desk. `tag` says of which text: a file of the same text is not made again."""

    class State(models.TextChoices):
        WAITING = "waiting", _("queued")
        PRINTING = "printing", _("generating")
        READY = "ready", _("ready")
        REFUSED = "refused", _("export failed")

    collection = models.ForeignKey(
        Collection, models.CASCADE, null=True, related_name="print_jobs", verbose_name=_("collection")
    )
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, related_name="print_jobs", verbose_name=_("article")
    )
    format = CharField(_("format"), max_length=10)
    tag = CharField(max_length=40)
    state = CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING)
    error = MessageField(_("cause of failure"), blank=True)
    file = models.FileField(_("file"), upload_to="printed/%Y/%m/", storage=print_storage, blank=True)
    remarks = JSONField(_("what could not be printed as it stands"), default=list, blank=True)
    seconds = models.FloatField(_("seconds"), null=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("requested by")
    )
    requested_at = models.DateTimeField(_("requested on"), auto_now_add=True)
    heartbeat_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("export file")
        verbose_name_plural = _("export files")
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(collection__isnull=False, article__isnull=True)
                | Q(collection__isnull=True, article__isnull=False),
                name="print_job_of_one",
            ),
            models.UniqueConstraint(
                fields=["collection", "format", "tag"], name="print_job_once_for_collection"
            ),
            models.UniqueConstraint(fields=["article", "format", "tag"], name="print_job_once_for_article"),
        ]

    def __str__(self) -> str:
        return f"{self.collection or self.article}, {self.format}"
