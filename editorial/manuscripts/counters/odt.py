"""Count what an OpenDocument text holds, in its raw XML. Shares no code with the reader."""

import io
import zipfile

from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts.conservation import Inventory, Passage, Thing

LEFT_OUT = {"note-citation", "tracked-changes", "annotation", "table-of-content", "illustration-index", "table-index",
            "object-index", "alphabetical-index", "user-index", "forms", "desc", "title", "sequence-decls",
            "variable-decls", "user-field-decls", "hidden-text", "object", "change"}  # fmt: skip
LINKED = ("http://", "https://", "mailto:", "ftp://")
BLOCKS = {"p", "h"}


def count(data: bytes) -> Inventory:
    """Return the inventory of an OpenDocument text."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return OdtCount(archive).run()


class OdtCount:
    """One pass over the text: local names only."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.found = Inventory()
        self.hidden: set[str] = set()
        self.number = 0
        self.notes = 0

    def run(self) -> Inventory:
        """Count the text."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True
        )
        root = etree.fromstring(self.archive.read("content.xml"), parser)
        for style in root.iter():
            if local(style) == "text-properties" and attribute(style, "display") == "none":
                self.hidden.add(attribute(style.getparent(), "name"))
        body = next((each for each in root.iter() if local(each) == "text" and "office" in each.tag), root)
        self._walk(body, [])
        return self.found

    @property
    def place(self) -> str:
        """Return where the count is."""
        return _("paragraph %(number)s") % {"number": self.number}

    def _walk(self, node: etree._Element, into: list[str]) -> None:
        into.append(node.text or "")
        for child in node:
            if isinstance(child.tag, str):
                self._one(child, local(child), into)
            into.append(child.tail or "")

    def _one(self, node: etree._Element, name: str, into: list[str]) -> None:
        if name == "object":
            self._object(node, into)
        elif (
            name in LEFT_OUT
            or attribute(node, "style-name") in self.hidden
            or attribute(node, "display") == "none"
        ):
            return
        elif name in BLOCKS and "text:1.0" in node.tag:
            self._paragraph(node)
        elif name == "note":
            self._note(node)
        elif name == "frame" and any(local(each) == "object" for each in node):
            self._frame(node, into)
        elif name in ("s", "tab", "line-break"):
            into.append(" ")
        else:
            into.append(" " if name == "ruby-text" else "")
            self._thing(node, name)
            self._walk(node, into)

    def _thing(self, node: etree._Element, name: str) -> None:
        if name == "a":
            href = attribute(node, "href").strip()
            if href.lower().startswith(LINKED) and "".join(map(str, node.itertext())).strip():
                self.found.things.append(Thing("links", self.place, href))
        elif name == "image" and attribute(node, "href") in self.archive.namelist():
            self.found.things.append(Thing("pictures", self.place, attribute(node, "href")))
        elif name == "list-item":
            own = [each for each in node if local(each) in ("p", "h")]
            if own and local(own[0]) == "p" and "".join(map(str, own[0].itertext())).strip():
                self.found.things.append(Thing("list_items", self.place))
        elif name == "table" and "table:1.0" in node.tag and "".join(map(str, node.itertext())).strip():
            self.found.things.append(Thing("tables", self.place))

    def _paragraph(self, node: etree._Element) -> None:
        self.number += 1
        place = self.place
        into: list[str] = []
        self._walk(node, into)
        text = "".join(into)
        if text.strip():
            self.found.passages.append(Passage(place, text))

    def _note(self, node: etree._Element) -> None:
        self.notes += 1
        place = _("note %(number)s") % {"number": self.notes}
        self.found.things.append(Thing("notes", place))
        outer, self.found = self.found, Inventory()
        for child in node:
            if local(child) == "note-body":
                self._walk(child, [])
        inside, self.found = self.found, outer
        self.found.passages += [Passage(place, each.text) for each in inside.passages]
        self.found.things += [
            Thing(each.kind, place, each.text) for each in inside.things if each.kind == "links"
        ]

    def _frame(self, node: etree._Element, into: list[str]) -> None:
        before = len(self.found.things)
        for child in node:
            if local(child) == "object":
                self._object(child, into)
        if len(self.found.things) == before:
            self._walk(node, into)

    def _object(self, node: etree._Element, into: list[str]) -> None:
        name = f"{attribute(node, 'href').removeprefix('./')}/content.xml"
        inside = self.archive.read(name) if name in self.archive.namelist() else etree.tostring(node)
        if b"math" not in inside[:2000]:
            return
        root = etree.fromstring(inside, etree.XMLParser(resolve_entities=False, no_network=True))
        if any(local(each) == "math" for each in root.iter()):
            words = [each.text or "" for each in root.iter() if "annotation" not in local(each)]
            into.append("".join("".join(words).split()))
            self.found.things.append(Thing("formulas", self.place))


def local(node: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: etree._Element | None, name: str) -> str:
    """Return an attribute by its name in any namespace."""
    if node is None:
        return ""
    return next((str(value) for key, value in node.items() if str(key).rpartition("}")[2] == name), "")
