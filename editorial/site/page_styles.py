"""Styles put into the page itself: the first paint waits for one answer, not for a chain of them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from markupsafe import Markup

from editorial.site.security_policy import allow_hash, source_hash


def _read(name: str) -> str:
    """Return one style sheet of static/css by its name without the ending."""
    found = finders.find(f"css/{name}.css")
    if not isinstance(found, str):
        raise FileNotFoundError(f"No style sheet is named {name}.")
    return Path(found).read_text(encoding="utf-8")


@cache
def inline_element(*names: str) -> tuple[Markup, str]:
    """Return a style element with the named sheets, and the hash by which the page's policy allows it."""
    return own_element("\n".join(_read(part) for name in names for part in name.split()))


def own_element(css: str) -> tuple[Markup, str]:
    """Return a style element with a text of our templates, and its hash."""
    return Markup(f"<style>{css}</style>"), source_hash(css)  # noqa: S704  (our own files)


def inline_styles(context: Mapping[str, Any], *names: str) -> Markup:
    """Return the named sheets of static/css as one style element, in the order given."""
    found = inline_element.__wrapped__(*names) if settings.DEBUG else inline_element(*names)
    return known_style(context, *found)


def style_element(context: Mapping[str, Any], content: str) -> Markup:
    """Return what a template says as a style element that the page's policy allows."""
    return known_style(context, *own_element(content))


def known_style(context: Mapping[str, Any], element: Markup, digest: str) -> Markup:
    """Return a style element, and let the page's policy allow it."""
    allow_hash(context.get("request"), digest)
    return element
