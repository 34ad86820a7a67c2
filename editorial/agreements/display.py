"""Template tags for agreements."""

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from editorial.agreements.models import Agreement, Party
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
