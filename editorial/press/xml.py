"""XML built from values: everything is escaped by lxml, and what XML forbids is left out."""

from lxml import etree

from editorial.press.document_tree import strip_control_chars

Element = etree._Element  # noqa: SLF001  (the class has no other name)
XLINK = "http://www.w3.org/1999/xlink"
HREF = f"{{{XLINK}}}href"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def make(tag: str, *parts: Element | str, **attributes: str) -> Element:
    """Build an element with children and strings in their order."""
    made = etree.Element(tag, nsmap={"xlink": XLINK})
    for name, value in attributes.items():
        made.set(name, strip_control_chars(value))
    for part in parts:
        if not isinstance(part, str):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + strip_control_chars(part)
        else:
            made.text = (made.text or "") + strip_control_chars(part)
    return made
