"""How manuscripts are selected."""

from typing import Self

from editorial.workflow.search_text import SearchTextQuerySet


class ManuscriptQuerySet(SearchTextQuerySet):
    """Uploaded manuscripts."""

    def for_listing(self) -> Self:
        """Select what a list shows, without the structures, which are large."""
        return self.defer("structure").select_related("uploaded_by", "collection")

    def same_file(self, sha256: str) -> Self:
        """Select the file with this checksum, if it was uploaded before."""
        return self.defer("structure").filter(sha256=sha256)
