"""Contents of a paragraph of an OpenDocument text: spans, links, notes, frames, changes."""

import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts.draft import Block, Footnote, Revision, SpanKind
from editorial.manuscripts.flow import keep_pictures, note_of
from editorial.manuscripts.note_numbers import number_notes
from editorial.manuscripts.readers.docx_package import parse_xml
from editorial.manuscripts.readers.mathml import clean_mathml
from editorial.manuscripts.readers.odt_styles import DC, DRAW, MATH, SVG, TEXT, XLINK, Element, OdtStyles
from editorial.manuscripts.readers.reading import Choices
from editorial.manuscripts.spans import RichText
from editorial.manuscripts.styled_blocks import StyledBlocks

LINKED = ("http://", "https://", "mailto:", "ftp://")
LEFT_OUT = {"note-citation", "bookmark", "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start",
            "reference-mark-end", "soft-page-break", "tracked-changes", "sequence-decls", "variable-decls",
            "user-field-decls", "forms", "alphabetical-index-mark", "toc-mark", "annotation-end", "desc", "title",
            "glue-point", "event-listeners", "user-index-mark"}  # fmt: skip
SHAPES = {
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "polygon",
    "path",
    "line",
    "connector",
    "caption",
    "g",
    "a",
}
MAX_SPACES = 200
HEADS_OF_TABLES = ("table heading", "table_20_heading", "заголовок таблицы")


@dataclass(slots=True)
class OdtInlines:
    """Reads paragraphs; changes and notes may go over several of them."""

    READERS: ClassVar[dict[str, str]] = {
        "span": "_span", "a": "_link", "s": "_space", "tab": "_space", "line-break": "_break", "note": "_note",
        "note-ref": "_again", "annotation": "_comment", "frame": "_frame", "change": "_deletion",
        "change-start": "_change_start", "change-end": "_change_end", "hidden-text": "_hidden_field",
        "ruby-text": "_ruby_text",
    }  # fmt: skip
    archive: zipfile.ZipFile
    tree: StyledBlocks
    styles: OdtStyles
    choices: Choices
    changes: dict[str, Element] = field(default_factory=dict)
    blocks_of: Callable[[Element], list[Block]] = lambda _element: []
    aside: list[Block] = field(default_factory=list)
    looks: list[dict[SpanKind, bool]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    inserted: list[tuple[str, list[str]]] = field(default_factory=list)
    ordinals: dict[str, int] = field(default_factory=dict)
    own_marks: dict[int, str] = field(default_factory=dict)
    firsts: dict[str, int] = field(default_factory=dict)

    def read(self, paragraph: Element, style: str) -> tuple[RichText, list[Block]]:
        """Return the text of a paragraph, and the blocks that hang on it."""
        outer, self.aside = self.aside, []
        marks = self.styles.marks("paragraph", style)
        is_head = any(name.startswith(HEADS_OF_TABLES) for name in self.styles.names(style))
        self.looks.append({kind: on for kind, on in marks.items() if kind == "strong" and not is_head})
        rich = RichText()
        if self.styles.is_hidden("paragraph", style) and not self.choices.hidden:
            self.hide(paragraph)
        else:
            self._children(paragraph, rich)
        self.looks.pop()
        aside, self.aside = self.aside, outer
        return rich, aside

    def read_one(self, node: Element) -> tuple[RichText, list[Block]]:
        """Return what an element between paragraphs holds."""
        outer, self.aside = self.aside, []
        rich = RichText()
        self._one(node, rich)
        aside, self.aside = self.aside, outer
        return rich, aside

    def hide(self, node: Element) -> None:
        """Keep hidden words apart."""
        text = "".join(map(str, node.itertext())).strip()
        if text:
            self.tree.revisions.append(Revision("hidden", text, self.tree.line))

    def finish(self) -> None:
        """Set the numbers of the notes."""
        notes = list(self.tree.notes.values())
        formats = {"footnote": ("decimal", self.firsts.get("footnote", 1)), "endnote": ("lowerRoman", 1)}
        number_notes(notes, self.own_marks, formats)

    def _children(self, node: Element, rich: RichText) -> None:
        self._words(node.text, rich)
        for child in node:
            if isinstance(child.tag, str):
                self._one(child, rich)
            self._words(child.tail, rich)

    def _one(self, node: Element, rich: RichText) -> None:
        name = etree.QName(node).localname
        if name in self.READERS and not (name == "a" and node.tag.startswith(DRAW)):
            getattr(self, self.READERS[name])(node, rich)
        elif node.tag.startswith(DRAW) and name in SHAPES:
            self._shape(node)
        elif name in {"p", "h"}:
            rich.add(" ")
            self._children(node, rich)
        elif name not in LEFT_OUT:
            self._children(node, rich)

    def _words(self, words: str | None, rich: RichText) -> None:
        if not words:
            return
        for _key, taken in self.inserted:
            taken.append(words)
        if self.inserted and self.choices.changes == "reject":
            return
        look: dict[SpanKind, bool] = {}
        for each in self.looks:
            look.update(each)
        styles = [kind for kind, on in look.items() if on]
        rich.add(
            " ".join(words.split("\n")), styles, next((each for each in reversed(self.links) if each), "")
        )

    def _span(self, node: Element, rich: RichText) -> None:
        style = node.get(f"{TEXT}style-name", "")
        if self.styles.is_hidden("text", style):
            self.hide(node)
            if not self.choices.hidden:
                return
        self.looks.append(self.styles.marks("text", style))
        self._children(node, rich)
        self.looks.pop()

    def _link(self, node: Element, rich: RichText) -> None:
        href = node.get(f"{XLINK}href", "").strip()
        self.links.append(href if href.lower().startswith(LINKED) else "")
        self._children(node, rich)
        self.links.pop()

    def _space(self, node: Element, rich: RichText) -> None:
        count = node.get(f"{TEXT}c", "1")
        self._words(" " * (min(int(count), MAX_SPACES) if count.isdigit() else 1), rich)

    def _break(self, _node: Element, rich: RichText) -> None:
        rich.line_break()

    def _ruby_text(self, node: Element, rich: RichText) -> None:
        rich.add(" (")
        self._children(node, rich)
        rich.add(")")

    def _hidden_field(self, node: Element, rich: RichText) -> None:
        words = node.get(f"{TEXT}string-value", "") or "".join(map(str, node.itertext()))
        if words.strip():
            self.tree.revisions.append(Revision("hidden", words, self.tree.line))
            if self.choices.hidden:
                self._words(words, rich)

    # Notes, comments, changes

    def _note(self, node: Element, rich: RichText) -> None:
        body, citation = node.find(f"{TEXT}note-body"), node.find(f"{TEXT}note-citation")
        ordinal = len(self.tree.notes)
        self.ordinals[node.get(f"{TEXT}id", "")] = ordinal
        self.tree.notes[ordinal] = Footnote(number=0, text="")
        label = citation.get(f"{TEXT}label", "") if citation is not None else ""
        blocks = self.blocks_of(body) if body is not None else []
        keep_pictures(blocks, self.tree, self.aside)
        note = note_of(blocks, label)
        note.kind = "endnote" if node.get(f"{TEXT}note-class") == "endnote" else "footnote"
        shown = "".join(map(str, citation.itertext())).strip() if citation is not None else ""
        if label:
            self.own_marks[id(note)] = label
        elif shown.isdigit():
            self.firsts.setdefault(note.kind, int(shown))
        self.tree.notes[ordinal] = note
        rich.note(ordinal)

    def _again(self, node: Element, rich: RichText) -> None:
        ordinal = self.ordinals.get(node.get(f"{TEXT}ref-name", ""))
        if ordinal is not None:
            rich.note(ordinal)
        else:
            self._children(node, rich)

    def _comment(self, node: Element, _rich: RichText) -> None:
        who = "".join(map(str, node.itertext(f"{DC}creator")))
        text = " ".join("".join(map(str, each.itertext())) for each in node.iter(f"{TEXT}p"))
        if text.strip():
            self.tree.revisions.append(Revision("comment", text.strip(), self.tree.line, who))

    def _deletion(self, node: Element, rich: RichText) -> None:
        region = self.changes.get(node.get(f"{TEXT}change-id", ""))
        deleted = region.find(f"{TEXT}deletion") if region is not None else None
        if deleted is None:
            return
        text = " ".join("".join(map(str, each.itertext())) for each in deleted.iter(f"{TEXT}p", f"{TEXT}h"))
        if text.strip():
            who = "".join(map(str, deleted.itertext(f"{DC}creator")))
            self.tree.revisions.append(Revision("deletion", text, self.tree.line, who))
            if self.choices.changes == "reject":
                rich.add(text)

    def _change_start(self, node: Element, _rich: RichText) -> None:
        self.inserted.append((node.get(f"{TEXT}change-id", ""), []))

    def _change_end(self, node: Element, _rich: RichText) -> None:
        key = node.get(f"{TEXT}change-id", "")
        for at, (opened, words) in enumerate(self.inserted):
            if opened == key:
                del self.inserted[at]
                region = self.changes.get(key)
                text = "".join(words)
                is_insertion = region is not None and region.find(f"{TEXT}insertion") is not None
                if text.strip() and is_insertion:
                    who = "".join(map(str, region.itertext(f"{DC}creator"))) if region is not None else ""
                    self.tree.revisions.append(Revision("insertion", text, self.tree.line, who))
                return

    # Frames

    def _frame(self, node: Element, rich: RichText) -> None:
        alternative = next(
            ("".join(map(str, each.itertext())) for each in node.iter(f"{SVG}desc", f"{SVG}title")), None
        )
        box = node.find(f"{DRAW}text-box")
        held = node.find(f"{DRAW}object")
        image = node.find(f"{DRAW}image")
        if box is not None:
            self.aside += self.blocks_of(box)
        elif held is not None and self._formula(held, rich):
            pass
        elif image is not None:
            self._image(image, alternative)
            if held is not None:
                message = _("An embedded object (%(program)s) stands here. Only its image was taken over.")
                self.tree.remark(message % {"program": "OLE"})
        else:
            self._shape(node)

    def _image(self, image: Element, alternative: str | None) -> None:
        href = image.get(f"{XLINK}href", "")
        name = posixpath.normpath(href)
        if name in self.archive.namelist():
            self.aside.append(Block(kind="figure", text="", picture=name, alternative=alternative or None))
        elif href:
            message = _("An image stands here that is not in the file but at %(address)s.")
            self.tree.remark(message % {"address": href[:200]})
            self.aside.append(Block(kind="figure", text="", alternative=alternative or None))

    def _formula(self, held: Element, rich: RichText) -> bool:
        found = held.find(f".//{MATH}math")
        if found is None:
            folder = posixpath.normpath(held.get(f"{XLINK}href", ""))
            try:
                root = parse_xml(self.archive.read(f"{folder}/content.xml"))
            except (KeyError, etree.XMLSyntaxError):
                return False
            found = root if root.tag == f"{MATH}math" else root.find(f".//{MATH}math")
        if found is None:
            return False
        words = "".join(
            text for each in found.iter() if isinstance(each.tag, str) and "annotation" not in each.tag
            for text in [each.text or ""]
        )  # fmt: skip
        rich.formula("".join(words.split()), clean_mathml(found))
        return True

    def _shape(self, node: Element) -> None:
        blocks = self.blocks_of(node)
        self.aside += blocks
