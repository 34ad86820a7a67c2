"""Services of the review of a text: links for outside readers, comments, approvals."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.articles.models import Article
from editorial.articles.services.publishing import build_edition
from editorial.reviews.anchoring import Passage, normalize_spaces
from editorial.reviews.models import ExpertApproval, PreviewLink, ReviewComment, ReviewReply

VALID_FOR = timedelta(days=14)
MAX_PER_HOUR = 40  # of one link

Reviewer = User | PreviewLink
Act = ReviewReply.Act


@transaction.atomic
def invite(article: Article, *, name: str, email: str, by: User) -> PreviewLink:
    """Let a named expert read, comment on and approve the working copy for two weeks."""
    link = PreviewLink(
        article=article,
        name=normalize_spaces(name),
        email=email,
        created_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    link.full_clean()
    link.save()
    return link


def revoke(link: PreviewLink) -> None:
    """Close a link before its time; what was said through it stays."""
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def comment(
    article: Article, *, by: Reviewer, text: str, passage: Passage | None = None, quote: str = ""
) -> ReviewComment:
    """Remark on a passage of a text, or on the text as a whole. Raises ValidationError that names the field."""
    entry = ReviewComment(article=article, text=_clean_text(text, by=by), **_signature(by))
    if passage is not None:
        quote = normalize_spaces(quote)
        entry.anchor, entry.note_key, entry.passage = passage.anchor, passage.note_key, passage.text
        entry.quote = quote if quote in passage.text else ""
    entry.save()
    return entry


@transaction.atomic
def reply(to: ReviewComment, *, by: Reviewer, text: str) -> ReviewReply:
    """Answer a comment."""
    return ReviewReply.objects.create(comment=to, text=_clean_text(text, by=by), **_signature(by))


def resolve(settled: ReviewComment, *, by: Reviewer) -> ReviewReply:
    """Say that a comment has been dealt with."""
    return _turn(settled, Act.RESOLVED, by=by)


def reopen(unsettled: ReviewComment, *, by: Reviewer) -> ReviewReply:
    """Say that a comment has not been dealt with after all."""
    return _turn(unsettled, Act.REOPENED, by=by)


@transaction.atomic
def approve(article: Article, *, link: PreviewLink, seen: str, note: str = "") -> ExpertApproval:
    """Log the approval of an expert for the text as it is. `seen` is the checksum of the text on their page.

    Raises ValidationError when the text has changed since.
    """
    locked = Article.objects.select_for_update().get(pk=article.pk)
    current = build_edition(locked).checksum
    if seen != current:
        raise ValidationError(
            _("The text changed while you were reading. Check the new version before approving it."),
            code="changed",
        )
    _limit_rate(link)
    approval, _is_new = ExpertApproval.objects.get_or_create(
        article=locked, link=link, text_checksum=current, defaults={"note": note.strip()}
    )
    return approval


def reviewers(article: Article) -> tuple[set[int], list[PreviewLink]]:
    """Return who has spoken in the review: the keys of users, and the links of experts that are still open."""
    comments = ReviewComment.objects.filter(article=article)
    answers = ReviewReply.objects.filter(comment__article=article)
    users = {*comments.values_list("by", flat=True), *answers.values_list("by", flat=True)} - {None}
    links = {*comments.values_list("link", flat=True), *answers.values_list("link", flat=True)} - {None}
    opened = PreviewLink.objects.filter(pk__in=links, revoked_at=None, expires_at__gt=timezone.now())
    return users, list(opened.exclude(email=""))


@transaction.atomic
def _turn(turned: ReviewComment, act: Act, *, by: Reviewer) -> ReviewReply:
    locked = ReviewComment.objects.select_for_update().get(pk=turned.pk)
    if locked.is_open != (act == Act.RESOLVED):
        raise ValidationError(_("Another user has already done this."), code="done")
    locked.resolved_at = timezone.now() if act == Act.RESOLVED else None
    locked.save(update_fields=["resolved_at"])
    return ReviewReply.objects.create(comment=locked, act=act, **_signature(by))


def _signature(by: Reviewer) -> dict[str, Reviewer]:
    return {"link": by} if isinstance(by, PreviewLink) else {"by": by}


def _clean_text(text: str, *, by: Reviewer) -> str:
    if isinstance(by, PreviewLink):
        _limit_rate(by)
    text = text.strip()
    if not text:
        raise ValidationError({"text": [_("Enter your comment.")]}, code="empty")
    if len(text) > 5000:
        raise ValidationError({"text": [_("Maximum 5,000 characters. Split your comment.")]}, code="long")
    return text


def _limit_rate(link: PreviewLink) -> None:
    """Raise PermissionDenied for a link through which too much is said; what was said is the count."""
    hour_ago = timezone.now() - timedelta(hours=1)
    recent = [
        rows.filter(link=link, at__gt=hour_ago).count()
        for rows in (ReviewComment.objects, ReviewReply.objects, ExpertApproval.objects)
    ]
    if sum(recent) >= MAX_PER_HOUR:
        raise PermissionDenied(_("Too many comments in one hour. Try again later."))
