"""Pages that every public site has, the name of the site, and the institutes of the council with their logos."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.experts.models import Organisation
from editorial.pages.querysets import InstituteQuerySet, PageQuerySet
from editorial.values.attachments import attachment_storage, logo_name, valid_cover
from editorial.values.identifiers import valid_issn
from editorial.values.languages import language_columns
from editorial.values.page_urls import page_address
from editorial.values.text_fields import CharField, EmailField, SlugField, TextField
from editorial.workflow.search_text import SearchedModel, SearchTextField


class Page(SearchedModel):
    """A page about the site itself: about, policies, contacts, licence, privacy."""

    address = SlugField(
        _("address"), max_length=60, unique=True, help_text=_("The last part of the URL: /en/pages/ADDRESS/.")
    )
    title = CharField(_("title"), max_length=200)
    description = CharField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_("One sentence for search engines; without it the title is used."),
    )
    body = TextField(_("text"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_shown = models.BooleanField(
        _("show to readers"),
        default=False,
        help_text=_("Linked at the foot of every page once it has a text."),
    )
    changed_at = models.DateTimeField(_("modified on"), auto_now=True)

    search_text = SearchTextField(*language_columns("title"), "address")
    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of the site")
        verbose_name_plural = _("pages of the site")
        ordering = ["order", "address"]
        constraints = [
            models.CheckConstraint(condition=~Q(address=""), name="page_address_not_empty"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return page_address("pages:page", self.address)


class SiteDetails(models.Model):
    """What the owner of the site says of it on every page. One row at most."""

    number = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = CharField(
        _("name of the site"),
        max_length=80,
        blank=True,
        help_text=_("Without it the site is called Relations."),
    )
    tagline = CharField(_("tagline"), max_length=160, blank=True, help_text=_("The line below the name."))
    issn = CharField(
        _("ISSN"),
        max_length=9,
        blank=True,
        validators=[valid_issn],
        help_text=_("Shown only when it is filled in."),
    )
    email = EmailField(_("e-mail for readers"), blank=True, help_text=_("Shown only when it is filled in."))

    class Meta:
        verbose_name = _("details of the site")
        verbose_name_plural = _("details of the site")
        constraints = [models.CheckConstraint(condition=Q(number=1), name="site_details_are_one_row")]

    def __str__(self) -> str:
        return self.name or "Relations"


class Institute(models.Model):
    """An institute of the council, shown with its logo."""

    details = models.ForeignKey(SiteDetails, models.CASCADE, related_name="institutes")
    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="institute", verbose_name=_("organisation")
    )
    logo = models.FileField(
        _("logo"),
        upload_to=logo_name,
        storage=attachment_storage,
        max_length=120,
        blank=True,
        validators=[valid_cover],
        help_text=_("JPEG, PNG or WebP; readers see the institute once it has one."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    objects = InstituteQuerySet.as_manager()

    class Meta:
        verbose_name = _("institute of the Council")
        verbose_name_plural = _("institutes of the Council")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def is_published(self) -> bool:
        """Return whether readers may see the logo: they do with its organisation."""
        return self.organisation.is_published
