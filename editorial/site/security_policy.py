"""Content-Security-Policy of our pages.

Styles that stand in a page are named by their checksum and not by a nonce: a cached page, of which a browser asks
whether it has changed, would be shown with the nonce of the answer and not with its own.
"""

import base64
import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from csp.constants import HEADER, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_prose_editor.widgets import importmap

from editorial.agreements.relation_diagram import STYLE as FAMILY_STYLE
from editorial.indicators.charts.glyphs import STYLE as CHART_STYLE

Directives = dict[str, list[str]]
HASHES = "_style_hashes"
# By which a view changes the policy of its answer (django-csp's decorators).
OWN_POLICY = ("_csp_exempt", "_csp_config", "_csp_update", "_csp_replace")


def source_hash(content: str) -> str:
    """Return the source expression that allows an element of this content."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def allow_hash(request: HttpRequest | None, digest: str) -> None:
    """Allow a style element of the page that is being made, by the hash of what it holds."""
    if request is not None:
        request.__dict__.setdefault(HASHES, set()).add(digest)


def _template_style(template: str) -> str:
    text = (Path(settings.BASE_DIR) / "templates" / template).read_text(encoding="utf-8")
    return text.partition("<style>")[2].partition("</style>")[0]


# Pictures that the pages draw carry their styles; the page of a fault is made without anything else.
KNOWN_STYLES = sorted(map(source_hash, (CHART_STYLE, FAMILY_STYLE, _template_style("500.html"))))
SHARED: Directives = {
    "default-src": [NONE],
    "script-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
    "manifest-src": [SELF],
}
PUBLIC: Directives = {**SHARED, "img-src": [SELF, "data:", "https:"]}
# Unfold's Alpine reads expressions out of attributes (unsafe-eval) and writes styles into them, as Unfold does itself.
DESK: Directives = {
    **SHARED,
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:", "https:"],
    "media-src": [SELF],
    "worker-src": [SELF],
}
# Swagger UI has its styles in the page.
DESCRIPTION: Directives = {**SHARED, "style-src": [SELF, UNSAFE_INLINE], "img-src": [SELF, "data:"]}


class ContentSecurityPolicy(CSPMiddleware):
    """Sets the policy of the page's kind; an answer that brings its own keeps it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Write the policy; that of a public page is put together once for its styles."""
        is_changed = any(hasattr(response, name) for name in OWN_POLICY)
        if _is_public(request.path_info) and not is_changed and not settings.DEBUG:
            if HEADER not in response:
                hashes = frozenset(getattr(request, HASHES, ()))
                response[HEADER] = _public_policy(hashes, _framed_by(response))
            return response
        return super().process_response(request, response)

    def get_policy_parts(self, request: HttpRequest, response: Any, report_only: bool = False) -> PolicyParts:
        """Return the directives for this answer."""
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if not report_only:
            parts.config = {**_directives(request), "frame-ancestors": [_framed_by(response)]}
        return parts


def _is_public(path: str) -> bool:
    return not path.startswith(("/admin/", "/api/docs/"))


def _directives(request: HttpRequest) -> Directives:
    path = request.path_info
    if path.startswith("/admin/"):
        return {**DESK, "script-src": [*DESK["script-src"], _import_map()]}
    if path.startswith("/api/docs/"):
        return DESCRIPTION
    return _of_page(frozenset(getattr(request, HASHES, ())))


def _of_page(hashes: frozenset[str]) -> Directives:
    return {**PUBLIC, "style-src": [SELF, *KNOWN_STYLES, *sorted(hashes)]}


@lru_cache(maxsize=512)
def _public_policy(hashes: frozenset[str], framed_by: str) -> str:
    return build_policy(config={**_of_page(hashes), "frame-ancestors": [framed_by]})


@cache
def _import_map() -> str:
    """Return the import map, the only inline script of the desk's forms, by which the editor finds its modules."""
    return source_hash(str(importmap).partition(">")[2].rpartition("</script>")[0])


def _framed_by(response: HttpResponseBase) -> str:
    """Return who may show the page in a frame: whom X-Frame-Options lets."""
    if getattr(response, "xframe_options_exempt", False):
        return "*"
    return SELF if response.get("X-Frame-Options") == "SAMEORIGIN" else NONE
