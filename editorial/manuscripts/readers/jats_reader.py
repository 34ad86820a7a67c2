"""Articles in JATS XML, the format in which journals keep and exchange them: all is named, nothing has to be guessed."""

import re
from collections.abc import Iterator
from typing import Any, cast, get_args

from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts.draft import (
    Block,
    BlockKind,
    Cell,
    Contributor,
    Footnote,
    Genre,
    Item,
    Manuscript,
    Remark,
    Role,
    Span,
    SpanKind,
    Table,
)
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.note_markers import FIRST, LAST, lift
from editorial.manuscripts.rules.citations import find_citations
from editorial.manuscripts.rules.genre import guess_genre
from editorial.manuscripts.rules.interview import mark_questions
from editorial.manuscripts.rules.references import addresses, read_reference, resolve_repeats
from editorial.manuscripts.spans import RichText

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HREF = "{http://www.w3.org/1999/xlink}href"
STYLES: dict[str, SpanKind] = {
    "italic": "emphasis",
    "bold": "strong",
    "sup": "superscript",
    "sub": "subscript",
}
KINDS: dict[str, Genre] = {
    "research-article": "research_article",
    "review-article": "analysis",
    "article-commentary": "commentary",
    "editorial": "foreword",
    "introduction": "foreword",
    "news": "news",
    "interview": "interview",
}
NUMBERED = {"order": "1", "alpha-lower": "a", "alpha-upper": "A", "roman-lower": "i", "roman-upper": "I"}
LANGUAGES = ("ru", "kk", "az", "en")
MAX_QUESTION_LENGTH = 400
WHITE = re.compile(r"[ \t\r\n]+")

Element = Any


def read_jats(data: bytes) -> Manuscript:
    """Understand an article in JATS."""
    if b"<!ENTITY" in data:
        raise UnreadableFileError(_("the file contains XML entity declarations, which are not allowed"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(_("the file is damaged")) from error
    for each in root.iter():
        if isinstance(each.tag, str) and each.tag.startswith("{") and "MathML" not in each.tag:
            each.tag = etree.QName(each).localname
    return _Reader(root).read()


class _Reader:
    """One pass over an article."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.item = Item(line=1)
        self.source: list[str] = []
        self.ordinals: dict[str, int] = {}
        self.numbers: dict[int, int] = {}

    def read(self) -> Manuscript:
        """Return the article."""
        item = self.item
        item.language = _language(self.root, "ru")
        self._notes()
        self._front()
        body = self.root.find("body")
        item.blocks = list(self._blocks(body, 2)) if body is not None else []
        if not item.title and not item.blocks:
            raise UnreadableFileError(_("the file contains no text"))
        self._references()
        item.genre = self._genre()
        if item.genre == "interview" and not mark_questions(item.blocks):
            _mark_turns(item.blocks)
        item.citations = find_citations(item.blocks)
        resolve_repeats(item.footnotes)
        return Manuscript(items=[item], source=self.source)

    def _genre(self) -> Genre:
        named = self.root.findtext(".//subj-group[@subj-group-type='genre']/subject", "").strip()
        if named in get_args(Genre):
            return cast("Genre", named)
        kind = KINDS.get(self.root.get("article-type", ""))
        question = any(block.text.endswith("?") for block in self.item.blocks)
        return kind or guess_genre(self.item, interview=question and mark_questions(self.item.blocks), dateline=False, in_collection=False)  # fmt: skip

    def _notes(self) -> None:
        notes = [each for each in self.root.iter("fn") if each.get("id")]
        if len(notes) > LAST - FIRST:
            raise UnreadableFileError(_("the file contains too many footnotes"))
        last = 0
        for ordinal, each in enumerate(notes):
            label = WHITE.sub("", each.findtext("label", ""))
            figures = re.sub(r"\D", "", label)
            last = int(figures) if figures and int(figures) > last else last + 1
            self.ordinals[each.get("id")] = ordinal
            self.numbers[ordinal] = last
        for ordinal, each in enumerate(notes):
            text, spans = self._joined(each.findall("p"))
            label = WHITE.sub("", each.findtext("label", ""))
            mark = "" if label.strip(".)") == str(self.numbers[ordinal]) else label
            note = Footnote(self.numbers[ordinal], text, mark=mark, spans=spans, urls=addresses(text))
            note.reference = read_reference(text, number=note.number)
            self.item.footnotes.append(note)

    def _front(self) -> None:
        item = self.item
        meta = self.root.find(".//article-meta")
        if meta is None:
            return
        title = meta.find("title-group/article-title")
        item.title = self._plain(title) if title is not None else ""
        subtitle = meta.find("title-group/subtitle")
        if subtitle is not None:
            item.title = f"{item.title}: {self._plain(subtitle)}"
        item.titles = {item.language: item.title}
        for each in meta.iter("trans-title-group"):
            item.titles[_language(each, "")] = self._plain(each.find("trans-title"))
        item.contributors = [who for each in meta.iter("contrib") if (who := self._contributor(each))]
        for each in [*meta.findall("abstract"), *meta.findall("trans-abstract")]:
            text, _spans = self._joined(each.findall(".//p"))
            item.abstracts[_language(each, item.language)] = text
        for each in meta.iter("kwd-group"):
            words = [self._plain(word) for word in each.iter("kwd")]
            item.keywords.setdefault(_language(each, item.language), []).extend(words)
        dates = [each for each in meta.iter("pub-date") if each.findtext("year")]
        if dates:
            parts = [dates[0].findtext(name, "") for name in ("year", "month", "day")]
            item.date = "-".join(part.zfill(2) for part in parts if part)
        first, last = meta.findtext("fpage", ""), meta.findtext("lpage", "")
        item.first_page = int(first) if first.isdigit() else None
        item.last_page = int(last) if last.isdigit() else None

    def _contributor(self, each: Element) -> Contributor | None:
        kind = each.get("contrib-type", "author").replace("-", "_")
        role: Role = kind if kind in get_args(Role) else "author"
        body = each.find("collab")
        if body is not None:
            return Contributor(name=self._plain(body), role=role, organisation=True)
        names = [each.findtext(f".//{part}", "") for part in ("given-names", "surname")]
        name = WHITE.sub(" ", " ".join(names)).strip() or self._plain(each.find("string-name"))
        places = [self._plain(part) for part in [*each.findall("role"), *each.findall("aff")]]
        degree = ", ".join(self._plain(part) for part in each.findall("degrees"))
        return Contributor(name=name, position=", ".join(filter(None, places)), degree=degree, role=role) if name else None  # fmt: skip

    def _references(self) -> None:
        for number, each in enumerate(self.root.iter("ref"), 1):
            citation = each.find("mixed-citation")
            citation = citation if citation is not None else each.find("element-citation")
            text = self._plain(citation if citation is not None else each)
            if text:
                self.item.references.append(read_reference(text, number=number))

    def _blocks(self, parent: Element, level: int, *, depth: int = 0) -> Iterator[Block]:
        for each in parent:
            if not isinstance(each.tag, str) or each.tag in ("label", "fn", "fn-group"):
                continue
            if each.tag == "sec":
                yield from self._blocks(each, level + 1 if each.find("title") is not None else level)
            elif each.tag == "title":
                yield self._block("heading", [each], level=min(6, level - 1))
            elif each.tag == "list":
                yield from self._items(each, level, depth)
            elif each.tag == "table-wrap":
                yield self._table(each)
            elif each.tag in ("fig", "graphic"):
                yield self._figure(each)
            elif each.tag in ("disp-quote", "verse-group"):
                yield self._block("quote", list(each.iter("p", "verse-line", "attrib")))
            elif each.tag in ("p", "disp-formula", "preformat", "code", "speaker"):
                yield from self._paragraph(each, level)
            else:
                yield from self._blocks(each, level, depth=depth)

    def _paragraph(self, each: Element, level: int) -> Iterator[Block]:
        """Return a paragraph, with the lists, tables and figures in it behind it."""
        inner = [child for child in each if child.tag in ("list", "table-wrap", "fig", "disp-quote")]
        for child in inner:
            tail = child.tail or ""
            before = child.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + tail
            else:
                each.text = (each.text or "") + tail
            child.tail = None
            each.remove(child)
        block = self._block("paragraph", [each])
        if block.text:
            yield block
        for child in inner:
            holder = etree.Element("body")
            holder.append(child)
            yield from self._blocks(holder, level)

    def _items(self, listed: Element, level: int, depth: int) -> Iterator[Block]:
        numbering = NUMBERED.get(listed.get("list-type", ""), "")
        for ordinal, each in enumerate(listed.findall("list-item"), 1):
            paragraphs = each.findall("p")
            label = each.findtext("label", "") or (f"{ordinal}." if numbering else "•")
            block = self._block("item", paragraphs)
            block.label, block.depth, block.numbering, block.ordinal = label, depth + 1, numbering, ordinal if numbering else 0  # fmt: skip
            yield block
            for child in each:
                if child.tag not in ("p", "label"):
                    holder = etree.Element("body")
                    holder.append(child)
                    yield from self._blocks(holder, level, depth=depth + 1)

    def _table(self, each: Element) -> Block:
        rows: list[list[str]] = []
        cells: list[list[Cell]] = []
        block = Block(kind="table", text="", line=self._line(""))
        head = len(each.findall(".//thead/tr"))
        for row in each.iter("tr"):
            texts: list[str] = []
            made: list[Cell] = []
            for cell in row:
                inner = self._block("paragraph", cell.findall("p") or [cell])
                for anchor in inner.anchors:
                    anchor.row, anchor.cell = len(rows), len(texts)
                    block.anchors.append(anchor)
                inner.anchors = []
                texts.append(inner.text)
                made.append(Cell(_number(cell, "colspan"), _number(cell, "rowspan"), [inner] if inner.text else []))  # fmt: skip
            rows.append(texts)
            cells.append(made)
        caption = each.find("caption")
        label = self._plain(each.find("label"))
        title = self._plain(caption) if caption is not None else ""
        block.label = " ".join(filter(None, (label, title)))
        block.table = Table(title=title or label, rows=rows, cells=cells, head=head or 1)
        return block

    def _figure(self, each: Element) -> Block:
        caption = each.find("caption")
        block = self._block("figure", [caption] if caption is not None else [])
        graphic = each if each.tag == "graphic" else each.find(".//graphic")
        name = graphic.get(HREF, "") if graphic is not None else ""
        block.alternative = each.findtext(".//alt-text")
        message = _("The image %(name)s is not in the file. Add it to the draft.") % {"name": name or "?"}
        self.item.remarks.append(Remark(block.line, message))
        return block

    def _block(self, kind: Any, elements: list[Element], *, level: int = 0) -> Block:
        text, spans = self._text(elements)
        words, anchors = lift(text, self.numbers)
        return Block(kind=kind, text=words, spans=spans, anchors=anchors, level=level, line=self._line(words))

    def _line(self, words: str) -> int:
        self.source.append(words)
        return len(self.source)

    def _plain(self, element: Element | None) -> str:
        return self._joined([element])[0] if element is not None else ""

    def _joined(self, elements: list[Element]) -> tuple[str, list[Span]]:
        text, spans = self._text(elements)
        return lift(text, {})[0], spans

    def _text(self, elements: list[Element]) -> tuple[str, list[Span]]:
        rich = RichText()
        for at, element in enumerate(elements):
            if at:
                rich.add(" ")
            self._inline(element, rich, (), "")
        return rich.finish()

    def _inline(self, element: Element, rich: RichText, styles: tuple[SpanKind, ...], link: str) -> None:
        rich.add(WHITE.sub(" ", element.text or ""), styles, link)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, rich, styles, link)
            rich.add(WHITE.sub(" ", child.tail or ""), styles, link)

    def _child(self, child: Element, rich: RichText, styles: tuple[SpanKind, ...], link: str) -> None:
        if child.tag == "xref" and child.get("rid") in self.ordinals:
            rich.note(self.ordinals[child.get("rid")])
        elif child.tag == "break":
            rich.line_break()
        elif child.tag in ("ext-link", "uri"):
            self._inline(child, rich, styles, child.get(HREF) or child.text or "")
        elif child.tag != "fn":
            own = (STYLES[child.tag],) if child.tag in STYLES and STYLES[child.tag] not in styles else ()
            only_notes = child.tag == "sup" and len(child) and all(each.tag == "xref" for each in child)
            self._inline(child, rich, styles if only_notes else styles + own, link)


def _mark_turns(blocks: list[Block]) -> None:
    """Mark the questions of what is known to be an interview: short paragraphs that only ask."""
    kind: BlockKind = "paragraph"
    for block in blocks:
        if block.kind != "paragraph":
            continue
        if block.text.endswith("?") and len(block.text) <= MAX_QUESTION_LENGTH:
            block.kind, kind = "question", "answer"
        else:
            block.kind = kind


def _number(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, int(value)) if value.isdigit() and len(value) < 4 else 1


def _language(element: Element, default: str) -> str:
    value = (element.get(LANG) or "")[:2].lower()
    return value if value in LANGUAGES else default
