"""Template tags for agreements."""

import datetime as dt

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from editorial.agreements.models import Agreement, Party
from editorial.agreements.status_line import status_line
from editorial.web.templatetags.record import country, text


def party_names(agreement: Agreement) -> SafeString:
    """Return the parties in their order, with commas between."""
    return format_html_join(", ", "{}", ((party_name(party),) for party in agreement.parties.all()))


def party_name(party: Party) -> SafeString | str:
    """Return the country or the organisation that is a party."""
    return country(party.country) if party.country else text(party.organisation, "name")


def has_registration(agreement: Agreement) -> bool:
    """Return whether anything is known of the depositary, the registration or the publication."""
    facts = (
        agreement.depositary,
        agreement.registration,
        agreement.publication,
        agreement.authentic_languages,
    )
    return any(facts)


def document_type(agreement: Agreement, separator: str = ", ") -> str:
    """Return the kind of a document, its level and whether it is bilateral, as far as each is known."""
    parts = (
        agreement.get_kind_display(),
        agreement.get_level_display() if agreement.level else "",
        agreement.get_scope_display(),
    )
    return separator.join(part for part in parts if part)


def status_of(agreement: Agreement, on: dt.date | None = None) -> SafeString:
    """Write the line about an agreement's legal life on a day, today without one; the class tells the status."""
    day = on or timezone.localdate()
    status = agreement.status_on(day)
    name = (
        status.value if _has_status(agreement) else agreement.stage if not agreement.is_package else "package"
    )
    return format_html('<span class="status status--{}">{}</span>', name, status_line(agreement, day, status))


def _has_status(agreement: Agreement) -> bool:
    return agreement.stage == Agreement.Stage.SIGNED and not agreement.is_package
