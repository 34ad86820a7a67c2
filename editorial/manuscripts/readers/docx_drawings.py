"""Pictures, text boxes, charts and embedded objects of a Word file."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts.draft import Block
from editorial.manuscripts.readers.docx_charts import numbers_of, parse_chart, title_of
from editorial.manuscripts.readers.docx_package import Element, Package, R, Relation, W, parse_xml
from editorial.manuscripts.styled_blocks import StyledBlocks

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that Word gives it
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@dataclass(slots=True)
class Drawing:
    """Contents of a drawing and the places of its parts."""

    relations: dict[str, Relation]
    package: Package
    tree: StyledBlocks
    figures: list[Block] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def read(node: Element, relations: dict[str, Relation], package: Package, tree: StyledBlocks) -> Drawing:
    """Return the pictures and the text boxes of a drawing; what cannot be taken over is remarked on."""
    found = Drawing(relations, package, tree)
    alternative = _alternative(node)
    for each in _shown(node):
        if each.tag == f"{W}txbxContent":
            found.boxes.append(each)
        elif each.tag in (f"{A}blip", f"{V}imagedata"):
            _picture(each, alternative, found)
        elif each.tag == f"{C}chart":
            _chart(each, found)
        elif each.tag == f"{DGM}relIds":
            _diagram(each, found)
        elif each.tag == f"{V}textpath" and each.get("string"):
            found.figures.append(Block(kind="paragraph", text=each.get("string", "")))
        elif each.tag == f"{O}OLEObject":
            _object(each, found)
    return found


def _shown(node: Element) -> list[Element]:
    """Return the elements below, without those in text boxes and in the older of two versions."""
    found: list[Element] = []
    for child in node:
        if not isinstance(child.tag, str):
            continue
        if child.tag == f"{MC}AlternateContent":
            choices = [*child.findall(f"{MC}Choice"), *child.findall(f"{MC}Fallback")]
            versions = [_shown(choice) for choice in choices]
            found += next((each for each in versions if any(_matters(one) for one in each)), [])
            continue
        found.append(child)
        if child.tag != f"{W}txbxContent":
            found += _shown(child)
    return found


def _matters(element: Element) -> bool:
    return element.tag in (f"{W}txbxContent", f"{A}blip", f"{V}imagedata", f"{C}chart", f"{DGM}relIds")


def _alternative(node: Element) -> str | None:
    for each in node.iter(f"{WP}docPr"):
        if each.get("descr"):
            return str(each.get("descr"))
    for each in node.iter(f"{V}shape", f"{V}rect"):
        if each.get("alt"):
            return str(each.get("alt"))
    return None


def _picture(each: Element, alternative: str | None, found: Drawing) -> None:
    key = each.get(f"{R}embed") or each.get(f"{R}id") or each.get(f"{R}pict")
    linked = found.relations.get(each.get(f"{R}link") or "")
    related = found.relations.get(key or "")
    if related is not None and not related.external and related.target in found.package.archive.namelist():
        found.figures.append(Block(kind="figure", text="", picture=related.target, alternative=alternative))
        return
    outside = linked or related
    if outside is not None and outside.external:
        message = _("An image stands here that is not in the file but at %(address)s.")
        found.tree.remark(message % {"address": outside.target[:200]})
        found.figures.append(Block(kind="figure", text="", alternative=alternative))
    elif key or linked:
        found.tree.remark(_("An image stands here that the file does not contain."))


def _chart(each: Element, found: Drawing) -> None:
    related = found.relations.get(each.get(f"{R}id", ""))
    names = found.package.archive.namelist()
    data = found.package.archive.read(related.target) if related and related.target in names else b""
    root = parse_chart(data)
    title = title_of(root) if root is not None else ""
    numbers = numbers_of(root, title) if root is not None else None
    found.figures.append(Block(kind="figure", text=title if numbers is None else ""))
    if numbers is not None:
        found.figures[-1] = numbers
        message = _(
            "A chart stands here: “%(title)s”. Its numbers were taken over as a table; add its image."
        )
    elif title:
        message = _("A chart stands here: “%(title)s”. Charts are not taken over; add it as an image.")
    else:
        message = _("A chart stands here. Charts are not taken over; add it as an image.")
    found.tree.remark(message % {"title": title} if "%" in message else message)


def _diagram(each: Element, found: Drawing) -> None:
    related = found.relations.get(each.get(f"{R}dm", ""))
    texts: list[str] = []
    if related is not None:
        try:
            root = parse_xml(found.package.archive.read(related.target))
            texts = ["".join(text.text or "" for text in line.iter(f"{A}t")) for line in root.iter(f"{A}p")]
        except (KeyError, etree.XMLSyntaxError):
            pass
    found.tree.remark(
        _("A diagram stands here. Its words were taken over, its drawing was not; add it as an image.")
    )
    found.figures += [Block(kind="paragraph", text=text) for text in texts if text.strip()]


def _object(each: Element, found: Drawing) -> None:
    program = each.get("ProgID", "")
    if program.startswith(("Equation", "MathType")):
        found.tree.remark(
            _(
                "A formula of MathType stands here. It was taken over as an image; type it as a formula of Word."
            )
            if found.figures
            else _("A formula of MathType stands here that has no image. Type it in.")
        )
    else:
        message = _("An embedded object (%(program)s) stands here. Only its image was taken over.")
        found.tree.remark(message % {"program": program or "OLE"})
