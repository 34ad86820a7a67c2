"""Agreements on the page of the statements of a text."""

import datetime as dt

from django.db.models import prefetch_related_objects

from editorial.agreements.models import AgreementSource
from editorial.agreements.querysets import parties


def prepare_status_lines(sources: list[AgreementSource], _article: int, _on: dt.date) -> None:
    """Read what the status of each agreement follows from. Two queries."""
    prefetch_related_objects([source.agreement for source in sources], "actions", parties())
