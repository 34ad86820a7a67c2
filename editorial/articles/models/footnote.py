"""Notes of an article and the works they refer to."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from editorial.articles.models.article import Article
from editorial.values.html import sanitise_inline
from editorial.values.text_fields import CharField, TextField, URLField


class Reference(models.Model):
    """A work that an article refers to."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="references")
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    authors = CharField(_("authors"), max_length=500, blank=True)
    title = CharField(_("title"), max_length=1000, blank=True)
    outlet = CharField(_("media outlet"), max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    pages = CharField(_("pages"), max_length=50, blank=True)
    url = URLField(_("link"), max_length=1000, blank=True)
    doi = CharField(_("DOI"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["article", "order"], name="reference_order_once"),
            models.CheckConstraint(
                condition=~Q(title="") | ~Q(url="") | ~Q(outlet="") | ~Q(authors=""),
                name="reference_says_something",
                violation_error_message=_("Enter a title, an author, an outlet or a link."),
            ),
        ]

    def __str__(self) -> str:
        year = str(self.year) if self.year else ""
        return ". ".join(part for part in (self.authors, self.title, self.outlet, year) if part) or self.url


class Footnote(models.Model):
    """A note of an article. The body points to it by its key; its number, unless it has a mark, follows from the order in the text."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="footnotes")
    key = CharField(
        _("key"), max_length=40,
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("Use only lower-case Latin letters, digits and hyphens."))],
        help_text=_("The footnote marker in the text has the same key."),
    )  # fmt: skip
    mark = CharField(
        _("mark"), max_length=8, blank=True,
        help_text=_("Shown instead of a number, such as * or †. Other footnotes are numbered without this one."),
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    text = TextField(_("text"), blank=True)
    url = URLField(_("link"), max_length=1000, blank=True)
    reference = models.ForeignKey(
        Reference,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="footnotes",
        verbose_name=_("reference"),
    )
    repeats = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="repeated_by", verbose_name=_("repeats footnote"),
        help_text=_("The footnote to which “Ibid.” refers."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("footnote")
        verbose_name_plural = _("footnotes")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "key"], name="footnote_key_once",
                violation_error_message=_("Two footnotes have the same key."),
            ),
            models.CheckConstraint(condition=~Q(key=""), name="footnote_key_not_empty"),
            models.CheckConstraint(
                condition=Q(repeats__isnull=True) | ~Q(repeats=models.F("id")), name="footnote_does_not_repeat_itself"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return strip_tags(self.text)[:60] or self.url or self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with a sanitised text."""
        self.text = sanitise_inline(self.text)
        super().save(*args, **kwargs)
