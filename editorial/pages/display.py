"""Texts of pages in templates."""

from django.utils.safestring import SafeString

from editorial.values.html import sanitise


def page_body(html: str) -> SafeString:
    """Return the text of a page for its template; sanitised here too, since rows are not written by forms alone."""
    return SafeString(sanitise(html))
