"""Rendering of the working copy for readers: numbered notes, an anchor on every block, plain text.

A marker in the body is `<sup data-footnote="KEY"></sup>`, a page break `<sup data-page="14"></sup>`. Numbers follow the order of first markers in the text; notes with marks
of their own come after the numbered ones, which are numbered without them.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from lxml import html as lxml_html
from lxml.html import HtmlElement

from editorial.articles import body_pictures, page_breaks
from editorial.articles.models.picture import Picture
from editorial.values.slugs import slugify

BLOCKS = ("p", "ul", "ol", "blockquote", "table", "figure")
HEADINGS = ("h2", "h3", "h4")


@dataclass(frozen=True)
class Heading:
    """A section heading: its level (2 to 4), its anchor and its text."""

    level: int
    anchor: str
    text: str


@dataclass
class Rendered:
    """A body made ready for readers.

    `numbers` maps each note's key to its number, `markers` counts the places that point to it.
    `unknown_keys` are markers without a note, `unmarked_keys` notes that nothing points to.
    `strange_pictures` are addresses that are not of our pictures, `undescribed_pictures` those of ours of which
    nobody has said what they show, nor that they are decorative. `pages` are the numbers of the page breaks.
    """

    html: str = ""
    text: str = ""
    headings: list[Heading] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    markers: dict[str, int] = field(default_factory=dict)
    unknown_keys: list[str] = field(default_factory=list)
    unmarked_keys: list[str] = field(default_factory=list)
    strange_pictures: list[str] = field(default_factory=list)
    undescribed_pictures: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)


def render(
    body: str,
    *,
    keys: Iterable[str],
    pictures: Mapping[str, Picture],
    first_number: int = 1,
    marks: Mapping[str, str] | None = None,
) -> Rendered:
    """Render a sanitised body: number its notes, link its markers, complete its pictures, anchor its blocks."""
    known = list(keys)
    rendered = Rendered()
    if body.strip():
        root = lxml_html.fragment_fromstring(body, create_parent="div")
        marked = {key: mark for key, mark in (marks or {}).items() if mark}
        rendered.numbers = number_notes(root, set(known), marked, first_number)
        _link_markers(root, rendered, marked)
        rendered.pages = page_breaks.freeze(root)
        _complete_pictures(root, rendered, pictures)
        rendered.text = _plain_text(root)
        _anchor_blocks(root, rendered)
        rendered.html = _inner_html(root)
    rendered.unmarked_keys = [key for key in known if key not in rendered.numbers]
    return rendered


def number_notes(
    root: HtmlElement, known: set[str], marked: Container[str], first_number: int
) -> dict[str, int]:
    """Return the number of each note in the text: first those without marks, in order, then those with marks."""
    called = [key for key in dict.fromkeys(root.xpath(".//sup/@data-footnote")) if key in known]
    ordered = [key for key in called if key not in marked] + [key for key in called if key in marked]
    return {str(key): number for number, key in enumerate(ordered, first_number)}


def _link_markers(root: HtmlElement, rendered: Rendered, marked: Mapping[str, str]) -> None:
    for marker in root.xpath(".//sup[@data-footnote]"):
        key = marker.get("data-footnote")
        if key not in rendered.numbers:
            rendered.unknown_keys.append(key)
            continue
        number = rendered.numbers[key]
        rendered.markers[key] = turn = rendered.markers.get(key, 0) + 1
        tail = marker.tail
        marker.clear()
        marker.tail = tail
        marker.set("class", "footnote-ref")
        link = lxml_html.Element(
            "a", href=f"#fn-{number}", id=f"fnref-{number}" + (f"-{turn}" if turn > 1 else "")
        )
        link.set("role", "doc-noteref")
        link.text = marked.get(key) or str(number)
        marker.append(link)


def _complete_pictures(root: HtmlElement, rendered: Rendered, pictures: Mapping[str, Picture]) -> None:
    for image in list(root.iter("img")):
        picture = body_pictures.find_picture(image, pictures)
        if image.get("alt") is None:
            rendered.undescribed_pictures.append(image.get("src", ""))
        if picture is None:
            rendered.strange_pictures.append(image.get("src", ""))
        else:
            body_pictures.resolve_pictures(image, picture)
    for caption in root.xpath(".//figcaption[not(node())]"):
        caption.drop_tree()


def _anchor_blocks(root: HtmlElement, rendered: Rendered) -> None:
    paragraphs = 0
    used: set[str] = set()
    for block in root:
        if block.tag in HEADINGS:
            text = " ".join(_text_without_markers(block).split())
            anchor = slugify(text, max_length=60) or f"section-{len(rendered.headings) + 1}"
            if anchor in used:
                anchor = f"{anchor}-{len(rendered.headings) + 1}"
            used.add(anchor)
            block.set("id", anchor)
            rendered.headings.append(Heading(int(block.tag[1]), anchor, text))
        elif block.tag in BLOCKS:
            paragraphs += 1
            block.set("id", f"p-{paragraphs}")


def _text_without_markers(element: HtmlElement) -> str:
    return "".join(element.xpath(".//text()[not(ancestor::sup[contains(@class, 'footnote-ref')])]"))


def _plain_text(root: HtmlElement) -> str:
    """One line for each block, list item and table row, without note numbers."""
    lines: list[str] = []
    for block in root:
        rows = block.xpath(".//li | .//tr | .//caption | .//figcaption") or [block]
        lines.extend(" ".join(" ".join(_cells(row)).split()) for row in rows)
    return "\n".join(line for line in lines if line)


def _cells(row: HtmlElement) -> list[str]:
    cells = row.xpath("./td | ./th")
    return [_text_without_markers(cell) for cell in cells] if len(cells) else [_text_without_markers(row)]


def _inner_html(root: HtmlElement) -> str:
    parts = [escape(root.text or "", quote=False)]
    parts.extend(lxml_html.tostring(child, encoding="unicode") for child in root)
    return "".join(parts)
