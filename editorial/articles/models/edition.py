"""Editions: the published text as readers see it, immutable."""

from typing import Any, NotRequired, TypedDict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.articles.models.article import Article
from editorial.articles.querysets import EditionQuerySet
from editorial.values.indexes import CoveringIndex, TrigramIndex
from editorial.values.languages import LanguageField, language_constraint
from editorial.values.text_fields import CharField, JSONField, TextField
from editorial.workflow.search_text import SearchedModel, SearchTextField


class EditionAbstract(TypedDict):
    """Title, abstract and keywords in one language, as frozen."""

    title: str
    text: str
    keywords: list[str]


class EditionReference(TypedDict):
    """A work referred to, as frozen."""

    authors: str
    title: str
    outlet: str
    year: int | None
    pages: str
    url: str
    doi: str


class EditionFootnote(TypedDict):
    """A note as frozen: its number, its text as HTML, and how often the text points to it.

    `mark` is what readers see instead of the number, where there is one.
    """

    number: int
    key: str
    html: str
    url: str
    repeats: int | None
    markers: int
    reference: EditionReference | None
    mark: NotRequired[str]


class Edition(SearchedModel):
    """The next frozen version of an article's text.

    `abstracts` is {language: EditionAbstract}, `footnotes` a list of EditionFootnote in the order of numbers,
    `headings` a list of {level, anchor, text}. `html` holds numbered footnote links, and an anchor on each block
    (`p-1`, `p-2`, …) that sources point to.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="editions", verbose_name=_("article"))
    number = models.PositiveSmallIntegerField(_("edition"))
    is_current = models.BooleanField(_("current"), default=True)
    published_at = models.DateTimeField(_("date published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("user")
    )
    correction_note = TextField(_("correction notice"), blank=True)
    language = LanguageField()
    title = CharField(_("title"), max_length=500)
    subtitle = CharField(_("subtitle"), max_length=500, blank=True)
    abstracts = JSONField(_("abstracts"), default=dict)
    html = TextField(_("rendered text (HTML)"))
    text = TextField(_("plain text"))
    headings = JSONField(_("headings"), default=list)
    footnotes = JSONField(_("footnotes"), default=list)
    references = JSONField(_("references"), default=list)
    word_count = models.PositiveIntegerField(_("words"), default=0)
    checksum = CharField(_("checksum"), max_length=64)

    search_text = SearchTextField("title")
    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["article_id", "number"]
        indexes = [
            # With all that the desk orders and narrows its list by, as the texts make the rows long.
            models.Index(
                fields=["-published_at", "-id", "is_current", "language", "number", "word_count", "title"],
                name="edition_latest_first",
            ),
            CoveringIndex(
                fields=["-published_at", "-id", "is_current", "language", "article", "search_text"],
                name="edition_searched",
            ),
            TrigramIndex(name="edition_search_text"),
            # For what was changed since it was published, without reading the editions themselves.
            models.Index(fields=["article", "is_current", "published_at"], name="edition_as_published"),
        ]
        constraints = [
            language_constraint(prefix="edition"),
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(is_current=True), name="edition_one_current"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(correction_note=""), name="edition_later_has_correction_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save once. Raises ValidationError when an edition that readers may have seen would change."""
        if self.pk is not None:
            raise ValidationError(_("Published editions cannot be changed. Publish a correction instead."))
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the article's own address for the current edition, else the address of this one."""
        if self.is_current:
            return self.article.get_absolute_url()
        return reverse("articles:edition", args=[self.article.slug, self.number])
