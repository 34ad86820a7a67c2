"""Mentions in texts: detected by the desk, decided by editors."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.agreements.models import Agreement
from editorial.articles.models import Article, Edition, EditionFactMixin
from editorial.events.models import Event, Mechanism
from editorial.experts.models import Expert, Organisation
from editorial.mentions.querysets import ENTITY_KINDS, MentionQuerySet
from editorial.places.models import Place
from editorial.values.indexes import TrigramIndex
from editorial.values.text_fields import CharField, TextField
from editorial.workflow.search_text import SearchedModel, SearchTextField


def _names_one_entity() -> Q:
    one_of = Q()
    for name in ENTITY_KINDS:
        others = {f"{other}__isnull": other != name for other in ENTITY_KINDS}
        one_of |= Q(**others)
    return one_of


class Mention(EditionFactMixin, SearchedModel):
    """A place in the working copy of a text where a thing of the record is mentioned.

    Offsets count the letters of the block's plain text. A mention that the text no longer has keeps its decision
    with `is_in_text` off, so that a rejected one stays rejected should the words come back.
    Where readers find it is apart from that: `edition` and `edition_anchor` are the latest edition that has it.
    """

    passage_field = "edition_anchor"

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("mention", "proposed")
        ACCEPTED = "accepted", pgettext_lazy("mention", "accepted")
        REJECTED = "rejected", pgettext_lazy("mention", "rejected")

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions", verbose_name=_("article"))
    expert = models.ForeignKey(
        Expert, models.CASCADE, null=True, blank=True, related_name="mentions", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="mentions",
        verbose_name=_("organisation"),
    )  # fmt: skip
    mechanism = models.ForeignKey(
        Mechanism,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_("cooperation mechanism"),
    )
    agreement = models.ForeignKey(
        Agreement, models.CASCADE, null=True, blank=True, related_name="mentions", verbose_name=_("agreement")
    )
    event = models.ForeignKey(
        Event, models.CASCADE, null=True, blank=True, related_name="mentions", verbose_name=_("event")
    )
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="mentions", verbose_name=_("place")
    )
    block = models.PositiveSmallIntegerField(_("text block"))
    start = models.PositiveIntegerField(_("start character"))
    end = models.PositiveIntegerField(_("end character"))
    anchor = CharField(_("paragraph"), max_length=40, blank=True)
    text = CharField(_("text in the article"), max_length=500)
    passage = TextField(_("sentence"), blank=True)
    is_confident = models.BooleanField(_("high confidence"), default=True)
    is_in_text = models.BooleanField(_("found in the text"), default=True, editable=False)
    state = CharField(
        _("review status"), max_length=10, choices=State.choices, default=State.PROPOSED, editable=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("reviewed by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(_("reviewed on"), null=True, blank=True, editable=False)
    edition = models.ForeignKey(
        Edition, models.SET_NULL, null=True, blank=True, editable=False, related_name="mentions",
        verbose_name=_("edition"),
    )  # fmt: skip
    # NULL where no edition has it, empty where it is said in a heading or in several passages.
    edition_anchor = CharField(
        _("paragraph of the edition"), max_length=60, null=True, blank=True, editable=False
    )

    search_text = SearchTextField("text")
    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["article", "block", "start", "id"]
        indexes = [
            models.Index(fields=["state", "is_in_text", "article"], name="mention_by_state"),
            TrigramIndex(name="mention_search_text"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=_names_one_entity(), name="mention_of_one_thing",
                violation_error_message=_("Select one record."),
            ),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="mention_is_not_empty"),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "accepted", "rejected")), name="mention_state_is_known"
            ),
            *(
                models.UniqueConstraint(
                    fields=["article", "block", "start", "end", name],
                    condition=Q(is_in_text=True, **{f"{name}__isnull": False}),
                    name=f"mention_of_{name}_once",
                    violation_error_message=_("This mention already exists."),
                )
                for name in ENTITY_KINDS
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text

    @property
    def kind(self) -> str:
        """The name of the key that is filled."""
        return next(name for name in ENTITY_KINDS if getattr(self, f"{name}_id") is not None)

    @property
    def key(self) -> str:
        """The thing as the search knows it: "expert:12"."""
        return f"{self.kind}:{getattr(self, f'{self.kind}_id')}"

    @property
    def entity(self) -> Any:
        """Return what is mentioned."""
        return getattr(self, self.kind)

    @classmethod
    def subject_paths(cls) -> tuple[str, ...]:
        """Bring whatever may be mentioned."""
        return ENTITY_KINDS

    @property
    def subject(self) -> Any:
        """Return what is mentioned."""
        return self.entity

    def retract(self) -> None:
        """Leave the words without a link; where they still stand in the text, the link is rejected."""
        self.edition, self.edition_anchor = None, None
        if self.is_in_text:
            self.state = self.State.REJECTED
        self.save(update_fields=["edition", "edition_anchor", "state"])


class MentionSearch(models.Model):
    """A search of a text for mentions, with the checksum of the text."""

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="mention_search", verbose_name=_("article")
    )
    checksum = CharField(max_length=64)
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.checksum[:8]
