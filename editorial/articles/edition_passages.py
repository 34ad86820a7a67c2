"""The passages of an edition, and which of them stand unchanged in another edition of the same text."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from lxml import html as lxml_html
from lxml.html import HtmlElement

# Elements whose text is set apart from what stands beside it.
SEPARATE_TAGS = frozenset(("li", "tr", "td", "th", "caption", "figcaption", "p", "br", "h2", "h3", "h4"))
MIN_SIMILARITY = 0.5  # how similar a passage must be to be proposed in place of one that was changed
COMPARED = 600  # letters of a passage
LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("«»„“”‟″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)


@dataclass(frozen=True, slots=True)
class EditionPassage:
    """A paragraph, heading, list, table, figure or note: its anchor and its words."""

    anchor: str
    text: str
    pictures: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The number of a paragraph or note, the anchor of a heading."""
        return self.anchor.removeprefix("p-")

    @property
    def content(self) -> tuple[str, tuple[str, ...]]:
        """Return what decides whether two passages are the same: neither spaces nor the form of quotes and dashes."""
        return normalised(self.text), self.pictures


@dataclass(frozen=True, slots=True)
class Match:
    """Passages of an older edition in a newer one, by anchor.

    `unchanged` says the same words; `proposed` are the passages most similar to those that were changed.
    """

    unchanged: Mapping[str, str] = field(default_factory=dict)
    proposed: Mapping[str, str] = field(default_factory=dict)


def passages_in(html: str, footnotes: Sequence[Mapping[str, Any]]) -> list[EditionPassage]:
    """Return the passages of a rendered text in order, its notes last."""
    found = [_passage(block.get("id"), block) for block in _parsed(html) if block.get("id")]
    found.extend(_passage(f"fn-{note['number']}", _parsed(note["html"])) for note in footnotes)
    return found


def match(before: Sequence[EditionPassage], after: Sequence[EditionPassage]) -> Match:
    """Find each passage of an older edition in a newer one by its words, wherever they stand now.

    Words that stand several times are the same passage only in line with what stands around them, or where both
    editions have them as many times.
    """
    matcher = SequenceMatcher(
        a=[one.content for one in before], b=[one.content for one in after], autojunk=False
    )
    pairs: dict[int, int] = {}
    for first, second, size in matcher.get_matching_blocks():
        pairs |= {first + step: second + step for step in range(size)}
    pairs |= _moved(before, after, pairs)
    unchanged = {before[old].anchor: after[new].anchor for old, new in pairs.items()}
    return Match(unchanged, _proposed(before, after, pairs))


def _moved(
    before: Sequence[EditionPassage], after: Sequence[EditionPassage], pairs: Mapping[int, int]
) -> dict[int, int]:
    counts_before, counts_after = (Counter(one.content for one in side) for side in (before, after))
    taken = set(pairs.values())
    free: dict[Any, list[int]] = {}
    for number, one in enumerate(after):
        if number not in taken:
            free.setdefault(one.content, []).append(number)
    found = {}
    for number, one in enumerate(before):
        if number not in pairs and counts_before[one.content] == counts_after[one.content]:
            found[number] = free[one.content].pop(0)
    return found


def _proposed(
    before: Sequence[EditionPassage], after: Sequence[EditionPassage], pairs: Mapping[int, int]
) -> dict[str, str]:
    """Propose for each passage that was changed the most similar of those that are new."""
    taken = set(pairs.values())
    new = [one for number, one in enumerate(after) if number not in taken]
    found = {}
    for number, one in enumerate(before):
        if number in pairs or not one.text:
            continue
        likeness, _order, anchor = max(
            ((similarity(one.text, other.text), -order, other.anchor) for order, other in enumerate(new)),
            default=(0.0, 0, ""),
        )
        if likeness >= MIN_SIMILARITY:
            found[one.anchor] = anchor
    return found


def similarity(one: str, other: str) -> float:
    """Say how similar two passages are, from 0 to 1."""
    first, second = normalised(one)[:COMPARED].split(), normalised(other)[:COMPARED].split()
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < MIN_SIMILARITY or matcher.quick_ratio() < MIN_SIMILARITY:
        return 0.0
    return matcher.ratio()


def normalised(text: str) -> str:
    """Return a text with single spaces, and with one form for each of the quotes and dashes."""
    return " ".join(unicodedata.normalize("NFC", text).translate(LOOK_ALIKES).split())


def find_place(anchor: str, sentence: str, name: str, passages: Mapping[str, str]) -> str | None:
    """Return the anchor of the passage that has a name in this sentence; `passages` are texts by anchor.

    The passage that is thought to have it comes first. Empty where several have the name and none the sentence;
    None where no passage has it.
    """
    for words in (normalised(sentence), normalised(name)):
        if not words:
            continue
        holding = [key for key, text in passages.items() if words in normalised(text)]
        if anchor in holding:
            return anchor
        if len(holding) == 1 or (holding and words != normalised(name)):
            return holding[0] if is_paragraph(holding[0]) else ""
        if holding:
            return ""
    return None


def is_paragraph(anchor: str) -> bool:
    """Say whether an anchor is that of a numbered block, not of a heading or note."""
    return anchor.startswith("p-") and anchor[2:].isdigit()


def block_text(block: HtmlElement) -> str:
    """Return the text of a block without the numbers of notes; rows, cells and items stand on lines of their own."""
    parts = [block.text or ""]
    for child in block:
        if isinstance(child.tag, str) and "footnote-ref" not in child.get("class", ""):
            inner = block_text(child)
            parts.append(f"{inner}\n" if child.tag in SEPARATE_TAGS else inner)
        parts.append(child.tail or "")
    return "".join(parts)


def _passage(anchor: str, block: HtmlElement) -> EditionPassage:
    pictures = tuple(image.get("src", "") for image in block.iter("img"))
    return EditionPassage(anchor, " ".join(block_text(block).split()), pictures)


def _parsed(html: str) -> HtmlElement:
    return lxml_html.fragment_fromstring(html, create_parent="div")
