"""Web pages: saved by a browser, by Word, exported by Google Docs, or embedded in a Word file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext as _
from lxml import html
from lxml.html import HtmlElement

from editorial.manuscripts.draft import Block, Cell, Footnote, Remark, Revision, SpanKind
from editorial.manuscripts.flow import Flow, note_of, table_of
from editorial.manuscripts.readers.html_notes import find_notes
from editorial.manuscripts.readers.html_styles import Looks
from editorial.manuscripts.readers.mathml import clean_mathml
from editorial.manuscripts.readers.reading import Choices
from editorial.manuscripts.rules.tables import is_figure_caption
from editorial.manuscripts.spans import RichText
from editorial.manuscripts.styled_blocks import StyledBlocks

MARKS: dict[str, SpanKind] = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis", "var": "emphasis",
    "strong": "strong", "b": "strong", "sup": "superscript", "sub": "subscript",
}  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
IGNORED = {"script", "style", "head", "title", "meta", "link", "noscript", "template", "svg", "object", "embed",
           "iframe", "video", "audio", "canvas", "select", "option", "button", "input", "textarea"}  # fmt: skip
AROUND = {"nav", "header", "footer", "aside", "form", "dialog"}
BLOCKS = {"p", "div", "section", "article", "main", "body", "html", "ul", "ol", "li", "dl", "dt", "dd", "table",
          "blockquote", "figure", "figcaption", "pre", "hr", "address", "center", "header", "footer", "aside", "nav",
          "form", "fieldset", "details", "summary", "caption", "hgroup", "dir", "menu", *HEADINGS}  # fmt: skip
LINKED = ("http://", "https://", "mailto:", "ftp://")
LIST_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
TYPES = {"1": "1", "a": "a", "A": "A", "i": "i", "I": "I"}
MAX_SPAN = 100


def read_html(text: str, tree: StyledBlocks, choices: Choices, *, whole_page: bool = True) -> list[Block]:
    """Return the blocks of a page; its notes go to the tree."""
    root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True, remove_comments=True))
    reader = HtmlReader(tree, choices, Looks(root))
    return reader.read(root, whole_page=whole_page)


@dataclass(slots=True)
class HtmlReader:
    """Reads one page."""

    READERS: ClassVar[dict[str, str]] = {
        **dict.fromkeys(HEADINGS, "_heading"),
        **dict.fromkeys(("ul", "ol", "menu", "dir"), "_list"),
        "table": "_table",
        "blockquote": "_quote",
        "figure": "_figure",
        "pre": "_preformatted",
    }
    tree: StyledBlocks
    choices: Choices
    looks: Looks
    calls: dict[HtmlElement, int] = field(default_factory=dict)
    skipped: set[HtmlElement] = field(default_factory=set)
    aside: list[Block] = field(default_factory=list)
    depth: int = 0
    left_out: int = 0

    def read(self, root: HtmlElement, *, whole_page: bool) -> list[Block]:
        """Read the notes, then the text around them."""
        first = max(self.tree.notes, default=-1) + 1
        found = find_notes(root)
        self.skipped |= found.backlinks | set(found.elements)
        self.calls = {call: first + at for call, at in found.calls.items()}
        for at in range(len(found.elements)):
            self.tree.notes[first + at] = Footnote(number=first + at + 1, text="")
        body = root.find("body")
        main = _main(root if body is None else body) if whole_page else None
        blocks: list[Block] = []
        flow = Flow(blocks)
        self._children(root if body is None else body, flow, within=main)
        flow.finish()
        for at, element in enumerate(found.elements):
            self._note(element, first + at)
        if self.left_out:
            message = _("Menus and other parts of the page around the text were left out: %(count)s words.")
            self.tree.remarks.append(Remark(0, message % {"count": self.left_out}))
        return blocks

    def _note(self, element: HtmlElement, ordinal: int) -> None:
        self.skipped.discard(element)
        inner: list[Block] = []
        flow = Flow(inner)
        if element.tag in ("p", "a", "span"):
            self._one(element, flow)
        else:
            self._children(element, flow)
        note = note_of(inner)
        note.number = ordinal + 1
        self.tree.notes[ordinal] = note

    # Blocks

    def _children(self, element: HtmlElement, flow: Flow, *, within: HtmlElement | None = None) -> None:
        rich = RichText()
        if within is None:
            self._words(element.text, element, rich)
        for child in element:
            if not isinstance(child.tag, str):
                pass
            elif within is not None and child is not within and within not in child.iterdescendants():
                self.left_out += len(_text(child).split())
            elif self._is_block(child):
                rich = self._flush(rich, flow)
                self._one(child, flow, within=None if child is within else within)
            else:
                self._inline(child, rich)
            if within is None:
                self._words(child.tail, element, rich)
        self._flush(rich, flow)

    def _is_block(self, element: HtmlElement) -> bool:
        return element.tag in BLOCKS or any(
            each.tag in BLOCKS for each in element.iterdescendants() if isinstance(each.tag, str)
        )

    def _flush(self, rich: RichText, flow: Flow) -> RichText:
        aside, self.aside = self.aside, []
        if not rich.is_empty and not flow.caption_in(rich, aside):
            self._paragraph(rich, flow, label="bold" if rich.is_strong else "")
        for block in aside:
            flow.add(block)
        return RichText()

    def _paragraph(self, rich: RichText, flow: Flow, label: str = "") -> None:
        if is_figure_caption(rich.raw) and flow.caption(rich):
            return
        flow.add_text("paragraph", rich, label=label, depth=self.depth)

    def _one(self, element: HtmlElement, flow: Flow, *, within: HtmlElement | None = None) -> None:
        tag = element.tag
        if element in self.skipped or tag in IGNORED or self._is_hidden(element):
            return
        if tag in AROUND and within is None and not self._holds_text(element):
            self.left_out += len(_text(element).split())
        elif tag == "p" and LIST_LEVEL.search(element.get("style", "")):
            self._word_item(element, flow)
        elif tag in self.READERS:
            getattr(self, self.READERS[tag])(element, flow)
        else:
            self._children(element, flow, within=within)

    def _holds_text(self, element: HtmlElement) -> bool:
        """Return whether a header or an aside belongs to the text: it heads an article, or holds a note that is called."""
        inside = any(each.tag in ("article", "main") for each in element.iterancestors())
        return inside and element.tag in ("header", "aside", "footer")

    def _heading(self, element: HtmlElement, flow: Flow) -> None:
        rich = RichText()
        self._inlines(element, rich)
        flow.add_text("heading", rich, level=HEADINGS[element.tag])
        self._flush(RichText(), flow)

    def _word_item(self, element: HtmlElement, flow: Flow) -> None:
        """Read an item of a list as Word saves it: a paragraph with its number in a part that is to be ignored."""
        label = ""
        for each in element.iter("span"):
            if "mso-list:ignore" in each.get("style", "").replace(" ", "").lower():
                label = " ".join(_text(each).split())
                self.skipped.add(each)
        found = LIST_LEVEL.search(element.get("style", ""))
        rich = RichText()
        self._inlines(element, rich)
        number = re.match(r"\D*(\d+)", label)
        numbered = any(letter.isalnum() and letter != "o" for letter in label)
        flow.add_text(
            "item",
            rich,
            label=label if numbered else "•",
            depth=int(found[1]) if found else 1,
            ordinal=int(number[1]) if number else 0,
            numbering="1" if number else "",
        )

    def _list(self, element: HtmlElement, flow: Flow) -> None:
        ordered = element.tag == "ol"
        start = element.get("start", "1")
        ordinal = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
        kind = TYPES.get(element.get("type", "1"), "1") if ordered else ""
        self.depth += 1
        for child in element:
            if not isinstance(child.tag, str) or child in self.skipped:
                continue
            if child.tag != "li":
                self._one(child, flow)
                continue
            value = child.get("value", "")
            ordinal = int(value) if re.fullmatch(r"-?\d{1,6}", value) else ordinal
            self._item(child, flow, ordinal if ordered else 0, kind)
            ordinal += 1
        self.depth -= 1

    def _item(self, element: HtmlElement, flow: Flow, ordinal: int, kind: str) -> None:
        before = len(flow.blocks)
        self._children(element, flow)
        first = next(
            (each for each in flow.blocks[before:] if each.kind == "paragraph" and each.depth == self.depth),
            None,
        )
        if first is None:
            return
        first.kind, first.ordinal, first.numbering = "item", ordinal, kind
        first.label = f"{ordinal}." if ordinal else "•"

    def _quote(self, element: HtmlElement, flow: Flow) -> None:
        before = len(flow.blocks)
        self._children(element, flow)
        for block in flow.blocks[before:]:
            if block.kind == "paragraph":
                block.kind, block.label = "quote", ""

    def _figure(self, element: HtmlElement, flow: Flow) -> None:
        caption = element.find("figcaption")
        rich = RichText()
        if caption is not None:
            self._inlines(caption, rich)
            self.skipped.add(caption)
        before = len(flow.blocks)
        self._children(element, flow)
        made = flow.blocks[before:]
        if not rich.is_empty:
            if len(made) == 1 and made[0].table:
                made[0].table.title = rich.finish()[0]
            elif not (made and made[-1].kind == "figure" and flow.caption(rich)):
                self._paragraph(rich, flow)

    def _preformatted(self, element: HtmlElement, flow: Flow) -> None:
        rich = RichText()
        for at, line in enumerate(_text(element).strip("\n").split("\n")):
            if at:
                rich.line_break()
            rich.add(line)
        flow.add_text("paragraph", rich, depth=self.depth)

    def _table(self, element: HtmlElement, flow: Flow) -> None:
        rows: list[list[Cell]] = []
        head = 0
        outer, self.depth = self.depth, 0
        for row in _rows(element):
            cells = []
            for each in row:
                if each.tag not in ("td", "th"):
                    continue
                inner: list[Block] = []
                self._children(each, Flow(inner))
                cells.append(Cell(_span(each, "colspan"), _span(each, "rowspan"), inner))
            is_head = row.getparent().tag == "thead" or (
                bool(cells) and all(each.tag == "th" for each in row if isinstance(each.tag, str))
            )
            head += is_head and head == len(rows)
            rows.append(cells)
        self.depth = outer
        caption = element.find("caption")
        title = " ".join(_text(caption).split()) if caption is not None else ""
        block = table_of(rows, head=max(1, head), title=title)
        if block is not None:
            block.depth = self.depth
            flow.add(block)

    # Inlines

    def _inlines(self, element: HtmlElement, rich: RichText) -> None:
        self._words(element.text, element, rich)
        for child in element:
            if isinstance(child.tag, str):
                self._inline(child, rich)
            self._words(child.tail, element, rich)

    def _inline(self, element: HtmlElement, rich: RichText) -> None:
        tag = element.tag
        if element in self.calls:
            rich.note(self.calls[element])
        elif element in self.skipped or tag in IGNORED or self._is_hidden(element):
            return
        elif tag == "br":
            rich.line_break()
        elif tag == "img":
            self._image(element)
        elif tag == "math":
            rich.formula(_text(element), clean_mathml(element))
        elif tag in BLOCKS:
            rich.add(" ")
            self._inlines(element, rich)
            rich.add(" ")
        else:
            self._inlines(element, rich)

    def _words(self, words: str | None, element: HtmlElement, rich: RichText) -> None:
        if words:
            styles, link = self._look(element)
            rich.add(re.sub(r"[ \t\r\n\f]+", " ", words), styles, link)

    def _look(self, element: HtmlElement) -> tuple[list[SpanKind], str]:
        """Return the styles in which the words of an element are set, and where they link to."""
        styles: list[SpanKind] = []
        link = ""
        undone: set[SpanKind] = set()
        for each in (element, *element.iterancestors()):
            if each.tag in ("td", "th", "body", "li", *HEADINGS):
                break
            look = self.looks.of(each)
            undone |= look.off - set(styles)
            styles += [kind for kind in look.on if kind not in styles and kind not in undone]
            kind = MARKS.get(each.tag)
            if kind and kind not in styles and kind not in undone:
                styles.append(kind)
            if each.tag == "a" and not link:
                link = _address(each.get("href", ""))
        return styles, link

    def _is_hidden(self, element: HtmlElement) -> bool:
        if not self.looks.of(element).hidden:
            return False
        text = " ".join(_text(element).split())
        if text:
            self.tree.revisions.append(Revision("hidden", text, self.tree.line))
        return not self.choices.hidden

    def _image(self, element: HtmlElement) -> None:
        source = element.get("src") or element.get("data-src") or ""
        if not source or _is_dot(element):
            return
        alternative = element.get("alt") or None
        self.aside.append(Block(kind="figure", text="", picture=source[:300] if source[:5] != "data:" else
                                self._embedded(source), alternative=alternative, depth=self.depth))  # fmt: skip

    def _embedded(self, source: str) -> str:
        if source not in self.tree.embedded:
            self.tree.embedded.append(source)
        return f"data:{self.tree.embedded.index(source) + 1}"


def _main(body: HtmlElement) -> HtmlElement | None:
    """Return the element that holds the text of a page, where the page names it."""
    for path in (".//article", ".//main", ".//*[@role='main']"):
        found = body.xpath(path)
        if len(found) == 1 and len(_text(found[0]).split()) > 60:
            return found[0]
    return None


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext())


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), MAX_SPAN) if value.isdecimal() else 1


def _is_dot(image: HtmlElement) -> bool:
    """Return whether an image is a spacer or a counter."""
    return any(image.get(side, "") in ("0", "1", "1px") for side in ("width", "height"))


def _address(href: str) -> str:
    """Return an address outside the page; Google's detours are undone."""
    href = href.strip()
    if not href.lower().startswith(LINKED):
        return ""
    parts = urlsplit(href) if "google." in href else None
    if parts is not None and parts.path == "/url":
        return parse_qs(parts.query).get("q", [href])[0]
    return href
