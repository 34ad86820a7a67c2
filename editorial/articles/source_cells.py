"""Sources in one cell of a table: texts by their slug and passage, documents outside by their address or title."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editorial.articles.models import Edition
from editorial.articles.models.source import EditionSource

SEPARATOR = "; "


def written(sources: Iterable[EditionSource]) -> str:
    """Write sources in one cell: `transkaspiyskiy-marshrut#p-12; https://example.org/report`."""
    return SEPARATOR.join(dict.fromkeys(_format_source(source) for source in sources))


def split_cell(cell: Any) -> list[str]:
    """Return what a cell names."""
    return [part.strip() for part in str(cell or "").split(SEPARATOR.strip()) if part.strip()]


def parse_source(part: str) -> dict[str, Any]:
    """Return the columns of a source. Raises ValidationError for a text that readers do not have."""
    if part.startswith(("http://", "https://")):
        return {"url": part}
    slug, _mark, anchor = part.partition("#")
    if " " in part:
        return {"document_title": part}
    edition = Edition.objects.current().filter(article__slug=slug).only("pk").first()
    if edition is None:
        raise ValidationError(_("Source: no text “%(slug)s” is published.") % {"slug": slug})
    return {"edition": edition, "anchor": anchor}


def _format_source(source: EditionSource) -> str:
    if source.edition is None:
        return source.url or " ".join(source.document_title.replace(";", ",").split())
    slug: str = source.edition.article.slug
    return f"{slug}#{source.anchor}" if source.anchor else slug
