"""The depth to which a text may be nested in print: pages have no room, typesetting programs no stack, for more."""

from lxml import etree
from lxml.html import HtmlElement

DEEPEST_BLOCKS, DEEPEST_INLINES = 8, 8
BLOCKS = {"ul", "ol", "blockquote", "table", "figure", "div", "section"}
INLINES = {"em", "i", "cite", "strong", "b", "sup", "sub", "s", "del", "code", "kbd", "a", "span", "u"}


def flattened(root: HtmlElement) -> HtmlElement:
    """Return the tree with what is nested too deeply taken out of its elements; every word stays."""
    depths = {True: 0, False: 0}  # of blocks and of inlines
    deep: list[HtmlElement] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_block = element.tag in BLOCKS
        if element is root or not (is_block or element.tag in INLINES) or element.get("data-footnote"):
            continue
        depths[is_block] += 1 if event == "start" else -1
        if event == "start" and depths[is_block] > (DEEPEST_BLOCKS if is_block else DEEPEST_INLINES):
            deep.append(element)
    for element in deep:
        if element.tag in BLOCKS:
            element.tail = f" {element.tail or ''}"
            element.text = f" {element.text or ''}"
        element.drop_tag()
    return root
