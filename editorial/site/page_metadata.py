"""Template tags for metadata of pages."""

import html
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, capfirst

from editorial.api.tables import as_json
from editorial.press.share_card import SIZE
from editorial.site.linked_data import describe_page

MAX_DESCRIPTION = 300  # letters


def summary(*parts: object) -> str:
    """Return the description of a page for search engines: its parts as sentences, without markup, within their limit."""
    texts = (" ".join(html.unescape(strip_tags(str(part))).split()) for part in parts if part)
    sentences = [capfirst(text.rstrip(".")) for text in dict.fromkeys(texts) if text]
    return Truncator(f"{'. '.join(sentences)}.").chars(MAX_DESCRIPTION) if sentences else ""


def linked_data(context: Mapping[str, Any], row: object) -> SafeString:
    """Write the description of a row as JSON-LD."""
    described = as_json(describe_page(row, context))
    # In a script element only "<" could end it.
    safe = described.replace("<", "\\u003c")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308


def share_image(context: Mapping[str, Any], kind: str, slug: str, title: str) -> SafeString:
    """Write where the picture of the page is, for messengers and networks."""
    request: HttpRequest = context["request"]
    address = request.build_absolute_uri(reverse("site:share", args=[kind, slug]))
    facts = {
        "og:image": address,
        "og:image:type": "image/png",
        "og:image:width": str(SIZE[0]),
        "og:image:height": str(SIZE[1]),
        "og:image:alt": title,
    }
    metas = format_html_join("\n", '<meta property="{}" content="{}">', facts.items())
    return format_html('{}\n<meta name="twitter:card" content="summary_large_image">', metas)
