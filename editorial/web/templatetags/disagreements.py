"""Template functions for disagreements between sources."""

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from editorial.records.disagreement_details import DisagreementDetail
from editorial.web.templatetags.record import period, text


def disputed_title(detail: DisagreementDetail) -> SafeString:
    """Write what a disagreement is about: the title of the record; of a value also its area and period."""
    parts: list[SafeString | str] = [
        format_html_join(" ", "{}", ((text(detail.record, field),) for field in detail.title_fields))
    ]
    if detail.fact is not detail.record:
        parts.append(text(detail.fact.area, "name") if detail.fact.area else "")
        parts.append(period(detail.fact))
    return format_html_join(", ", "{}", ((part,) for part in parts if part))
