"""Word files, read from their XML.

Measured on files with text boxes, nested tables and every kind of note, each library that reads Word loses some of them;
the XML has them all, in order.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts.draft import Block, Footnote
from editorial.manuscripts.flow import Flow, keep_pictures, note_of
from editorial.manuscripts.note_markers import without_marks
from editorial.manuscripts.readers.cited_works import is_list, word_works
from editorial.manuscripts.readers.docx_inlines import MC, InlineReader, comments_of
from editorial.manuscripts.readers.docx_notes import Kind, Notes
from editorial.manuscripts.readers.docx_numbering import Numbering
from editorial.manuscripts.readers.docx_package import (
    Element,
    Package,
    R,
    Relation,
    W,
    is_on,
    number_of,
    parse_xml,
    value_of,
)
from editorial.manuscripts.readers.docx_tables import read_table
from editorial.manuscripts.readers.reading import Choices
from editorial.manuscripts.readers.running_heads import printed, remark_on_heads
from editorial.manuscripts.rules.tables import is_figure_caption
from editorial.manuscripts.spans import RichText
from editorial.manuscripts.styled_blocks import CAPTIONED, SOURCE, StyledBlocks

QUOTE_INDENT = 567  # twips: a centimetre
META = ("title", "author", "date", "abstract")
ReadChunk = Callable[[bytes, str, StyledBlocks], list[Block]]
THROUGH = {"customXml", "sdtContent", "smartTag", "moveTo", "ins", "moveFrom", "del"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Properties of a paragraph."""

    properties: Element | None
    style: str
    role: str
    level: int


@dataclass(slots=True)
class DocxReader:
    """Reads one file into blocks. `read_chunk` reads a file of another kind that is embedded as a part of the text."""

    READERS: ClassVar[dict[str, str]] = {
        "p": "_paragraph",
        "tbl": "_table",
        "sdt": "_control",
        "altChunk": "_chunk",
        "AlternateContent": "_alternative",
        "oMathPara": "_formula",
        "oMath": "_formula",
    }
    package: Package
    tree: StyledBlocks
    choices: Choices
    read_chunk: ReadChunk
    depth: int = 0
    notes: Notes = field(init=False)
    numbering: Numbering = field(init=False)
    relations: dict[str, Relation] = field(init=False)
    inlines: InlineReader = field(init=False)
    carried: RichText | None = None
    in_sources: bool = False
    contents: list[str] = field(default_factory=list)
    in_body: bool = True
    note_figures: list[Block] = field(default_factory=list)
    comments: dict[str, tuple[str, str]] = field(default_factory=dict)

    def read(self) -> None:
        """Read the text, then the notes that it calls."""
        root = etree_root(self.package)
        bodies = root.findall(f"{W}body") or [root]
        body = root if len(bodies) > 1 else bodies[0]
        self.notes = Notes.of(self.package, self.tree, body)
        self.numbering = Numbering.of(self.package)
        self.relations = self.package.relations(self.package.main)
        self.comments = comments_of(self.package)
        self.inlines = self._inlines(self.relations)
        flow = Flow(self.tree.blocks)
        for each in bodies:
            self._blocks(each, flow)
        flow.finish()
        self.tree.works += word_works(self.package, body)
        remark_on_heads(self.tree, self._heads())
        self.in_body = False
        self.notes.finish(self._note)
        for block in self.note_figures:
            flow.add(block)
        if self.contents:
            self.tree.remark(
                _("The table of contents was left out: %(count)s lines.") % {"count": len(self.contents)}
            )

    def _heads(self) -> Iterator[str]:
        """Yield the texts of headers and footers."""
        for each in self.relations.values():
            if each.kind in ("header", "footer"):
                with contextlib.suppress(KeyError, etree.XMLSyntaxError):
                    yield printed(parse_xml(self.package.archive.read(each.target)))

    def _inlines(self, relations: dict[str, Relation]) -> InlineReader:
        inlines = InlineReader(self.package, self.tree, self.notes, self.choices, relations, self.blocks_in)
        inlines.comments = self.comments
        return inlines

    def blocks_in(self, element: Element) -> list[Block]:
        """Return the blocks in a cell or a text box."""
        was, self.in_body = self.in_body, False
        blocks: list[Block] = []
        flow = Flow(blocks)
        carried, self.carried = self.carried, None
        self._blocks(element, flow)
        flow.finish()
        self.carried, self.in_body = carried, was
        return blocks

    def _blocks(self, element: Element, flow: Flow) -> None:
        for child in element:
            if not isinstance(child.tag, str):
                continue
            name = etree.QName(child).localname
            if name in self.READERS:
                getattr(self, self.READERS[name])(child, flow)
            elif name in THROUGH:
                self._blocks(child, flow)

    def _table(self, node: Element, flow: Flow) -> None:
        block = read_table(node, self)
        if block is not None:
            flow.add(block)

    def _formula(self, node: Element, flow: Flow) -> None:
        rich = RichText()
        self.inlines.formula(node, rich)
        flow.add_text("paragraph", rich)

    def _alternative(self, node: Element, flow: Flow) -> None:
        for version in [*node.findall(f"{MC}Choice"), *node.findall(f"{MC}Fallback")]:
            if len(version):
                self._blocks(version, flow)
                return

    def _control(self, node: Element, flow: Flow) -> None:
        content = node.find(f"{W}sdtContent")
        gallery = value_of(node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
        if content is None:
            return
        if gallery == "Table of Contents":
            self.contents += [text for line in content.iter(f"{W}p") if (text := words_in(line).strip())]
        else:
            outer = self.in_sources
            self.in_sources = (
                outer or gallery == "Bibliographies" or is_list(value_of(node.find(f"{W}sdtPr/{W}tag")))
            )
            self._blocks(content, flow)
            self.in_sources = outer

    def _chunk(self, node: Element, flow: Flow) -> None:
        related = self.relations.get(node.get(f"{R}id", ""))
        try:
            data = self.package.archive.read(related.target) if related else b""
        except KeyError:
            data = b""
        blocks = self.read_chunk(data, related.target, self.tree) if related and data else []
        for block in blocks:
            flow.add(block)
        if not blocks:
            self.tree.remark(
                _("A part of the text stands here that is embedded in a form that cannot be read.")
            )

    # Paragraphs

    def _paragraph(self, node: Element, flow: Flow) -> None:
        properties = node.find(f"{W}pPr")
        style = value_of(properties.find(f"{W}pStyle")) if properties is not None else ""
        style = style or self.package.default_style
        if self._is_contents(node, style):
            return
        role, level = self.package.role(style), self._level(properties, style)
        strong = not level and any(
            is_on(each.marks.find(f"{W}b")) for each in self.package.chain(style) if each.marks is not None
        )
        is_source = self.in_sources or any(each.is_sources for each in self.inlines.fields)
        rich, aside = self.inlines.read(node, strong=strong)
        is_source = is_source or any(each.is_sources for each in self.inlines.fields)
        if self.carried is not None:
            self.carried.append(rich)
            rich, self.carried = self.carried, None
        if self._is_joined(properties):
            self.carried = rich
        elif flow.caption_in(rich, aside):
            pass
        elif self.in_body and role in META and flow.is_empty:
            self._meta(role, rich)
        elif is_source and not level:
            flow.add_text("paragraph", rich, label=SOURCE)
        else:
            self._add(rich, flow, Paragraph(properties, style, role, level))
        for block in aside:
            flow.add(block)

    def _is_contents(self, node: Element, style: str) -> bool:
        if not self.in_body or not (
            self.package.role(style) == "contents" or any(each.is_contents for each in self.inlines.fields)
        ):
            return False
        rich, _aside = self.inlines.read(node)
        if not rich.is_empty:
            self.contents.append(rich.raw.strip())
        return True

    def _is_joined(self, properties: Element | None) -> bool:
        """Return whether a tracked change joins the paragraph with the next one."""
        marks = properties.find(f"{W}rPr") if properties is not None else None
        if marks is None:
            return False
        name = "del" if self.choices.changes == "accept" else "ins"
        return marks.find(f"{W}{name}") is not None

    def _level(self, properties: Element | None, style: str) -> int:
        outline = number_of(properties.find(f"{W}outlineLvl")) if properties is not None else None
        if outline is not None:
            return outline + 1 if outline < 9 else 0
        return self.package.level(style)

    def _meta(self, role: str, rich: RichText) -> None:
        text = rich.finish()[0]
        if not text:
            return
        if role == "title":
            self.tree.title = f"{self.tree.title} {text}".strip()
        elif role == "author":
            self.tree.authors.append(text)
        elif role == "date":
            self.tree.date = f"{self.tree.date} {text}".strip()
        else:
            self.tree.abstract = f"{self.tree.abstract} {text}".strip()

    def _add(self, rich: RichText, flow: Flow, about: Paragraph) -> None:
        role, level = about.role, about.level
        number = self._number(about.properties, about.style)
        if rich.is_empty:
            return
        if level:
            flow.add_text("heading", rich, level=level, label=number[3] if number else "")
        elif number is not None:
            depth, ordinal, numbering, label = number
            flow.add_text("item", rich, label=label or "•", depth=depth, ordinal=ordinal, numbering=numbering)
        elif (role == "caption" or is_figure_caption(without_marks(rich.raw))) and flow.caption(rich):
            pass
        else:
            quoted = role == "quote" or (self.in_body and self._is_indented(about.properties))
            label = CAPTIONED if role == "caption" else "bold" if rich.is_strong else ""
            flow.add_text("quote" if quoted else "paragraph", rich, label=label)

    def _number(self, properties: Element | None, style: str) -> tuple[int, int, str, str] | None:
        holder = properties.find(f"{W}numPr") if properties is not None else None
        number = value_of(holder.find(f"{W}numId")) if holder is not None else ""
        level = number_of(holder.find(f"{W}ilvl")) if holder is not None else None
        for each in self.package.chain(style):
            number = number or each.number
            level = each.number_level if level is None else level
        if not number or number == "0":
            return None
        found = self.numbering.next(number, level or 0)
        if found is None:
            return None
        return found.level + 1, found.value, found.numbering, found.label

    def _is_indented(self, properties: Element | None) -> bool:
        indent = properties.find(f"{W}ind") if properties is not None else None
        if indent is None or indent.get(f"{W}firstLine") or indent.get(f"{W}hanging"):
            return False
        left = indent.get(f"{W}left") or indent.get(f"{W}start") or "0"
        return left.isdigit() and int(left) >= QUOTE_INDENT

    # Notes

    def _note(self, kind: Kind, element: Element, own_mark: str) -> Footnote:
        outer = self.inlines
        self.inlines = self._inlines(self.package.relations(self.package.part_name(f"{kind}s")))
        blocks = self.blocks_in(element)
        self.inlines = outer
        keep_pictures(blocks, self.tree, self.note_figures)
        note = note_of(blocks, own_mark)
        note.kind = kind
        return note


def etree_root(package: Package) -> Element:
    """Return the root of the part with the text."""
    return parse_xml(package.archive.read(package.main))


def words_in(element: Element) -> str:
    """Return the printed words under an element."""
    return "".join(each.text or "" for each in element.iter(f"{W}t"))
