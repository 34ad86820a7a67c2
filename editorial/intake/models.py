"""Files that editors got from authors, what was understood of them, and the drafts made of them."""

from django.conf import settings
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.articles.models import Article, Collection
from editorial.i18n.stored_messages import MessageField
from editorial.intake.querysets import ManuscriptQuerySet
from editorial.values.text_fields import CharField, JSONField
from editorial.workflow.search_text import SearchedModel, SearchTextField


def manuscript_storage() -> Storage:
    """Return where originals are kept; never under an address that the site serves."""
    return storages["manuscripts"]


class ManuscriptFile(SearchedModel):
    """An uploaded file. The original is kept; `structure` holds what was understood with the decisions made since.

    `choices` says how it is read: tracked changes, hidden text, encoding.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("queued")
        READING = "reading", _("processing")
        REFUSED = "refused", _("processing failed")
        READ = "read", _("ready for review")
        DRAFTED = "drafted", _("drafts created")

    original = models.FileField(_("file"), upload_to="%Y/%m/", storage=manuscript_storage, max_length=300)
    name = CharField(_("name"), max_length=255)
    sha256 = CharField(max_length=64, unique=True, editable=False)
    size = models.PositiveBigIntegerField(_("size"))
    state = CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    heartbeat_at = models.DateTimeField(auto_now=True)
    error = MessageField(_("cause of failure"), blank=True)
    structure = JSONField(null=True, blank=True, editable=False)
    choices = JSONField(default=dict, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    collection = models.ForeignKey(
        Collection,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="manuscripts",
        verbose_name=_("collection"),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded on"), auto_now_add=True)
    articles = models.ManyToManyField(Article, through="ManuscriptDraft", related_name="manuscripts")

    search_text = SearchTextField("name")
    objects = ManuscriptQuerySet.as_manager()

    class Meta:
        db_table = "articles_manuscriptfile"  # where it was made
        verbose_name = _("manuscript")
        verbose_name_plural = _("manuscripts")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(sha256=""), name="manuscript_has_checksum"),
            models.CheckConstraint(
                condition=~Q(state__in=("read", "drafted")) | Q(structure__isnull=False), name="manuscript_read_has_structure"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ManuscriptDraft(models.Model):
    """The link from an article to the file it was made of."""

    manuscript = models.ForeignKey(ManuscriptFile, models.PROTECT, related_name="drafts")
    article = models.OneToOneField(Article, models.CASCADE, related_name="manuscript_draft")
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        db_table = "articles_manuscriptdraft"
        verbose_name = _("draft from a manuscript")
        verbose_name_plural = _("drafts from manuscripts")
        ordering = ["order"]

    def __str__(self) -> str:
        return str(self.article)
