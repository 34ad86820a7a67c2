"""MathML as it comes in files, as we keep it: known elements, no annotations."""

from lxml import etree

ELEMENTS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "ms", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded",
    "mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mtable",
    "mtr", "mtd", "none",
}  # fmt: skip
ATTRIBUTES = {"display", "mathvariant", "linethickness", "stretchy", "accent", "accentunder", "width", "columnalign",
              "rowspan", "columnspan", "displaystyle"}  # fmt: skip
LEFT_OUT = {"annotation", "annotation-xml"}


def clean_mathml(element: etree._Element) -> str:
    """Return a formula on one line."""
    made = _clean(element)
    return etree.tostring(made[0] if len(made) == 1 else _row(made), encoding="unicode") if made else ""


def _row(parts: list[etree._Element]) -> etree._Element:
    row = etree.Element("mrow")
    row.extend(parts)
    return row


def _clean(element: etree._Element) -> list[etree._Element]:
    if not isinstance(element.tag, str):
        return []
    name = etree.QName(element).localname.rpartition(":")[2]
    if name in LEFT_OUT:
        return []
    inner = [part for child in element for part in _clean(child)]
    if name == "mfenced":
        return [_fenced(element, inner)]
    if name not in ELEMENTS:
        return inner
    made = etree.Element(
        name, {str(key): str(value) for key, value in element.attrib.items() if key in ATTRIBUTES}
    )
    made.text = (element.text or "").strip() if not inner else None
    made.extend(inner)
    return [made]


def _fenced(element: etree._Element, inner: list[etree._Element]) -> etree._Element:
    row = etree.Element("mrow")
    separators = element.get("separators", ",").replace(" ", "")
    etree.SubElement(row, "mo").text = element.get("open", "(")
    for at, part in enumerate(inner):
        if at and separators:
            etree.SubElement(row, "mo").text = separators[min(at - 1, len(separators) - 1)]
        row.append(part)
    etree.SubElement(row, "mo").text = element.get("close", ")")
    return row
