"""Rendering of the notes and references of an edition, shared by pages, files and the API.

A note has a text, a work that it refers to, or both. The text may be the citation itself, as a manuscript prints
it, or a remark on the work; a remark follows the work, a citation stands for it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

from editorial.articles.models.edition import EditionFootnote, EditionReference
from editorial.manuscripts.rules.references import cites_a_work

DOI_RESOLVER = "https://doi.org/"
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class DisplayedNote:
    """A note as readers see it: `reference` stands before the text, `url` after it unless the text links to it."""

    number: int
    key: str
    html: SafeString
    reference: EditionReference | None
    repeats: int | None
    url: str
    markers: int
    mark: str = ""

    @property
    def label(self) -> str:
        """Return what readers see: the mark of the note, or its number."""
        return self.mark or str(self.number)


def displayed_notes(notes: Iterable[EditionFootnote]) -> list[DisplayedNote]:
    """Return the notes as readers see them, each work and each address once."""
    return [_display_note(note) for note in notes]


def cited_works(
    references: Iterable[EditionReference], notes: Iterable[EditionFootnote]
) -> list[EditionReference]:
    """Return the references of an edition without those that are only the text of an explanatory note."""
    listed = list(references)
    if not listed:
        return []
    texts = (_plain(note["html"]) for note in notes)
    explanations = {_words(text) for text in texts if text and not cites_a_work(text)}
    return [each for each in listed if not _is_explanation(each, explanations)]


def _display_note(note: EditionFootnote) -> DisplayedNote:
    text, reference = note["html"], note["reference"]
    html = _with_link(text, note["url"])
    return DisplayedNote(
        number=note["number"],
        key=note["key"],
        html=mark_safe(html),  # noqa: S308  (sanitised when saved)
        reference=None if reference is None or _names(text, reference) else reference,
        repeats=note["repeats"],
        url="" if f'href="{escape(note["url"])}"' in html else note["url"],
        markers=note["markers"],
        mark=note.get("mark", ""),
    )


def _is_explanation(reference: EditionReference, explanations: set[str]) -> bool:
    texts = [reference[name] for name in ("authors", "title") if reference[name]]
    return not (reference["url"] or reference["doi"]) and _words(" ".join(texts)) in explanations


def _names(html: str, reference: EditionReference) -> bool:
    """Say whether the text of a note names the work itself."""
    text = _plain(html)
    if not text:
        return False
    parts = [part for part in (reference["authors"], reference["title"]) if part]
    if not parts:
        return bool(reference["url"]) and reference["url"] in text
    words = f" {_words(ADDRESS.sub(' ', text))} "
    return all(f" {_words(ADDRESS.sub(' ', part))} " in words for part in parts)


def _with_link(html: str, url: str) -> str:
    """Make the address a link where the text prints it, as an address or as a DOI."""
    if not url or f'href="{escape(url)}"' in html:
        return html
    for printed in (url, url.removeprefix(DOI_RESOLVER)):
        found = re.search(rf"(?<![\w/]){re.escape(escape(printed))}(?![\w/])", html)
        if found and (printed == url or url.startswith(DOI_RESOLVER)):
            link = f'<a href="{escape(url)}">{found[0]}</a>'
            return f"{html[: found.start()]}{link}{html[found.end() :]}"
    return html


def _plain(html: str) -> str:
    return strip_tags(html).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").strip()


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
