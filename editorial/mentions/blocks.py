"""The blocks of a working copy as plain text, with the anchors that its edition will give them."""

from dataclasses import dataclass

from lxml import html as lxml_html

from editorial.articles.edition_passages import block_text
from editorial.articles.rendering import BLOCKS


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block: its anchor, empty for a heading, and its text."""

    anchor: str
    text: str


def parse_blocks(body: str) -> list[TextBlock]:
    """Return the blocks of a body in order."""
    if not body.strip():
        return []
    found, paragraphs = [], 0
    for block in lxml_html.fragment_fromstring(body, create_parent="div"):
        if block.tag in BLOCKS:
            paragraphs += 1
            found.append(TextBlock(f"p-{paragraphs}", block_text(block)))
        else:
            found.append(TextBlock("", block_text(block)))
    return found
