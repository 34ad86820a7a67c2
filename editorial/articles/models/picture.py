"""Pictures of texts: the original is stored, the served files are made from it."""

import secrets

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.articles.models.edition import Edition
from editorial.articles.picture_processing import narrower
from editorial.values.text_fields import CharField, URLField
from editorial.workflow.search_text import SearchedModel, SearchTextField, SearchTextManager


def picture_storage() -> Storage:
    """Return the storage of pictures, which only our own view serves."""
    return storages["pictures"]


def new_key() -> str:
    """Return a key that cannot be guessed."""
    return secrets.token_hex(10)


def file_name(key: str, name: str) -> str:
    """Return where a file of a picture is stored."""
    return f"{key[:2]}/{key}/{name}"


def original_name(picture: "Picture", _name: str) -> str:
    """Return where the file as it came is stored."""
    return file_name(picture.key, f"original.{picture.kind}")


def served_names(width: int, full_name: str) -> dict[int, str]:
    """Return the name of the file for each width that is served, the widest last."""
    return {narrow: f"{narrow}.webp" for narrow in narrower(width)} | {width: full_name}


class Picture(SearchedModel):
    """A picture that texts may show. Readers see it once an edition of a published text holds it."""

    key = CharField(_("key"), max_length=20, unique=True, default=new_key, editable=False)
    original = models.FileField(_("file"), storage=picture_storage, upload_to=original_name, editable=False)
    kind = CharField(_("format"), max_length=4, editable=False)
    full_name = CharField(max_length=8, editable=False)
    sha256 = CharField(_("checksum"), max_length=64, db_index=True, editable=False)
    size = models.PositiveIntegerField(_("file size"), editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    credit = CharField(
        _("credit"),
        max_length=300,
        blank=True,
        help_text=_("Author or rights holder; shown under the image."),
    )
    source_url = URLField(_("source"), max_length=1000, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("uploaded by"),
    )  # fmt: skip
    uploaded_at = models.DateTimeField(_("uploaded on"), auto_now_add=True)
    editions = models.ManyToManyField(Edition, through="EditionPicture", related_name="pictures")
    search_text = SearchTextField("key", "credit", "source_url")
    objects = SearchTextManager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        return f"{self.key} ({self.width} × {self.height})"

    @property
    def address(self) -> str:
        """The address of the full picture, as bodies hold it."""
        return reverse("pictures:file", args=[self.key, self.full_name])

    @property
    def addresses(self) -> dict[int, str]:
        """The address of each width that is served, the widest last."""
        names = served_names(self.width, self.full_name)
        return {width: reverse("pictures:file", args=[self.key, name]) for width, name in names.items()}


class EditionPicture(models.Model):
    """A picture shown by an edition; it can never be deleted."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="edition_pictures")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="edition_pictures")

    class Meta:
        verbose_name = _("image in an edition")
        verbose_name_plural = _("images in editions")
        constraints = [models.UniqueConstraint(fields=["edition", "picture"], name="edition_picture_once")]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.picture_id}"
