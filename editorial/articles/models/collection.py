"""A printed collection and what stands on its publisher's page."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.articles.models.contributor import Contributor, either_expert_or_organisation
from editorial.articles.querysets import CollectionQuerySet
from editorial.experts.models import Organisation
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.attachments import attachment_storage, cover_name, valid_cover
from editorial.values.identifiers import valid_doi, valid_isbn
from editorial.values.languages import LanguageField, language_columns, language_constraint
from editorial.values.page_urls import page_address
from editorial.values.slugs import RecordSlugField, slug_not_empty
from editorial.values.text_fields import CharField, TextField
from editorial.workflow.models import PublishableModel
from editorial.workflow.search_text import SearchTextField


class Collection(PublishableModel):
    """A book of articles that the council publishes."""

    slug = RecordSlugField()
    title = CharField(_("title"), max_length=500)
    subtitle = CharField(_("subtitle"), max_length=300, blank=True)
    description = TextField(_("description"), blank=True)
    language = LanguageField(default="ru")
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="collections",
        verbose_name=_("place of publication"),
    )
    isbn = CharField(_("ISBN"), max_length=17, blank=True, validators=[valid_isbn])
    doi = CharField(_("DOI"), max_length=200, blank=True, validators=[valid_doi])
    printed_elsewhere = models.BooleanField(
        _("printed elsewhere"),
        default=False,
        help_text=_(
            "The pages of the texts are those of a print made elsewhere and are entered by hand. Otherwise they are taken "
            "from the PDF of the book whenever it is printed."
        ),
    )
    page_count = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    cover = models.ImageField(
        _("cover"), upload_to=cover_name, storage=attachment_storage, blank=True, validators=[valid_cover]
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="collections", verbose_name=_("topics"))
    note = TextField(_("note"), blank=True)

    search_text = SearchTextField(*language_columns("title", "subtitle"), "slug", "isbn", "doi")
    objects = CollectionQuerySet.as_manager()

    class Meta(PublishableModel.Meta):
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["-year", "slug"]
        constraints = [
            *PublishableModel.Meta.constraints,
            slug_not_empty(prefix="collection"),
            language_constraint(prefix="collection"),
            models.CheckConstraint(
                condition=Q(year__range=(1900, 2200)), name="collection_year_is_plausible"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return page_address("articles:collection", self.slug)


class CollectionPublisher(models.Model):
    """A body that published a collection or helped to."""

    class Role(models.TextChoices):
        PUBLISHER = "publisher", _("publisher")
        SUPPORTER = "supporter", _("with the support of")

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="publishers")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="published_collections", verbose_name=_("organisation")
    )
    role = CharField(_("role"), max_length=10, choices=Role.choices, default=Role.PUBLISHER)
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["role", "order"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "organisation", "role"], name="publisher_once"),
            models.UniqueConstraint(fields=["collection", "role", "order"], name="publisher_order_once"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class CollectionContribution(Contributor):
    """A person or body named on the publisher's page of a collection."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("editor")
        REVIEWER = "reviewer", _("reviewer")
        AUTHOR = "author", _("listed as author")

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="contributions")
    role = CharField(_("role"), max_length=10, choices=Role.choices)

    class Meta:
        verbose_name = _("contributor to the collection")
        verbose_name_plural = _("contributors to the collection")
        ordering = ["role", "order"]
        default_related_name = "collection_contributions"
        constraints = [
            either_expert_or_organisation(prefix="collection_contribution"),
            models.UniqueConstraint(
                fields=["collection", "role", "order"], name="collection_contribution_order_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contributor} ({self.get_role_display()})"
