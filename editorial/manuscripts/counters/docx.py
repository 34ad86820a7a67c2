"""Count what a Word file holds, in its raw XML. Shares no code with the reader."""

import io
import re
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts.conservation import Inventory, Passage, Thing

OFF = {"0", "false", "off"}
LINKED = ("http://", "https://", "mailto:", "ftp://", "www.")
HYPERLINK = re.compile(r'^\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]+)', re.IGNORECASE)
CONTENTS_STYLE = re.compile(r"(?:toc|оглавление|мазмұны|mündəricat) ?(?:\d|heading)", re.IGNORECASE)
SOURCE_PARTS = re.compile(r"word/(?:document\d*|footnotes|endnotes)\.xml$")


def count(data: bytes) -> Inventory:
    """Return the inventory of a Word file."""
    return Count(zipfile.ZipFile(io.BytesIO(data))).run()


class Count:
    """One pass over the parts of a file: local names only, so that every edition of the format is read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.found = Inventory()
        self.main = self._main()
        self.hidden_styles: set[str] = set()
        self.contents_styles: set[str] = set()
        self.heading_styles: set[str] = set()
        self.field: list[list[str]] = []  # instruction, phase
        self.links: dict[str, str] = {}
        self.paragraph = 0
        self.joined: list[str] = []
        self.called: list[tuple[str, str]] = []
        self.calls_of_own: set[tuple[str, str]] = set()
        self._styles()

    def run(self) -> Inventory:
        """Count the text, then the notes that it calls."""
        root = self._part(self.main)
        if root is None:
            return self.found
        self.links = self._targets(self.main)
        for body in [each for each in root if name_of(each) == "body"] or [root]:
            self._walk(body, [])
        for kind in ("footnote", "endnote"):
            self._notes(kind)
        return self.found

    # Parts

    def _main(self) -> str:
        try:
            root = etree.fromstring(self.archive.read("_rels/.rels"), safe_parser())
        except (KeyError, etree.XMLSyntaxError):
            return "word/document.xml"
        targets = [
            each.get("Target", "") for each in root if each.get("Type", "").endswith("/officeDocument")
        ]
        return targets[0].lstrip("/") if targets else "word/document.xml"

    def _part(self, name: str) -> etree._Element | None:
        try:
            return etree.fromstring(self.archive.read(name), safe_parser())
        except (KeyError, etree.XMLSyntaxError):
            return None

    def _targets(self, part: str) -> dict[str, str]:
        folder, _slash, name = part.rpartition("/")
        root = self._part(f"{folder}/_rels/{name}.rels")
        return {each.get("Id", ""): each.get("Target", "") for each in root} if root is not None else {}

    def _near(self, kind: str) -> str:
        folder = self.main.rpartition("/")[0]
        root = self._part(f"{folder}/_rels/{self.main.rpartition('/')[2]}.rels")
        for each in root if root is not None else ():
            if each.get("Type", "").endswith(f"/{kind}"):
                target = each.get("Target", "")
                return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        return f"{folder}/{kind}.xml"

    def _styles(self) -> None:
        root = self._part(self._near("styles"))
        for style in root if root is not None else ():
            named = next((val(each) for each in style if name_of(each) == "name"), "")
            if named.lower().startswith("heading") or any(
                name_of(each) == "outlineLvl" for each in style.iter()
            ):
                self.heading_styles.add(own(style, "styleId"))
            if CONTENTS_STYLE.match(named):
                self.contents_styles.add(own(style, "styleId"))
            for marks in style:
                is_run = name_of(marks) == "rPr" and own(style, "type") == "character"
                if is_run and any(name_of(each) == "vanish" and val(each) not in OFF for each in marks):
                    self.hidden_styles.add(own(style, "styleId"))

    # Text

    def _walk(self, node: etree._Element, into: list[str]) -> None:
        for child in children(node):
            self._one(child, name_of(child), into)

    def _one(self, node: etree._Element, name: str, into: list[str]) -> None:  # noqa: C901, PLR0912 - a table of names
        if name in ("del", "moveFrom", "rPr", "sectPr", "tblPr", "instrText", "delText", "sdtPr"):
            if name == "instrText" and self.field:
                self.field[-1][0] += node.text or ""
        elif name == "AlternateContent":
            versions = list(children(node))
            best = next(
                (
                    each
                    for each in versions
                    if any(name_of(e) in ("t", "blip", "imagedata", "chart") for e in each.iter())
                ),
                None,
            )
            if best is not None:
                self._walk(best, into)
        elif name == "p" and is_word(node):
            self._paragraph(node)
        elif name == "tbl" and is_word(node):
            self._table(node)
        elif name == "r":
            self._run(node, into)
        elif name == "hyperlink":
            target = self.links.get(own(node, "id"), "")
            if target.lower().startswith(LINKED) and has_words(node):
                self._link(target)
            self._walk(node, into)
        elif name in ("oMath", "oMathPara"):
            self._formula(node, into)
        elif name == "sdt":
            galleries = [val(each) for each in node.iter() if name_of(each) == "docPartGallery"]
            if "Table of Contents" not in galleries:
                self._walk(node, into)
        elif name == "fldSimple":
            self._simple(node, into)
        elif name == "textpath" and node.get("string"):
            self.found.passages.append(Passage(self.place, node.get("string", "")))
        elif name == "blip":
            self._picture(own(node, "embed"))
        elif name == "imagedata":
            self._picture(own(node, "id"))
        elif name == "chart":
            self.found.things.append(Thing("tables", self.place, _("chart")))
        else:
            self._walk(node, into)

    @property
    def place(self) -> str:
        """Return where the count is."""
        return _("paragraph %(number)s") % {"number": self.paragraph}

    def _paragraph(self, node: etree._Element) -> None:
        self.paragraph += 1
        properties = next((each for each in node if name_of(each) == "pPr"), None)
        into, self.joined = self.joined, []
        mine = self.paragraph
        in_contents = self._in_contents(properties)
        self._walk(node, into)
        if properties is not None and is_joined(properties):
            self.joined = into
            return
        text = "".join(into)
        if text.strip() and not in_contents and not self._in_contents(None):
            place = _("paragraph %(number)s") % {"number": mine}
            self.found.passages.append(Passage(place, text))
            if properties is not None and numbered(properties, self.heading_styles):
                self.found.things.append(Thing("list_items", place))

    def _in_contents(self, properties: etree._Element | None) -> bool:
        if any(instruction.split()[:1] == ["TOC"] for instruction, _phase in self.field):
            return True
        for each in properties if properties is not None else ():
            if name_of(each) == "pStyle" and val(each) in self.contents_styles:
                return True
        return False

    def _run(self, node: etree._Element, into: list[str]) -> None:
        if self._is_hidden(node):
            for child in children(node):
                if name_of(child) in ("fldChar", "instrText"):
                    self._field_or_word(child, into)
            return
        for child in children(node):
            self._field_or_word(child, into)

    def _field_or_word(self, child: etree._Element, into: list[str]) -> None:
        name = name_of(child)
        if name == "fldChar":
            self._field_char(own(child, "fldCharType"))
        elif name in ("t", "tab", "br", "cr", "ptab", "noBreakHyphen"):
            if all(
                phase == "result" and "NOTEREF" not in instruction.split()[:1]
                for instruction, phase in self.field
            ):
                into.append((child.text or "") if name == "t" else "-" if name == "noBreakHyphen" else " ")
        elif name in ("footnoteReference", "endnoteReference"):
            key = (name.removesuffix("Reference"), own(child, "id"))
            if key not in self.called:
                self.called.append(key)
        elif name in ("drawing", "pict", "object"):
            self._walk(child, [])
        else:
            self._one(child, name, into)

    def _field_char(self, kind: str) -> None:
        if kind == "begin":
            self.field.append(["", "instruction"])
        elif kind == "separate" and self.field:
            self.field[-1][1] = "result"
            self._link_of(self.field[-1][0])
        elif kind == "end" and self.field:
            self.field.pop()

    def _link_of(self, instruction: str) -> None:
        named = HYPERLINK.match(instruction)
        if named and named[1].lower().startswith(LINKED):
            self._link(named[1])

    def _link(self, target: str) -> None:
        """Count a link; Word writes one as several where its letters are set differently."""
        thing = Thing("links", self.place, target)
        if not self.found.things or self.found.things[-1] != thing:
            self.found.things.append(thing)

    def _simple(self, node: etree._Element, into: list[str]) -> None:
        self._link_of(own(node, "instr"))
        self.field.append([own(node, "instr"), "result"])
        self._walk(node, into)
        self.field.pop()

    def _is_hidden(self, run: etree._Element) -> bool:
        for marks in run:
            if name_of(marks) != "rPr":
                continue
            for each in marks:
                if name_of(each) == "vanish":
                    return val(each) not in OFF
                if name_of(each) == "rStyle" and val(each) in self.hidden_styles:
                    return True
        return False

    def _formula(self, node: etree._Element, into: list[str]) -> None:
        words = "".join(each.text or "" for each in node.iter() if name_of(each) == "t")
        if words.strip():
            into.append(words)
            self.found.things.append(Thing("formulas", self.place))

    def _picture(self, key: str) -> None:
        target = self.links.get(key, "")
        if target:
            folder = self.main.rpartition("/")[0]
            name = target.lstrip("/") if target.startswith("/") else normal(f"{folder}/{target}")
            self.found.things.append(Thing("pictures", self.place, name))

    def _table(self, node: etree._Element) -> None:
        before = len(self.found.passages)
        things = [Thing("tables", self.place)]
        for cell in own_cells(node):
            continued = any(
                name_of(each) == "vMerge" and val(each) != "restart"
                for marks in cell
                if name_of(marks) == "tcPr"
                for each in marks
            )
            self._walk(cell, [])
            if not continued:
                things.append(Thing("cells", self.place))
        if len(self.found.passages) > before:
            self.found.things += things

    def _notes(self, kind: str) -> None:
        name = self._near(f"{kind}s")
        root = self._part(name)
        if root is None:
            return
        self.links = self._targets(name)
        elements = {own(each, "id"): each for each in children(root)}
        for number, key in enumerate([key for one, key in self.called if one == kind], 1):
            element = elements.get(key)
            if element is None:
                continue
            place = _("note %(number)s") % {"number": number}
            self.found.things.append(Thing("notes", place))
            inside = Inventory()
            outer, self.found, line = self.found, inside, self.paragraph
            self._walk(element, [])
            self.found, self.paragraph = outer, line
            text = "\n".join(passage.text for passage in inside.passages)
            self.found.passages.append(Passage(place, text))
            self.found.things += [
                Thing(each.kind, place, each.text)
                for each in inside.things
                if each.kind in ("links", "formulas", "pictures")
            ]


def safe_parser() -> etree.XMLParser:
    """Return a parser that follows nothing outside."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)


def children(node: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements under one."""
    return (each for each in node if isinstance(each.tag, str))


def name_of(node: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def is_word(node: etree._Element) -> bool:
    """Return whether an element belongs to the text, not to a drawing."""
    return "wordprocessingml" in node.tag


def own(node: etree._Element, name: str) -> str:
    """Return an attribute by its name in any namespace."""
    return next((str(value) for key, value in node.items() if str(key).rpartition("}")[2] == name), "")


def val(node: etree._Element) -> str:
    """Return the attribute `val`."""
    return own(node, "val")


def has_words(node: etree._Element) -> bool:
    """Return whether any letter is printed under an element."""
    return any(name_of(each) == "t" and (each.text or "").strip() for each in node.iter())


def numbered(properties: etree._Element, heading_styles: set[str]) -> bool:
    """Return whether a paragraph is an item of a list by its own properties, and no heading."""
    names = {name_of(each): each for each in properties}
    if "numPr" not in names or "outlineLvl" in names:
        return False
    if "pStyle" in names and val(names["pStyle"]) in heading_styles:
        return False
    return any(name_of(each) == "numId" and val(each) not in ("", "0") for each in names["numPr"])


def is_joined(properties: etree._Element) -> bool:
    """Return whether a tracked deletion joins a paragraph with the next one."""
    return any(name_of(each) == "del" for marks in properties if name_of(marks) == "rPr" for each in marks)


def own_cells(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a table, without those of tables in them."""
    for child in children(table):
        name = name_of(child)
        if name == "tc":
            yield child
        elif name == "tr" and any(
            name_of(each) == "del" for marks in child if name_of(marks) == "trPr" for each in marks
        ):
            continue
        elif name not in ("tblPr", "tblGrid", "trPr", "tbl"):
            yield from own_cells(child)


def normal(path: str) -> str:
    """Return a path without dots."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
