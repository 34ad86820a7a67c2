"""Topics of texts and records."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.topics.querysets import TopicQuerySet
from editorial.values.languages import language_columns
from editorial.values.page_urls import page_address
from editorial.values.slugs import RecordSlugField, slug_not_empty
from editorial.values.text_fields import CharField, TextField
from editorial.workflow.search_text import SearchedModel, SearchTextField


class Topic(SearchedModel):
    """A heading under which texts, agreements, events and figures are found."""

    slug = RecordSlugField()
    name = CharField(_("name"), max_length=200)
    description = TextField(_("description"), blank=True)
    introduction = TextField(
        _("introduction"),
        blank=True,
        help_text=_("Shown at the top of the topic’s page. An empty line begins a new paragraph."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_text = SearchTextField(*language_columns("name"), "slug")
    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["order", "slug"]
        constraints = [slug_not_empty(prefix="topic")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("topics:detail", self.slug)
