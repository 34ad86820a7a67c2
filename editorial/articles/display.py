"""Template tags for editions."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.articles.models import Edition
from editorial.articles.models.edition import EditionReference
from editorial.articles.notes import DisplayedNote, cited_works, displayed_notes
from editorial.articles.page_breaks import mark_page_breaks
from editorial.i18n.fallback_text import FallbackText, languages_to_try
from editorial.i18n.language_versions import shown_versions
from editorial.i18n.scripts import marked_script
from editorial.values.page_urls import page_address

# A block of a text with its anchor: a paragraph whole, of any other block its first tag.
BLOCK = re.compile(
    r'(?P<opening><(?P<tag>p|ul|ol|table|blockquote|figure|dl)\b[^>]*\bid="(?P<anchor>p-\d+)"[^>]*>)'
    r"(?:(?P<paragraph>(?:(?!</p>|<p\b).)*)</p>)?",
    re.DOTALL,
)
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)


def shown_sources(sources: Iterable[Any]) -> list[Any]:
    """Return the sources of a fact: of a text in several languages the version that readers of the page are shown."""
    return shown_versions(sources, lambda source: source.edition and source.edition.article)


def edition_title(edition: Edition, language: str | None = None) -> FallbackText:
    """Return the title of a text in the page's language, else in its own."""
    language = language or get_language() or edition.language
    translated = (edition.abstracts.get(language) or {}).get("title")
    if translated:
        return FallbackText(translated, language, is_fallback=False)
    return FallbackText(edition.title, edition.language, is_fallback=edition.language != language)


def titled(edition: Edition, language: str | None = None) -> SafeString | str:
    """Write the title of a text, marked with its language when that is not the page's."""
    title = edition_title(edition, language)
    if title.is_fallback:
        return format_html('<span lang="{}">{}</span>', title.language, title.text)
    return title.text


def quoted_title(edition: Edition) -> SafeString:
    """Write the title of a text in the quotation marks of the page's language."""
    return format_html(_("“%(title)s”") % {"title": "{}"}, titled(edition))


def paragraph_number(anchor: str) -> str:
    """Return the number of a paragraph as a reference writes it: para. 25."""
    return _("para. %(number)s") % {"number": anchor.removeprefix("p-")}


def abstracts_in_order(edition: Edition, language: str | None = None) -> list[dict[str, object]]:
    """Return the abstracts, that in the page's language first: {language, title, text, keywords}."""
    order = languages_to_try(language or get_language() or edition.language)
    return [{"language": code, **edition.abstracts[code]} for code in order if code in edition.abstracts]


def description(edition: Edition, language: str | None = None) -> str:
    """Return what search engines show under the title: the beginning of the abstract, else the title."""
    for abstract in abstracts_in_order(edition, language):
        return Truncator(str(abstract["text"])).chars(200)
    return edition.title


def notes_as_shown(edition: Edition) -> list[DisplayedNote]:
    """Return the notes as readers see them."""
    return displayed_notes(edition.footnotes)


def referenced_works(edition: Edition) -> list[EditionReference]:
    """Return the works of the bibliography."""
    return cited_works(edition.references, edition.footnotes)


def reference_line(reference: EditionReference) -> SafeString:
    """Return a work of the bibliography as one line: authors, title // outlet, year, pages, DOI."""
    named = " // ".join(filter(None, (reference["title"], reference["outlet"])))
    year = str(reference["year"] or "")
    line = format_html("{}", marked_script(". ".join([*filter(None, [reference["authors"]]), named])))
    for part in filter(None, (year, reference["pages"])):
        line = format_html("{}. {}", line, part)
    if doi := reference["doi"]:
        line = format_html('{}. <a href="https://doi.org/{}">{}</a>', line, doi, doi)
    return line


def marker_numbers(count: int) -> range:
    """Return 1, 2, … for the places in the text that point to one note."""
    return range(1, count + 1)


def with_scrolling_tables(html: str) -> SafeString:
    """Put each table of a text, which is clean already, where it scrolls by itself, with the keyboard too."""
    frame = format_html('<div class="scroll" tabindex="0" role="group" aria-label="{}">', _("Table"))
    return mark_safe(TABLE.sub(lambda table: f"{frame}{table[0]}</div>", html))  # noqa: S308  (sanitised when saved)


def marked_body(edition: Edition, passages: Collection[str], record_url: str) -> SafeString:
    """Write the text, with a mark at each passage from which the record takes something: a link to what it says."""
    marks = {anchor: _mark(anchor, record_url) for anchor in passages}
    cite = _citing(edition) if record_url else ""

    def with_mark(block: re.Match[str]) -> str:
        mark, address = marks.get(block["anchor"]), cite.replace("p-0", block["anchor"], 1) if cite else ""
        if block["paragraph"] is not None:
            after = f" {mark}" if mark else ""
            return f"{block['opening']}{address}{block['paragraph']}{after}</p>"
        return block[0] if mark is None else f'<p class="statement-before">{mark}</p>{block["opening"]}'

    body = BLOCK.sub(with_mark, edition.html) if marks or cite else edition.html
    return with_scrolling_tables(mark_page_breaks(edition.article, body, edition.language))


def _citing(edition: Edition) -> str:
    """Return the link from the paragraph p-0 to its citation; its number is drawn by the style sheet."""
    if edition.is_current:
        address = page_address("articles:passage", edition.article.slug, "p-0")
    else:
        address = page_address("articles:edition_passage", edition.article.slug, edition.number, "p-0")
    return format_html(
        '<a class="para" href="{}" rel="nofollow" lang="{}" aria-label="{}"></a>',
        address, get_language() or "", _("Cite this paragraph"),
    )  # fmt: skip


def _mark(anchor: str, record_url: str) -> SafeString:
    return format_html(
        '<a class="statement-mark" href="{}#passage-{}" data-of="{}" lang="{}" aria-label="{}">§</a>',
        record_url, anchor, anchor, get_language() or "", _("Facts cited from this paragraph"),
    )  # fmt: skip
