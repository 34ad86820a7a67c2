"""Selection of manuscripts."""

from typing import Self

from django.db.models import Case, When

from editorial.workflow.search_text import SearchTextQuerySet


class ManuscriptQuerySet(SearchTextQuerySet):
    """Uploaded manuscripts."""

    def for_listing(self) -> Self:
        """Select what a list shows, without the structures, which are large."""
        return self.defer("structure").select_related("uploaded_by", "collection")

    def same_file(self, sha256: str) -> Self:
        """Select the file with this checksum, if it was uploaded before."""
        return self.defer("structure").filter(sha256=sha256)

    def awaiting_review_by(self, user_pk: int | None) -> Self:
        """Select what was read and waits for review, the user's own files first, then the oldest."""
        is_other = Case(When(uploaded_by=user_pk, then=0), default=1)
        return self.filter(state="read").order_by(is_other, "uploaded_at")
