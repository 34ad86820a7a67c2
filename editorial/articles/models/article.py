"""The working copy of an article and its catalogue data."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.articles.models.collection import Collection
from editorial.articles.models.contributor import Contributor, either_expert_or_organisation
from editorial.articles.querysets import ArticleQuerySet, ContributionQuerySet
from editorial.experts.models import Organisation
from editorial.i18n.stored_messages import MessageField
from editorial.topics.models import Topic
from editorial.values.html import sanitise
from editorial.values.identifiers import valid_doi
from editorial.values.indexes import CoveringIndex, LatestFirstIndex, TrigramIndex
from editorial.values.languages import LanguageField, language_constraint
from editorial.values.page_urls import page_address
from editorial.values.partial_dates import Partial, PartialDateField, PrecisionField, precision_agrees
from editorial.values.slugs import RecordSlugField, slug_not_empty
from editorial.values.text_fields import CharField, TextField, URLField
from editorial.workflow.models import PublishableModel
from editorial.workflow.search_text import SearchedModel, SearchTextField, SearchTextManager
from editorial.workflow.states import State


class Article(PublishableModel):
    """A text. Title, abstracts, body and notes are the working copy; readers see the current Edition.

    Everything else here is catalogue data: it is live as soon as it is saved.
    """

    class Genre(models.TextChoices):
        FOREWORD = "foreword", _("foreword")
        RESEARCH_ARTICLE = "research_article", _("research article")
        ANALYSIS = "analysis", _("policy analysis")
        COMMENTARY = "commentary", _("commentary")
        INTERVIEW = "interview", _("interview")
        NEWS = "news", _("news item")

    slug = RecordSlugField()
    genre = CharField(_("type of publication"), max_length=20, choices=Genre.choices)
    language = LanguageField(default="ru")
    title = CharField(_("title"), max_length=500)
    subtitle = CharField(_("subtitle"), max_length=500, blank=True)
    body = TextField(_("text"), blank=True)
    footnotes_from = models.PositiveSmallIntegerField(
        _("number of the first footnote"),
        default=1,
        help_text=_("In a book, footnotes may be numbered continuously."),
    )
    is_digest = models.BooleanField(
        _("editorial summary"),
        default=False,
        help_text=_(
            "The text is a summary of a publication by the editors, not the publication itself. Authors, interviewers, "
            "outlet, date and pages are then those of the publication; DOI, editor and translator those of the summary."
        ),
    )
    title_is_supplied = models.BooleanField(
        _("title given by the editors"),
        default=False,
        help_text=_("The publication has no title; citations set this one in square brackets."),
    )
    dated_on = PartialDateField(_("publication date of the original"), null=True, blank=True)
    dated_on_precision = PrecisionField()
    outlet = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="outlet_articles", verbose_name=_("media outlet"),
        help_text=_("Where the text was first published, if not by the Council."),
    )  # fmt: skip
    source_url = URLField(_("URL of the original"), max_length=1000, blank=True)
    collection = models.ForeignKey(
        Collection,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("collection"),
    )
    order_in_collection = models.PositiveSmallIntegerField(
        _("position in the collection"), null=True, blank=True
    )
    first_page = models.PositiveSmallIntegerField(_("first page"), null=True, blank=True)
    last_page = models.PositiveSmallIntegerField(_("last page"), null=True, blank=True)
    doi = CharField(_("DOI"), max_length=200, blank=True, validators=[valid_doi])
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles", verbose_name=_("topics"))
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    publish_at = models.DateTimeField(
        _("publish on"),
        null=True,
        blank=True,
        help_text=_("An approved article is published automatically at this time."),
    )
    note = TextField(_("note"), blank=True, help_text=_("Information about the source for readers."))
    internal_note = TextField(_("internal note"), blank=True, help_text=_("Not shown to readers."))
    unpublished_since = models.DateTimeField(
        _("unpublished changes since"), null=True, blank=True, editable=False
    )
    publish_error = MessageField(
        _("publication failed"), blank=True, editable=False,
        help_text=_("Why the scheduled publication failed."),
    )  # fmt: skip
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("created by"),
    )  # fmt: skip

    dated = Partial("dated_on")
    search_text = SearchTextField("title", "subtitle", "slug", "doi")
    objects = ArticleQuerySet.as_manager()

    class Meta(PublishableModel.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-dated_on", "order_in_collection", "slug"]
        indexes = [
            *PublishableModel.Meta.indexes,
            models.Index(fields=["created_by", "state", "changed_at"], name="article_by_author"),
            # Few texts are translations: the key's own index looks to SQLite as if it found all.
            models.Index(
                fields=["translation_of"],
                condition=Q(translation_of__isnull=False),
                name="article_translations",
            ),
            # With all that the desk orders and narrows its list by, as the texts make the rows long.
            models.Index(
                fields=[
                    "-dated_on",
                    "order_in_collection",
                    "slug",
                    "state",
                    "genre",
                    "language",
                    "collection",
                    "changed_at",
                    "title",
                ],
                name="article_in_order",
            ),
            CoveringIndex(
                fields=[
                    "-dated_on",
                    "order_in_collection",
                    "slug",
                    "state",
                    "genre",
                    "language",
                    "collection",
                    "changed_at",
                    "search_text",
                ],
                name="article_searched",
            ),
            TrigramIndex(name="article_search_text"),
            LatestFirstIndex(fields=["state", "-dated_on"], name="article_latest_first"),
            models.Index(fields=["state", "changed_at"], name="article_by_change"),
            models.Index(
                fields=["publish_at"],
                condition=models.Q(publish_at__isnull=False),
                name="article_scheduled",
            ),
            models.Index(
                fields=["unpublished_since"],
                condition=models.Q(unpublished_since__isnull=False),
                name="article_ahead",
            ),
        ]
        constraints = [
            *PublishableModel.Meta.constraints,
            slug_not_empty(prefix="article"),
            language_constraint(prefix="article"),
            precision_agrees("dated_on", prefix="article"),
            models.UniqueConstraint(
                fields=["collection", "order_in_collection"], name="article_order_once",
                violation_error_message=_("Another article already has this position in the collection."),
            ),
            models.CheckConstraint(
                condition=Q(last_page__isnull=True) | Q(last_page__gte=models.F("first_page")),
                name="article_last_page_not_before_first",
                violation_error_message=_("The last page number must not be less than the first."),
            ),
            models.UniqueConstraint(
                fields=["translation_of", "language"], name="article_one_translation",
                violation_error_message=_("A translation into this language already exists."),
            ),
            models.CheckConstraint(
                condition=Q(translation_of__isnull=True) | ~Q(translation_of=models.F("id")),
                name="article_is_not_its_own_translation",
            ),
            models.CheckConstraint(condition=Q(footnotes_from__gte=1), name="article_footnotes_from_one"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with a sanitised body."""
        self.body = sanitise(self.body)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return page_address("articles:detail", self.slug)

    @property
    def has_own_print_pages(self) -> bool:
        """Return whether the pages are taken from the file of a book that is printed here; a summary has those of its original."""
        return bool(self.collection and not self.collection.printed_elsewhere and not self.is_digest)


class ArticleAbstract(SearchedModel):
    """Title, abstract and keywords of an article in one language; part of the text, frozen by an edition."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="abstracts")
    language = LanguageField()
    title = CharField(_("title"), max_length=500, blank=True)
    text = TextField(_("abstract"), blank=True)
    keywords = TextField(_("keywords"), blank=True, help_text=_("Separate with semicolons."))

    search_text = SearchTextField("title")
    objects = SearchTextManager()

    class Meta:
        verbose_name = _("abstract")
        verbose_name_plural = _("abstracts")
        ordering = ["id"]
        indexes = [
            CoveringIndex(fields=["article", "search_text"], name="abstract_searched"),
            TrigramIndex(name="abstract_search_text"),
        ]
        constraints = [
            language_constraint(prefix="abstract"),
            models.UniqueConstraint(
                fields=["article", "language"], name="abstract_once_per_language",
                violation_error_message=_("One abstract per language."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.get_language_display()

    @property
    def keyword_list(self) -> list[str]:
        return [word.strip() for word in self.keywords.split(";") if word.strip()]


class Contribution(Contributor):
    """The part of an expert or organisation in an article."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        EDITOR = "editor", _("editor")
        REVIEWER = "reviewer", _("reviewer")
        INTERVIEWER = "interviewer", _("interviewer")
        INTERVIEWEE = "interviewee", _("interviewee")
        QUOTED = "quoted", _("person quoted")
        TRANSLATOR = "translator", _("translator")

    article = models.ForeignKey(Article, models.CASCADE, related_name="contributions")
    role = CharField(_("role"), max_length=12, choices=Role.choices, default=Role.AUTHOR)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("authors and contributors")
        ordering = ["role", "order"]
        default_related_name = "contributions"
        constraints = [
            either_expert_or_organisation(prefix="contribution"),
            models.UniqueConstraint(
                fields=["article", "role", "order"], name="contribution_order_once",
                violation_error_message=_("Two contributors with the same role have the same position."),
            ),
            models.UniqueConstraint(
                fields=["article", "role", "expert"], name="contribution_expert_once",
                violation_error_message=_("This person already has this role."),
            ),
            models.UniqueConstraint(
                fields=["article", "role", "organisation"], name="contribution_organisation_once",
                violation_error_message=_("This organisation already has this role."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.contributor} ({self.get_role_display()})"


class StateChange(models.Model):
    """One step of an article through the workflow: who, when, why. Never changed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="state_changes")
    transition = CharField(_("action"), max_length=20)
    source = CharField(_("previous status"), max_length=10, choices=State.choices)
    target = CharField(_("new status"), max_length=10, choices=State.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("user")
    )
    at = models.DateTimeField(_("date and time"), auto_now_add=True)
    reason = TextField(_("reason"), blank=True)
    text_checksum = CharField(_("text checksum"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_source_display()} → {self.get_target_display()}"
