"""Styles of the words of a page: strong, emphasised, raised, hidden."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from editorial.manuscripts.draft import SpanKind

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
CLASS = re.compile(r"(?:^|[\s>])(?:\w*)\.([\w-]+)$")
SETTINGS: tuple[tuple[str, str, SpanKind], ...] = (
    ("font-weight", r"bold|bolder|[6-9]00", "strong"),
    ("font-style", r"italic|oblique", "emphasis"),
    ("vertical-align", r"super", "superscript"),
    ("vertical-align", r"sub", "subscript"),
)
UNDONE: dict[str, tuple[SpanKind, ...]] = {
    "font-weight": ("strong",), "font-style": ("emphasis",), "vertical-align": ("superscript", "subscript"),
}  # fmt: skip
MAX_STYLE_LENGTH = 400_000


@dataclass(slots=True)
class Look:
    """Styles that an element turns on and off."""

    on: list[SpanKind] = field(default_factory=list)
    off: set[SpanKind] = field(default_factory=set)
    hidden: bool = False


class Looks:
    """The styles of a page, by class."""

    def __init__(self, root: HtmlElement) -> None:
        self.classes: dict[str, Look] = {}
        self.known: dict[HtmlElement, Look] = {}
        for sheet in root.iter("style"):
            text = re.sub(r"/\*.*?\*/|<!--|-->", "", (sheet.text or "")[:MAX_STYLE_LENGTH], flags=re.DOTALL)
            for selectors, body in RULE.findall(text):
                for selector in selectors.split(","):
                    named = CLASS.search(selector.strip())
                    if named:
                        _read(body, self.classes.setdefault(named[1], Look()))

    def of(self, element: HtmlElement) -> Look:
        """Return what an element turns on and off."""
        look = self.known.get(element)
        if look is None:
            look = Look()
            for name in element.get("class", "").split():
                styled = self.classes.get(name)
                if styled is not None:
                    look.on += styled.on
                    look.off |= styled.off
                    look.hidden = look.hidden or styled.hidden
            _read(element.get("style", ""), look)
            look.hidden = look.hidden or element.get("hidden") is not None
            self.known[element] = look
        return look


def _read(body: str, look: Look) -> None:
    for declaration in body.split(";"):
        name, _colon, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        if (name == "display" and value == "none") or (name == "mso-hide" and value == "all"):
            look.hidden = True
        for setting, pattern, kind in SETTINGS:
            if name == setting and re.match(pattern, value):
                look.on.append(kind)
        if name in UNDONE and value in ("normal", "400", "baseline"):
            look.off.update(UNDONE[name])
