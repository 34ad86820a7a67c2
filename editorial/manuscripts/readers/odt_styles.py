"""Styles of OpenDocument texts, as far as they say what something is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from editorial.manuscripts.draft import SpanKind

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
TEXT, TABLE, STYLE, OFFICE, DRAW, SVG = (
    f"{{{NAMES}:{part}:1.0}}" for part in ("text", "table", "style", "office", "drawing", "svg-compatible")
)
FO = f"{{{NAMES}:xsl-fo-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
LEVEL = re.compile(r"(?:heading|заголовок|тақырып|başlıq) ?(\d{1,2})", re.IGNORECASE)
KINDS = {"1": "1", "a": "a", "A": "A", "i": "i", "I": "I"}


@dataclass(slots=True)
class OdtStyle:
    """A style of a paragraph or of characters."""

    name: str = ""
    parent: str = ""
    outline: int = 0
    list_style: str = ""
    marks: dict[SpanKind, bool] = field(default_factory=dict)
    hidden: bool = False


@dataclass(slots=True)
class OdtLevel:
    """Numbering of one level of a list."""

    kind: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1


@dataclass(slots=True)
class OdtStyles:
    """The styles of a file, by family and name."""

    styles: dict[tuple[str, str], OdtStyle] = field(default_factory=dict)
    lists: dict[str, dict[int, OdtLevel]] = field(default_factory=dict)

    def add(self, root: Element) -> None:
        """Read the styles of a part."""
        for each in root.iter(f"{STYLE}style"):
            name = each.get(f"{STYLE}name", "")
            self.styles[each.get(f"{STYLE}family", ""), name] = _style(each, name)
        for each in root.iter(f"{TEXT}list-style"):
            self.lists[each.get(f"{STYLE}name", "")] = dict(_levels(each))

    def chain(self, family: str, name: str) -> Iterator[OdtStyle]:
        """Yield a style and those on which it is based."""
        seen: set[str] = set()
        while name and name not in seen and (family, name) in self.styles:
            seen.add(name)
            style = self.styles[family, name]
            yield style
            name = style.parent

    def marks(self, family: str, name: str) -> dict[SpanKind, bool]:
        """Return what a style turns on and off."""
        found: dict[SpanKind, bool] = {}
        for style in self.chain(family, name):
            found = {**style.marks, **found}
        return found

    def is_hidden(self, family: str, name: str) -> bool:
        """Return whether words in a style are hidden."""
        return any(style.hidden for style in self.chain(family, name))

    def names(self, name: str) -> list[str]:
        """Return the names of a style of paragraphs and of those on which it is based, in small letters."""
        return [style.name.casefold() for style in self.chain("paragraph", name)]

    def level(self, name: str) -> int:
        """Return the level of a heading style, 0 for any other."""
        for style in self.chain("paragraph", name):
            found = LEVEL.fullmatch(style.name)
            if found or style.outline:
                return style.outline or int(found[1]) if found else style.outline
        return 0


def _style(each: Element, name: str) -> OdtStyle:
    shown = each.get(f"{STYLE}display-name") or re.sub(
        r"_([0-9a-f]{2})_", lambda found: chr(int(found[1], 16)), name
    )
    outline = each.get(f"{STYLE}default-outline-level", "")
    style = OdtStyle(
        shown, each.get(f"{STYLE}parent-style-name", ""), int(outline) if outline.isdigit() else 0
    )
    style.list_style = each.get(f"{STYLE}list-style-name", "")
    marks = each.find(f"{STYLE}text-properties")
    if marks is None:
        return style
    weight, slope = marks.get(f"{FO}font-weight"), marks.get(f"{FO}font-style")
    if weight:
        style.marks["strong"] = weight in ("bold", "600", "700", "800", "900")
    if slope:
        style.marks["emphasis"] = slope in ("italic", "oblique")
    position = marks.get(f"{STYLE}text-position", "")
    if position:
        place = position.split()[0]
        up = place == "super" or (place.endswith("%") and place[0] not in "-0")
        down = place == "sub" or place.startswith("-")
        style.marks["superscript"], style.marks["subscript"] = up, down
    style.hidden = marks.get(f"{TEXT}display") == "none"
    return style


def _levels(each: Element) -> Iterator[tuple[int, OdtLevel]]:
    for level in each:
        if not isinstance(level.tag, str):
            continue
        at = level.get(f"{TEXT}level", "1")
        start = level.get(f"{TEXT}start-value", "1")
        kind = level.get(f"{STYLE}num-format", "") if level.tag == f"{TEXT}list-level-style-number" else ""
        kind = "а" if kind[:1] in "аА" and kind else KINDS.get(kind[:1], "1" if kind else "")
        yield (
            int(at) if at.isdigit() else 1,
            OdtLevel(
                kind,
                level.get(f"{STYLE}num-prefix", ""),
                level.get(f"{STYLE}num-suffix", ""),
                int(start) if start.isdigit() else 1,
            ),
        )
