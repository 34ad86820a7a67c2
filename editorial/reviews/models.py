"""The review of a text: links for experts without an account, comments on passages, approvals."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.articles.models import Article
from editorial.reviews.querysets import ReviewCommentQuerySet
from editorial.values.text_fields import CharField, EmailField, TextField

LINK_SALT = "preview of a text for an expert"


class PreviewLink(models.Model):
    """Leave for one named expert to read the working copy of a text, to comment on it and to approve it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="preview_links")
    name = CharField(
        _("reviewer’s name"),
        max_length=200,
        help_text=_("Comments and approval are recorded under this name."),
    )
    email = EmailField(_("e-mail"), blank=True, help_text=_("The link will be sent to this address."))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        db_table = "articles_previewlink"  # where it was made
        verbose_name = _("reviewer link")
        verbose_name_plural = _("reviewer links")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reviews:preview", args=[signing.dumps({"link": self.pk}, salt=LINK_SALT)])

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class Attributed(models.Model):
    """Abstract remark of a member of the desk or of an expert with a link."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    link = models.ForeignKey(PreviewLink, models.RESTRICT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("date and time"), auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """Under what name it was said."""
        if self.by is not None:
            return self.by.get_full_name() or self.by.get_username()
        return self.link.name if self.link else ""


def exactly_one_author(*, prefix: str) -> models.CheckConstraint:
    """Constrain to exactly one who said it."""
    return models.CheckConstraint(
        condition=Q(by__isnull=True, link__isnull=False) | Q(by__isnull=False, link__isnull=True),
        name=f"{prefix}_is_signed_once",
    )


class ReviewComment(Attributed):
    """A remark on a passage of the working copy: a paragraph, a heading, a note, or the text as a whole.

    `passage` is what the passage said when the remark was made, `quote` the words in it that are meant; by them the
    passage is found again when the text has changed. `anchor` is where it stood then, `note_key` the note's key.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="review_comments")
    anchor = CharField(max_length=80, blank=True)
    note_key = CharField(max_length=40, blank=True)
    passage = TextField(_("selected text"), blank=True)
    quote = TextField(_("quoted text"), blank=True)
    text = TextField(_("comment"))
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)

    objects = ReviewCommentQuerySet.as_manager()

    class Meta:
        db_table = "articles_reviewcomment"
        verbose_name = _("review comment")
        verbose_name_plural = _("review comments")
        ordering = ["at", "id"]
        constraints = [
            exactly_one_author(prefix="review_comment"),
            models.CheckConstraint(condition=~Q(text=""), name="review_comment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None


class ReviewReply(Attributed):
    """A reply to a comment, or its resolution or reopening."""

    class Act(models.TextChoices):
        REPLIED = "replied", _("replied")
        RESOLVED = "resolved", _("resolved")
        REOPENED = "reopened", _("reopened")

    comment = models.ForeignKey(ReviewComment, models.CASCADE, related_name="replies")
    act = CharField(max_length=8, choices=Act.choices, default=Act.REPLIED)
    text = TextField(_("reply"), blank=True)

    class Meta:
        db_table = "articles_reviewreply"
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["at", "id"]
        constraints = [
            exactly_one_author(prefix="review_reply"),
            models.CheckConstraint(condition=~Q(act="replied", text=""), name="review_reply_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:80] or self.get_act_display()


class ExpertApproval(models.Model):
    """The approval of a text by an expert, with its checksum and time. Never changed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="expert_approvals")
    link = models.ForeignKey(PreviewLink, models.RESTRICT, related_name="approvals")
    at = models.DateTimeField(_("date and time"), auto_now_add=True)
    text_checksum = CharField(_("text checksum"), max_length=64)
    note = TextField(_("comment on the approval"), blank=True)

    class Meta:
        db_table = "articles_expertapproval"
        verbose_name = _("reviewer approval")
        verbose_name_plural = _("reviewer approvals")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "link", "text_checksum"], name="expert_approval_once_for_a_text"
            ),
        ]

    def __str__(self) -> str:
        return self.link.name

    def matches(self, checksum: str) -> bool:
        """Say whether the text with this checksum is the one that was approved."""
        return self.text_checksum == checksum
