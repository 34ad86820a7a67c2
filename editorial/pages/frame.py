"""What every page shows around its content: name, tagline, pages at the foot, institutes.

It is read once in each state of the database, which the server knows before a page is built; where the state is not
known (tests, a server for development) it is read for each page. Three queries.
"""

import threading
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.i18n.fallback_text import FallbackText, fallback_text
from editorial.pages.models import Institute, Page, SiteDetails
from editorial.web.answer_cache import STATE
from editorial.web.prepared import prepared

_lock = threading.Lock()
_known: dict[str, Any] = {"state": None, "rows": None}


@dataclass(frozen=True, slots=True)
class FootLink:
    """A page of the site, linked at the foot."""

    title: FallbackText
    url: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a page in the active language."""

    name: str
    tagline: str
    issn: str = ""
    email: str = ""
    links: list[FootLink] = field(default_factory=list)
    institutes: list[Institute] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Rows:
    details: SiteDetails | None
    pages: list[Page]
    institutes: list[Institute]


@prepared
def site_details() -> "QuerySet[SiteDetails]":
    """Read what the owner says of the site."""
    return SiteDetails.objects.order_by("pk")[:1]


@prepared
def shown_pages() -> "QuerySet[Page]":
    """Read the pages at the foot, without their texts."""
    bodies = (f"body_{code}" for code, _name in settings.LANGUAGES)
    rows: QuerySet[Page] = Page.objects.shown().defer("search_text", *bodies)
    return rows


@prepared
def shown_institutes() -> "QuerySet[Institute]":
    """Read the institutes that readers see."""
    rows: QuerySet[Institute] = Institute.objects.shown()
    return rows


def _read() -> _Rows:
    details = site_details.first()
    return _Rows(details, shown_pages(), shown_institutes() if details else [])


def _rows(state: object) -> _Rows:
    if state is None:
        return _read()
    with _lock:
        if _known["rows"] is None or _known["state"] != state:
            _known["rows"], _known["state"] = _read(), state
        rows: _Rows = _known["rows"]
        return rows


def frame(request: HttpRequest) -> Frame:
    """Return what surrounds a page; the words of the software where nothing can be read."""
    try:
        rows = _rows(request.META.get(STATE))
    except DatabaseError:
        rows = _Rows(None, [], [])
    details = rows.details
    return Frame(
        name=_own(details, "name") or _("Relations"),
        tagline=_own(details, "tagline") or _("Azerbaijan–Kazakhstan Expert Council: documents and data"),
        issn=details.issn if details else "",
        email=details.email if details else "",
        links=[
            FootLink(fallback_text(page, "title", _language()), page.get_absolute_url())
            for page in rows.pages
        ],
        institutes=rows.institutes,
    )


def site_name() -> str:
    """Return the name that the owner set in the active language, or in one that it falls back to. One query."""
    return _own(site_details.first(), "name")


def _own(details: SiteDetails | None, name: str) -> str:
    return fallback_text(details, name, _language()).text if details else ""


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
