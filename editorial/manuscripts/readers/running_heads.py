"""Headers and footers of a page, which no text holds: they are left out, and named."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from lxml import etree

from editorial.manuscripts.draft import Remark
from editorial.manuscripts.readers.docx_package import Element, W
from editorial.manuscripts.styled_blocks import StyledBlocks

MAX_NAMED, MAX_QUOTED = 6, 160


def remark_on_heads(tree: StyledBlocks, texts: Iterable[str]) -> None:
    """Remark on the headers and footers, each named once; those that are numbers only are nothing lost."""
    plain = [" ".join(text.split()) for text in texts]
    found = list(dict.fromkeys(text for text in plain if any(letter.isalpha() for letter in text)))
    if not found:
        return
    quoted = [f"“{text[:MAX_QUOTED]}{'…' if len(text) > MAX_QUOTED else ''}”" for text in found[:MAX_NAMED]]
    shown = "; ".join(quoted) + ("; …" if len(found) > MAX_NAMED else "")
    tree.remarks.append(
        Remark(0, _("Headers and footers of the pages were left out: %(texts)s.") % {"texts": shown})
    )


def printed(part: Element) -> str:
    """Return the words of a header or a footer."""
    return "".join(_pieces(part))


def _pieces(part: Element) -> Iterator[str]:
    for node in part.iter():
        if not isinstance(node.tag, str):
            continue
        is_word, name = node.tag.startswith(W), etree.QName(node).localname
        if name in ("p", "tab", "br", "cr"):
            yield " "
        if name == "t" or not is_word:
            yield node.text or ""
        if not is_word:
            yield node.tail or ""
