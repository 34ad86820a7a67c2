"""Page breaks of the printed edition within a text.

The working copy has `<sup data-page="14"></sup>`, an edition `<span class="page-break" … data-page="14"></span>`, both
empty, so that no text of a passage holds a number that is not its own. Readers see `с. 14` in its place.
"""

import re
from collections.abc import Callable

from django.utils.html import format_html
from django.utils.safestring import SafeString
from lxml.html import HtmlElement

from editorial.articles.models.article import Article
from editorial.press.labels import labels_for

FROZEN = re.compile(r'<span class="page-break"[^>]*\bdata-page="(\d+)"[^>]*></span>')
FIRST_WORDS = re.compile(r"<(?:p|h2|h3|h4|li|th|td|caption|figcaption)(?:\s[^>]*)?>")
NUMBER = re.compile(r"[1-9]\d{0,3}")


def freeze(root: HtmlElement) -> list[str]:
    """Turn the breaks of a working copy into those of an edition; return their numbers as they stand."""
    numbers = []
    for mark in root.xpath(".//sup[@data-page]"):
        number, tail = mark.get("data-page", "").strip(), mark.tail
        mark.clear()
        mark.tag, mark.tail = "span", tail
        mark.set("class", "page-break")
        mark.set("role", "doc-pagebreak")
        mark.set("id", f"page-{number}")
        mark.set("data-page", number)
        numbers.append(number)
    return numbers


def misnumbered(numbers: list[str]) -> list[str]:
    """Return those that are no numbers, or do not grow."""
    wrong, last = [], 0
    for number in numbers:
        if not NUMBER.fullmatch(number) or int(number) <= last:
            wrong.append(number or "?")
        else:
            last = int(number)
    return wrong


def mark_page_breaks(article: Article, html: str, language: str) -> str:
    """Write the number of each page in its place, the first page at the beginning; a summary has no pages of its own."""
    if article.is_digest:
        return FROZEN.sub("", html)
    html = FROZEN.sub(lambda found: _label(found[1], language), html)
    return _with_first(article, html, lambda number: _label(number, language))


def printed_breaks(article: Article, html: str) -> str:
    """Write the breaks as the press reads them, that of the first page at the beginning; a summary has none."""
    if article.is_digest:
        return FROZEN.sub("", html)
    html = FROZEN.sub(r'<sup data-page="\1"></sup>', html)
    return _with_first(article, html, '<sup data-page="{}"></sup>'.format)


def _label(number: str, language: str) -> SafeString:
    label = f"{labels_for(language)['pages']} {number}"
    return format_html('<span class="page-break" role="doc-pagebreak" id="page-{}">{}</span>', number, label)


def _with_first(article: Article, html: str, mark: Callable[[str], str]) -> str:
    number = str(article.first_page or "")
    if not number or f'id="page-{number}"' in html or f'data-page="{number}"' in html:
        return html
    return FIRST_WORDS.sub(lambda found: f"{found[0]}{mark(number)}", html, count=1)
