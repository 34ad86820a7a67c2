"""Contents of a paragraph of a Word file: runs, links, fields, notes, formulas, pictures."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts.draft import Block, Revision, SpanKind
from editorial.manuscripts.readers import docx_drawings
from editorial.manuscripts.readers.docx_fields import Field, open_field
from editorial.manuscripts.readers.docx_notes import Kind, Notes
from editorial.manuscripts.readers.docx_package import Element, Package, R, Relation, W, is_on, value_of
from editorial.manuscripts.readers.omml import M, linear, to_mathml
from editorial.manuscripts.readers.reading import Choices
from editorial.manuscripts.readers.symbols import symbol
from editorial.manuscripts.spans import RichText
from editorial.manuscripts.styled_blocks import StyledBlocks

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
INSERTED = {"ins", "moveTo"}
DELETED = {"del", "moveFrom"}
THROUGH = {"smartTag", "customXml", "sdtContent", "dir", "bdo", "rubyBase", "rt", "ruby"}
SPACES = {"tab", "ptab", "cr", "br"}
RAISED: dict[str, SpanKind] = {"superscript": "superscript", "subscript": "subscript"}
BlocksOf = Callable[[Element], list[Block]]


@dataclass(slots=True)
class Look:
    """Style of a run."""

    styles: tuple[SpanKind, ...] = ()
    hidden: bool = False
    font: str = ""


@dataclass(slots=True)
class InlineReader:
    """Reads paragraphs of one part; fields may go over several of them."""

    package: Package
    tree: StyledBlocks
    notes: Notes
    choices: Choices
    relations: dict[str, Relation]
    blocks_of: BlocksOf
    fields: list[Field] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    aside: list[Block] = field(default_factory=list)  # pictures and boxes anchored in the paragraph
    strong: bool = False  # whether the style of the paragraph is
    comments: dict[str, tuple[str, str]] = field(default_factory=dict)

    def read(self, paragraph: Element, *, strong: bool = False) -> tuple[RichText, list[Block]]:
        """Return the text of a paragraph, and the blocks that hang on it."""
        outer, self.aside, before = self.aside, [], self.strong
        self.strong = strong
        rich = RichText()
        self._children(paragraph, rich)
        aside, self.aside, self.strong = self.aside, outer, before
        return rich, aside

    @property
    def link(self) -> str:
        """The address to which what is read now is linked."""
        if self.links and self.links[-1]:
            return self.links[-1]
        return next((each.link for each in reversed(self.fields) if each.link), "")

    @property
    def is_shown(self) -> bool:
        """Return whether what is read now is printed: not the instruction of a field, nor a result that was replaced."""
        return all(each.in_result and not each.replaced for each in self.fields)

    def _children(self, node: Element, rich: RichText) -> None:
        for child in node:
            if isinstance(child.tag, str):
                self._inline(child, rich)

    def _inline(self, node: Element, rich: RichText) -> None:
        name = etree.QName(node).localname
        if node.tag.startswith(M):
            self.formula(node, rich)
        elif name == "r":
            self._run(node, rich)
        elif name == "hyperlink":
            self.links.append(self._address(node))
            self._children(node, rich)
            self.links.pop()
        elif name in INSERTED or name in DELETED:
            self._tracked(node, rich, inserted=name in INSERTED)
        elif name == "sdt":
            self._control(node, rich)
        elif name == "fldSimple":
            self._simple_field(node, rich)
        elif name == "AlternateContent":
            self._alternative(node, rich)
        elif name in THROUGH:
            self._children(node, rich)

    def _address(self, node: Element) -> str:
        related = self.relations.get(node.get(f"{R}id", ""))
        anchor = node.get(f"{W}anchor", "")
        if related is None or not related.external:
            return ""
        return related.target + (f"#{anchor}" if anchor and "#" not in related.target else "")

    def _tracked(self, node: Element, rich: RichText, *, inserted: bool) -> None:
        text = "".join(each.text or "" for each in node.iter(f"{W}t", f"{W}delText"))
        if text.strip():
            kind = "insertion" if inserted else "deletion"
            self.tree.revisions.append(
                Revision(kind, text, self.tree.line, node.get(f"{W}author", ""))  # type: ignore[arg-type]
            )
        if inserted == (self.choices.changes == "accept"):
            self._children(node, rich)

    def _control(self, node: Element, rich: RichText) -> None:
        content = node.find(f"{W}sdtContent")
        if (content is not None and not is_on(node.find(f"{W}sdtPr/{W}showingPlcHdr"))) or (
            content is not None and content.find(f".//{W}t") is not None
        ):
            self._children(content, rich)

    def _simple_field(self, node: Element, rich: RichText) -> None:
        opened = open_field(node.get(f"{W}instr", ""), self.notes, self.tree, rich)
        opened.in_result = True
        self.fields.append(opened)
        self._children(node, rich)
        self.fields.pop()

    def _alternative(self, node: Element, rich: RichText) -> None:
        """Read the newer of two versions of the same thing, the older one where the newer holds nothing."""
        preserved = len(self.aside), rich.length
        for choice in node.findall(f"{MC}Choice"):
            self._run_children(choice, rich, Look())
            if (len(self.aside), rich.length) != preserved:
                return
        for fallback in node.findall(f"{MC}Fallback"):
            self._run_children(fallback, rich, Look())

    # Runs

    def _run(self, run: Element, rich: RichText) -> None:
        look = self._look(run)
        if look.hidden:
            text = "".join(each.text or "" for each in run.iter(f"{W}t"))
            if text.strip() and self.is_shown:
                self.tree.revisions.append(Revision("hidden", text, self.tree.line))
            if not self.choices.hidden:
                self._field_chars_only(run, rich)
                return
        self._run_children(run, rich, look)

    def _field_chars_only(self, run: Element, rich: RichText) -> None:
        for child in run.iter(f"{W}fldChar"):
            self._field_char(child, rich)
        for child in run.iter(f"{W}instrText"):
            if self.fields:
                self.fields[-1].instruction += child.text or ""

    def _run_children(self, run: Element, rich: RichText, look: Look) -> None:
        for child in run:
            if isinstance(child.tag, str):
                self._in_run(child, rich, look)

    def _in_run(self, node: Element, rich: RichText, look: Look) -> None:
        name = etree.QName(node).localname
        if name == "fldChar":
            self._field_char(node, rich)
        elif name == "instrText":
            if self.fields:
                self.fields[-1].instruction += node.text or ""
        elif self.is_shown:
            self._printed(node, name, rich, look)

    def _printed(self, node: Element, name: str, rich: RichText, look: Look) -> None:
        if name in ("t", "delText"):
            self._words(node.text or "", rich, look)
        elif name == "br" and node.get(f"{W}type", "textWrapping") == "textWrapping":
            rich.line_break()
        elif name in SPACES:
            rich.add(" ")
        elif name == "noBreakHyphen":
            rich.add("-", look.styles, self.link)
        elif name == "sym":
            rich.add(symbol(node.get(f"{W}font", ""), node.get(f"{W}char", "")), look.styles, self.link)
        else:
            self._reference(node, name, rich, look)

    def _reference(self, node: Element, name: str, rich: RichText, look: Look) -> None:
        if name in ("footnoteReference", "endnoteReference"):
            self._note(node, rich)
        elif name == "commentReference":
            who, text = self.comments.get(node.get(f"{W}id", ""), ("", ""))
            if text:
                self.tree.revisions.append(Revision("comment", text, self.tree.line, who))
        else:
            self._object(node, name, rich, look)

    def _object(self, node: Element, name: str, rich: RichText, look: Look) -> None:
        if name in ("drawing", "pict", "object"):
            found = docx_drawings.read(node, self.relations, self.package, self.tree)
            self.aside += found.figures
            for box in found.boxes:
                self.aside += self.blocks_of(box)
        elif name == "AlternateContent":
            self._alternative(node, rich)
        elif node.tag.startswith(M):
            self.formula(node, rich)
        elif name in THROUGH or name == "r":
            self._run_children(node, rich, look)

    def _words(self, words: str, rich: RichText, look: Look) -> None:
        if self.fields and any(each.takes_words(words) for each in self.fields):
            return
        if self.notes.expected_mark:
            words = self.notes.take_mark(words)
        if look.font:
            words = "".join(symbol(look.font, f"{ord(letter):04X}") if ord(letter) >= 0xF000 else letter
                            for letter in words)  # fmt: skip
        rich.add(words, look.styles, self.link)

    def _note(self, node: Element, rich: RichText) -> None:
        kind: Kind = "endnote" if node.tag.endswith("endnoteReference") else "footnote"
        ordinal = self.notes.call(kind, node.get(f"{W}id", ""), own_mark=is_on_attribute(node))
        if ordinal is not None:
            rich.note(ordinal)
        else:
            self.tree.remark(_("A note is called here that the file does not contain."))

    def formula(self, node: Element, rich: RichText) -> None:
        """Add a formula of Word."""
        if self.is_shown and etree.QName(node).localname in ("oMath", "oMathPara") and linear(node).strip():
            rich.formula(linear(node), to_mathml(node))

    def _look(self, run: Element) -> Look:
        own = run.find(f"{W}rPr")
        if own is None:
            return Look(("strong",) if self.strong else ())
        chain = [own, *(style.marks for style in self.package.chain(value_of(own.find(f"{W}rStyle"))))]
        marks = [each for each in chain if each is not None]

        def first(name: str) -> Element | None:
            return next((found for each in marks if (found := each.find(f"{W}{name}")) is not None), None)

        styles: list[SpanKind] = []
        bold = first("b")
        if is_on(bold) if bold is not None else self.strong:
            styles.append("strong")
        if is_on(first("i")):
            styles.append("emphasis")
        raised = RAISED.get(value_of(first("vertAlign")))
        if raised:
            styles.append(raised)
        fonts = own.find(f"{W}rFonts")
        font = fonts.get(f"{W}ascii", "") if fonts is not None else ""
        return Look(tuple(styles), is_on(first("vanish")), font)

    # Fields

    def _field_char(self, node: Element, rich: RichText) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            begun = self.fields.pop()
            opened = open_field(begun.instruction, self.notes, self.tree, rich if self.is_shown else None)
            opened.in_result = True
            self.fields.append(opened)
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if not ended.in_result and self.is_shown:
                rich.add(ended.words_without_result())


def is_on_attribute(node: Element) -> bool:
    """Return whether a note reference is followed by a mark of its own."""
    return node.get(f"{W}customMarkFollows", "0") in ("1", "true", "on")


def comments_of(package: Package) -> dict[str, tuple[str, str]]:
    """Return who made each comment, and its words."""
    root = package.part("comments")
    found: dict[str, tuple[str, str]] = {}
    for each in root.iter(f"{W}comment") if root is not None else ():
        lines = ("".join(text.text or "" for text in line.iter(f"{W}t")) for line in each.iter(f"{W}p"))
        found[each.get(f"{W}id", "")] = each.get(f"{W}author", ""), " ".join(filter(None, lines))
    return found
