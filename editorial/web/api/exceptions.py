"""Reasons why the API does not show a record under its slug."""

from rest_framework import status
from rest_framework.exceptions import APIException

from editorial.workflow.models import PublishableModel


class GoneError(APIException):
    """The row was withdrawn: its tombstone says when and why."""

    status_code = status.HTTP_410_GONE
    default_detail = "Withdrawn."

    def __init__(self, row: PublishableModel) -> None:
        super().__init__(row.withdrawn_reason)
        self.tombstone = {
            "slug": getattr(row, "slug", ""),
            "name": str(row),
            "state": row.state,
            "withdrawn_at": row.withdrawn_at,
            "reason": row.withdrawn_reason,
        }


class MovedError(APIException):
    """The row has another slug now."""

    status_code = status.HTTP_301_MOVED_PERMANENTLY
    default_detail = "Moved."

    def __init__(self, location: str) -> None:
        super().__init__(f"The address is now {location}")
        self.location = location
