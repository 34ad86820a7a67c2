"""What pages tell machines."""

import json
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from editorial.site.linked_data import describe

register = template.Library()


@register.simple_tag(takes_context=True)
def linked_data(context: dict[str, Any], row: object) -> SafeString:
    """Write the description of a row as JSON-LD."""
    request: HttpRequest = context["request"]
    described = json.dumps(describe(row, request.build_absolute_uri), ensure_ascii=False)
    # In a script element only "<" could end it.
    safe = described.replace("<", "\\u003c")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308
