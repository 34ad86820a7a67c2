"""Context of a review: comments at their present passages, and approvals."""

from collections.abc import Sequence
from dataclasses import dataclass

from editorial.articles.models import Article, Edition
from editorial.articles.services.publishing import checksum
from editorial.reviews.anchoring import Passage, get_passages, locate
from editorial.reviews.models import ExpertApproval, ReviewComment


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with where its passage stands now; `is_exact` is false once the passage says something else."""

    comment: ReviewComment
    passage: Passage | None
    is_exact: bool


@dataclass(frozen=True, slots=True)
class ApprovalStatus:
    """An approval, and whether the text has changed since."""

    approval: ExpertApproval
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a text as it stands."""

    passages: list[Passage]
    threads: list[Thread]
    approvals: list[ApprovalStatus]
    checksum: str

    @property
    def open_threads(self) -> list[Thread]:
        """Return those that nobody has resolved."""
        return [thread for thread in self.threads if thread.comment.is_open]

    @property
    def resolved_threads(self) -> list[Thread]:
        """Return those that somebody has resolved."""
        return [thread for thread in self.threads if not thread.comment.is_open]


def get_review(article: Article, edition: Edition) -> Review:
    """Bring the review of a text together. Three queries."""
    passages = get_passages(edition)
    current = checksum(edition)
    return Review(
        passages=passages,
        threads=get_threads(article, passages),
        approvals=get_approvals(article, current),
        checksum=current,
    )


def get_approvals(article: Article, current: str) -> list[ApprovalStatus]:
    """Return the approvals of experts, those of another text than that of the checksum marked. One query."""
    rows = article.expert_approvals.select_related("link")
    return [ApprovalStatus(row, is_outdated=not row.matches(current)) for row in rows]


def get_threads(article: Article, passages: Sequence[Passage]) -> list[Thread]:
    """Return the comments in the order of the text; those whose passage is gone come last. Two queries."""
    places = {passage.anchor: place for place, passage in enumerate(passages)}
    threads = []
    for comment in article.review_comments.with_replies():
        found = locate(comment, passages)
        threads.append(Thread(comment, found.passage, found.is_exact))
    last = len(passages)
    return sorted(
        threads, key=lambda thread: places.get(thread.passage.anchor, last) if thread.passage else last
    )
