"""Count what a web page holds, with the parser of the standard library. Shares no code with the reader."""

import re
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from editorial.manuscripts.conservation import Inventory, Passage, Thing

BREAKS = {"p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dt", "dd", "table",
          "figcaption", "caption", "section", "article", "pre", "body", "ul", "ol"}  # fmt: skip
AROUND = {"nav", "form", "dialog"}
SILENT = {"script", "style", "head", "title", "noscript", "template", "svg", "object", "iframe", "select", "button",
          "textarea", "video", "audio"}  # fmt: skip
VOID = {
    "img",
    "br",
    "hr",
    "meta",
    "link",
    "input",
    "col",
    "base",
    "area",
    "source",
    "wbr",
    "embed",
    "param",
    "track",
}
LINKED = ("http://", "https://", "mailto:", "ftp://")
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)


def count(text: str) -> Inventory:
    """Return the inventory of a page."""
    page = Page(convert_charrefs=True)
    page.feed(text)
    page.close()
    page.end_passage()
    return page.found


class Page(HTMLParser):
    """One pass over the tags of a page."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.found = Inventory()
        self.words: list[str] = []
        self.open: list[tuple[str, bool]] = []  # tags, and whether what is in them counts
        self.number = 0
        self.link = ""
        self.has_link_words = False

    @property
    def counts(self) -> bool:
        """Return whether what comes now is printed."""
        return all(shown for _tag, shown in self.open)

    @property
    def place(self) -> str:
        """Return where the count is."""
        return _("paragraph %(number)s") % {"number": self.number + 1}

    def end_passage(self) -> None:
        """End the paragraph."""
        text = "".join(self.words).strip()
        self.words = []
        if text:
            self.number += 1
            place = _("paragraph %(number)s") % {"number": self.number}
            self.found.passages.append(Passage(place, text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count what a tag opens."""
        given = {name: value or "" for name, value in attrs}
        if tag in BREAKS:
            self.end_passage()
        if tag == "br":
            self.words.append(" ")
        if self.counts:
            self._count(tag, given)
        if tag not in VOID:
            style = given.get("style", "")
            shown = tag not in SILENT | AROUND and not HIDDEN.search(style) and not IGNORED.search(style)
            self.open.append((tag, shown and "hidden" not in given))

    def _count(self, tag: str, given: dict[str, str]) -> None:
        if (
            tag == "img"
            and given.get("src")
            and not {given.get("width"), given.get("height")} & {"0", "1", "1px"}
        ):
            source = given["src"]
            self.found.things.append(
                Thing("pictures", self.place, "" if source[:5] == "data:" else source[:300])
            )
        elif tag == "a":
            href = given.get("href", "").strip()
            self.link = href if href.lower().startswith(LINKED) else ""
            self.has_link_words = False
        elif tag == "math":
            self.found.things.append(Thing("formulas", self.place))
        elif tag == "li":
            self.found.things.append(Thing("list_items", self.place))

    def handle_endtag(self, tag: str) -> None:
        """Close what a tag opened, and what was left open in it."""
        if tag in BREAKS:
            self.end_passage()
        if tag == "a" and self.link:
            if self.has_link_words:
                self.found.things.append(Thing("links", self.place, self.link))
            self.link = ""
        names = [name for name, _shown in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Count the words."""
        if self.counts:
            self.words.append(data)
            self.has_link_words = self.has_link_words or bool(data.strip())
