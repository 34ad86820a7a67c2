"""Styles put into the page itself: the first paint waits for one answer, not for a chain of them."""

from functools import lru_cache
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe

from editorial.site.security_policy import allow_style

register = template.Library()


def _read(name: str) -> str:
    """Return one style sheet of static/css by its name without the ending."""
    found = finders.find(f"css/{name}.css")
    if not isinstance(found, str):
        raise template.TemplateSyntaxError(f"No style sheet is named {name}.")
    return Path(found).read_text(encoding="utf-8")


_read_once = lru_cache(maxsize=None)(_read)


@register.simple_tag(takes_context=True)
def inline_styles(context: template.Context, *names: str) -> SafeString:
    """Return the named sheets of static/css as one style element, in the order given."""
    read = _read if settings.DEBUG else _read_once
    css = "\n".join(read(part) for name in names for part in name.split())
    allow_style(context.get("request"), css)
    return mark_safe(f"<style>{css}</style>")  # noqa: S308  (our own files)


@register.simple_block_tag(takes_context=True)
def style_element(context: template.Context, content: str) -> SafeString:
    """Return what stands between the tags as a style element that the page's policy allows."""
    allow_style(context.get("request"), content)
    return mark_safe(f"<style>{content}</style>")  # noqa: S308  (our own templates)
