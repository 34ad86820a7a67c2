"""Styles put into the page itself: the first paint waits for one answer, not for a chain of them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe

from editorial.site.security_policy import allow_hash, source_hash


def _read(name: str) -> str:
    """Return one style sheet of static/css by its name without the ending."""
    found = finders.find(f"css/{name}.css")
    if not isinstance(found, str):
        raise FileNotFoundError(f"No style sheet is named {name}.")
    return Path(found).read_text(encoding="utf-8")


@cache
def _element(names: tuple[str, ...]) -> tuple[SafeString, str]:
    """Return a style element with the named sheets, and the hash by which the page's policy allows it."""
    css = "\n".join(_read(part) for name in names for part in name.split())
    return mark_safe(f"<style>{css}</style>"), source_hash(css)  # noqa: S308  (our own files)


def inline_styles(context: Mapping[str, Any], *names: str) -> SafeString:
    """Return the named sheets of static/css as one style element, in the order given."""
    element, digest = _element.__wrapped__(names) if settings.DEBUG else _element(names)
    allow_hash(context.get("request"), digest)
    return element


def style_element(context: Mapping[str, Any], content: str) -> SafeString:
    """Return what a template says as a style element that the page's policy allows."""
    allow_hash(context.get("request"), source_hash(content))
    return mark_safe(f"<style>{content}</style>")  # noqa: S308  (our own templates)
