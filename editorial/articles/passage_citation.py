"""Citation of one passage of a text: its words, its page in the printed edition, and citations that lead to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from editorial.articles.citation_block import citable
from editorial.articles.edition_passages import passages_in
from editorial.articles.models import Contribution, Edition
from editorial.press.citations.formatting import Citation
from editorial.press.citations.styles import citations

MARK = re.compile(
    r'<span class="page-break"[^>]*\bdata-page="(\d+)"[^>]*></span>|<\w+[^>]*\sid="(p-\d+|[^"]+)"[^>]*>'
)


@dataclass(frozen=True)
class PassageCitation:
    """A passage as its page shows it; `pages` is empty where the printed pages are not known."""

    anchor: str
    number: str
    text: str
    pages: str
    url: str
    citations: tuple[Citation, ...]


def cite_passage(
    edition: Edition, anchor: str, *, credits_: Iterable[Contribution], origin: str
) -> PassageCitation | None:
    """Return the citation of the passage of an anchor, None where the edition has none. One query for a text of a book."""
    text = next((one.text for one in passages_in(edition.html, ()) if one.anchor == anchor), None)
    if text is None:
        return None
    document = citable(edition, credits_=credits_, origin=origin)
    pages = find_pages(edition, anchor)
    cited = replace(document, url=f"{document.url}#{anchor}", pages=pages or document.pages)
    return PassageCitation(
        anchor=anchor,
        number=anchor.removeprefix("p-"),
        text=text,
        pages=pages,
        url=cited.url,
        citations=citations(cited, accessed=timezone.localdate()),
    )


def find_pages(edition: Edition, anchor: str) -> str:
    """Return the page of the printed edition on which a passage stands, or the two: 14, 14–15. A summary has none."""
    if edition.article.is_digest:
        return ""
    page, first, inside = str(edition.article.first_page or ""), "", False
    for mark in MARK.finditer(edition.html):
        if mark[2]:
            if inside:
                break
            inside = mark[2] == anchor
            first = page
        elif inside and _is_at_start(edition.html, mark.start()):
            page = first = mark[1]
        else:
            page = mark[1]
    if not inside:
        return ""
    return first if not first or first == page else f"{first}–{page}"


def _is_at_start(html: str, place: int) -> bool:
    """Say whether a page begins with the block: nothing but its tag stands before the mark."""
    return html[:place].endswith(">") and "</" not in html[html.rfind("<", 0, place) : place]
