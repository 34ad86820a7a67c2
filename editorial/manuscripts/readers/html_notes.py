"""Notes of a page: a link to a place that links back to it."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

HOLDERS = ("li", "p", "dd", "div", "aside", "td")


@dataclass(slots=True)
class PageNotes:
    """The elements that hold notes, in order, the elements that call them, and the links back."""

    elements: list[HtmlElement] = field(default_factory=list)
    calls: dict[HtmlElement, int] = field(default_factory=dict)
    backlinks: set[HtmlElement] = field(default_factory=set)


def find_notes(root: HtmlElement) -> PageNotes:
    """Find the notes of a page: pairs of links that point at each other, the call before the note."""
    found = PageNotes()
    places = {key: each for each in root.iter() if isinstance(each.tag, str)
              for key in (each.get("id"), each.get("name")) if key}  # fmt: skip
    order = {each: at for at, each in enumerate(root.iter())}
    links = [
        each for each in root.iter("a") if each.get("href", "").startswith("#") and len(each.get("href")) > 1
    ]
    for link in links:
        target = places.get(link.get("href")[1:])
        if target is None or order[target] <= order[link] or target in link.iterancestors():
            continue
        holder = _holder(target)
        if holder in found.elements:  # called again: the note links back to its first call only
            found.calls[_outermost(link)] = found.elements.index(holder)
            again = (each for each in holder.iter("a") if _points_at(each, link, places))
            found.backlinks.update(_outermost(each) for each in again)
            continue
        back = next((each for each in holder.iter("a") if _points_at(each, link, places)), None)
        if back is None:
            continue
        if holder not in found.elements:
            found.elements.append(holder)
        found.calls[_outermost(link)] = found.elements.index(holder)
        found.backlinks.add(_outermost(back))
    return found


def _holder(target: HtmlElement) -> HtmlElement:
    if target.tag in HOLDERS:
        return target
    block = next((each for each in target.iterancestors() if each.tag in HOLDERS), target)
    parent = block.getparent()
    named = parent is not None and parent.tag in ("div", "li", "aside")
    if named and len(parent) and sum(1 for each in parent.iter("a") if each.get("href", "")[:1] == "#") <= 1:
        return parent  # a note of several paragraphs
    return block


def _points_at(back: HtmlElement, link: HtmlElement, places: dict[str, HtmlElement]) -> bool:
    href = back.get("href", "")
    aim = places.get(href[1:]) if href.startswith("#") else None
    if aim is None:
        return False
    return aim is link or aim in link.iterancestors() or link in aim.iterdescendants()


def _outermost(link: HtmlElement) -> HtmlElement:
    """Return the raised element around a link that holds nothing else."""
    element = link
    while True:
        parent = element.getparent()
        if parent is None or parent.tag not in ("sup", "span", "small", "b", "i"):
            return element
        rest = (parent.text or "") + "".join(each.tail or "" for each in parent)
        if len(parent) != 1 or rest.strip(" [](){}"):
            return element
        element = parent
