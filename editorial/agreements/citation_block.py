"""The citation block of an agreement's page."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from editorial.agreements.models import Agreement
from editorial.articles.attribution import SITES
from editorial.articles.citation_block import CiteBlock, Download
from editorial.i18n.fallback_text import fallback_text
from editorial.press.treaty_citations import FILES, Treaty, citations


def permanent_address(agreement: Agreement, *, origin: str) -> str:
    """Return the address of the agreement's page in the active language, without a query."""
    return f"{origin}{agreement.get_absolute_url()}"


def to_treaty(agreement: Agreement, *, origin: str) -> Treaty:
    """Return what a citation needs, in the active language; the date and place only of what was signed."""
    language = get_language() or settings.LANGUAGE_CODE
    title = fallback_text(agreement, "title", language)
    signed = agreement.stage == Agreement.Stage.SIGNED
    return Treaty(
        slug=agreement.slug,
        title=title.text,
        title_language=title.language,
        language=language,
        parties=tuple(party.name for party in agreement.parties.all()),
        signed=str(agreement.signed or "") if signed else "",
        place=str(agreement.place or "") if signed else "",
        registration=agreement.registration,
        site=SITES[language],
        url=permanent_address(agreement, origin=origin),
    )


def cite_block(agreement: Agreement, *, origin: str) -> CiteBlock:
    """Return the block of an agreement whose parties and place its page has read. No query."""
    managers = (
        Download(
            form.label,
            reverse("agreements:cite", args=[agreement.slug, name]),
            form.extension,
            form.content_type,
        )
        for name, form in FILES.items()
    )
    treaty = to_treaty(agreement, origin=origin)
    return CiteBlock(citations(treaty, accessed=timezone.localdate()), tuple(managers), ())
