"""Agreements on the page of the statements of a text."""

import datetime as dt

from editorial.agreements.models import Agreement, AgreementSource
from editorial.i18n.querysets import without_translation_rewrite


def set_status(sources: list[AgreementSource], _article: int, on: dt.date) -> None:
    """Set `status` as of a day on the agreement of each source. One query."""
    statuses = dict(
        without_translation_rewrite(Agreement.objects.with_status(on))
        .filter(pk__in={row.agreement_id for row in sources})
        .values_list("pk", "status")
    )
    for source in sources:
        source.agreement.status = statuses.get(source.agreement_id)  # type: ignore[attr-defined]
