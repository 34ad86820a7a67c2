"""Reasons why a public page is not shown under its URL."""

from editorial.workflow.models import PublishableModel


class WithdrawnError(Exception):
    """The row asked for was withdrawn; `row` carries the reason."""

    def __init__(self, row: PublishableModel, title: str) -> None:
        super().__init__(title)
        self.row = row
        self.title = title


class RenamedError(Exception):
    """The row asked for has another slug now."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug
