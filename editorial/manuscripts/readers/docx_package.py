"""The parts of a Word file: where the text is, what its parts point to, its styles."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", "{http://schemas.openxmlformats.org/drawingml/2006/}"),
)
DEFAULT_MAIN = "word/document.xml"
LEVEL = re.compile(r"(?:heading|заголовок|тақырып|başlıq|überschrift|titre)\s*(\d)", re.IGNORECASE)
# By the names that Word (always English in the file) and programs in Russian, Kazakh and Azerbaijani give them.
ROLES = {
    "title": {"title", "название", "заголовок", "тақырып", "атау", "başlıq", "ad"},
    "subtitle": {"subtitle", "подзаголовок", "қосымша тақырып", "alt başlıq"},
    "author": {"author", "авторы", "автор", "müəllif"},
    "date": {"date", "дата", "күні", "tarix"},
    "abstract": {"abstract", "аннотация", "аңдатпа", "xülasə"},
    "caption": {"caption", "название объекта", "подпись", "image caption", "table caption", "captioned figure",
                "нысан атауы", "obyektin adı", "figure", "table", "illustration", "drawing"},
    "quote": {"quote", "intense quote", "block text", "цитата", "цитата 2", "выделенная цитата", "дәйексөз",
              "sitat", "quotations", "blockquote"},
    "contents": {"toc heading"},
}  # fmt: skip


def parse_xml(data: bytes) -> Element:
    """Parse a part that `check_archive` let through."""
    for strict, transitional in STRICT:
        data = data.replace(strict, transitional.strip("{}").encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    root: Element = etree.fromstring(data, parser)
    return root


@dataclass(slots=True)
class Style:
    """A style as far as it says what a paragraph or a run is."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    number: str = ""
    number_level: int | None = None
    marks: Element | None = None


@dataclass(slots=True)
class Relation:
    """Target of a part: another part, or an address outside."""

    target: str
    external: bool
    kind: str


@dataclass(slots=True)
class Package:
    """An opened Word file."""

    archive: zipfile.ZipFile
    main: str = DEFAULT_MAIN
    styles: dict[str, Style] = field(default_factory=dict)
    default_style: str = ""

    @classmethod
    def open(cls, data: bytes) -> "Package":
        """Open a file and read its styles."""
        package = cls(zipfile.ZipFile(io.BytesIO(data)))
        package.main = main_part(package.archive)
        root = package.part("styles")
        if root is not None:
            package._read_styles(root)
        return package

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part points to, by id."""
        folder, name = posixpath.split(part)
        try:
            root = parse_xml(self.archive.read(f"{folder}/_rels/{name}.rels"))
        except (KeyError, etree.XMLSyntaxError):
            return {}
        found = {}
        for each in root.iter(RELATION):
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            path = target if external else resolve(folder, target)
            found[each.get("Id", "")] = Relation(path, external, each.get("Type", "").rsplit("/")[-1])
        return found

    def part(self, kind: str) -> Element | None:
        """Return the root of the part to which the text points as `kind`, such as `footnotes`."""
        named = self.part_name(kind)
        try:
            return parse_xml(self.archive.read(named)) if named else None
        except (KeyError, etree.XMLSyntaxError):
            return None

    def part_name(self, kind: str) -> str:
        """Return the name of the part to which the text points as `kind`."""
        related = (each.target for each in self.relations(self.main).values() if each.kind == kind)
        usual = f"{posixpath.dirname(self.main)}/{kind}.xml"
        return next(related, usual if usual in self.archive.namelist() else "")

    def _read_styles(self, root: Element) -> None:
        for each in root.iter(f"{W}style"):
            key = each.get(f"{W}styleId", "")
            outline = each.find(f"{W}pPr/{W}outlineLvl")
            number = each.find(f"{W}pPr/{W}numPr/{W}numId")
            level = each.find(f"{W}pPr/{W}numPr/{W}ilvl")
            self.styles[key] = Style(
                name=value_of(each.find(f"{W}name")),
                based_on=value_of(each.find(f"{W}basedOn")),
                outline=number_of(outline),
                number=value_of(number),
                number_level=number_of(level),
                marks=each.find(f"{W}rPr"),
            )
            if each.get(f"{W}default") in ("1", "true", "on") and each.get(f"{W}type") == "paragraph":
                self.default_style = key

    def chain(self, key: str) -> list[Style]:
        """Return a style and those on which it is based."""
        found: list[Style] = []
        seen: set[str] = set()
        while key in self.styles and key not in seen:
            seen.add(key)
            found.append(self.styles[key])
            key = self.styles[key].based_on
        return found

    def level(self, key: str) -> int:
        """Return the level of a heading style, 0 for any other."""
        for style in self.chain(key):
            named = LEVEL.fullmatch(style.name.strip())
            if named:
                return int(named[1])
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else 0
        return 0

    def role(self, key: str) -> str:
        """Return what a style is for, by its name or that of a style it is based on."""
        for style in self.chain(key):
            name = style.name.strip().casefold()
            for role, names in ROLES.items():
                if name in names:
                    return role
            if re.fullmatch(r"(?:toc|оглавление|мазмұны|mündəricat) ?\d", name):
                return "contents"
        return ""


def main_part(archive: zipfile.ZipFile) -> str:
    """Return the name of the part with the text, as the package says, or by its usual name."""
    names = set(archive.namelist())
    try:
        root = parse_xml(archive.read("_rels/.rels"))
    except (KeyError, etree.XMLSyntaxError):
        return DEFAULT_MAIN
    for each in root.iter(RELATION):
        target = each.get("Target", "").lstrip("/")
        if each.get("Type", "").endswith("/officeDocument") and target in names:
            return target
    return DEFAULT_MAIN


def resolve(folder: str, target: str) -> str:
    """Return the name of a part that is given from a folder."""
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )


def value_of(element: Element | None) -> str:
    """Return the `val` of a property, empty without one."""
    if element is None:
        return ""
    value: str = element.get(f"{W}val", "")
    return value


def number_of(element: Element | None) -> int | None:
    """Return the `val` of a property as a number."""
    value = value_of(element)
    return int(value) if value.lstrip("-").isdigit() else None


def is_on(element: Element | None) -> bool:
    """Return whether a switch such as bold is on."""
    return element is not None and value_of(element) not in ("0", "false", "off", "none")
