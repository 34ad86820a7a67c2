"""Titles and headings by the size and weight of print."""

from collections import Counter
from dataclasses import dataclass

from editorial.manuscripts.draft import Block
from editorial.manuscripts.lines import Line
from editorial.manuscripts.names import is_body, read_signature, split_people
from editorial.manuscripts.note_markers import without_marks
from editorial.manuscripts.rules.abstracts import ABSTRACT, KEYWORDS
from editorial.manuscripts.rules.paragraphs import Chunk

TITLE, HEADING, SAME = 1.15, 1.07, 0.4
FIRST_LINES = 14
MAX_TITLE_LENGTH, MAX_HEADING_LENGTH = 320, 200
MAX_HEADING_LINES = 4
MAX_BOLD_SHARE = 0.35
MIN_BODY_SHARE = 0.2


@dataclass(slots=True)
class PrintedStyles:
    """The size of the body, and whether bold print is told apart from it."""

    body: float = 0.0
    bold_heads: bool = False


def read_styles(lines: list[Line]) -> PrintedStyles:
    """Return the styles of print that lines use."""
    filled = [line for line in lines if line.text and line.size and not line.grid and not line.foot]
    if not filled:
        return PrintedStyles()
    sizes: Counter[float] = Counter()
    for line in filled:
        sizes[line.size] += len(line.text)
    bold = sum(len(line.text) for line in filled if line.bold)
    return PrintedStyles(body_size(sizes), bold < MAX_BOLD_SHARE * sum(sizes.values()))


def body_size(sizes: Counter[float]) -> float:
    """Return the size of the body: the largest of those that much is set in, as notes may take more room than it."""
    total = sum(sizes.values())
    return max((size for size, count in sizes.items() if count >= MIN_BODY_SHARE * total), default=0.0)


def is_styled_heading(chunk: Chunk, styles: PrintedStyles) -> bool:
    """Return whether a paragraph is set as a heading: larger than the body, or bold where the body is not."""
    lines = chunk.lines
    if not styles.body or len(lines) > MAX_HEADING_LINES or not all(line.size for line in lines):
        return False
    text = without_marks(" ".join(line.text for line in lines)).strip()
    larger = all(line.size > styles.body * HEADING for line in lines)
    heavy = styles.bold_heads and all(line.bold and line.size > styles.body * 0.9 for line in lines)
    if not (larger or heavy) or not 2 < len(text) <= MAX_HEADING_LENGTH or not any(c.isalpha() for c in text):
        return False
    if text[-1] in ",;-–—" or ABSTRACT.match(text) or KEYWORDS.match(text) or text[:1].islower():
        return False
    return (
        not split_people(text)
        and not read_signature(text)
        and not is_body(text)
        and not text.startswith(("–", "—", "- "))
    )


def set_levels(headings: list[tuple[Block, Line]]) -> None:
    """Give headings their levels, from 2 downwards: the larger print heads the smaller, then bold the light."""
    kinds = sorted({(-round(line.size), not line.bold) for _block, line in headings})
    for block, line in headings:
        block.level = min(6, 2 + kinds.index((-round(line.size), not line.bold)))


def take_title(lines: list[Line]) -> tuple[str, list[Line], list[Line]]:
    """Return the title that stands in the largest print at the top, the lines above it, and those below it."""
    styles = read_styles(lines)
    filled = [line for line in lines if line.text and not line.grid][:FIRST_LINES]
    first_page = [line for line in filled if line.page == filled[0].page] if filled else []
    largest = max((line.size for line in first_page), default=0.0)
    if not styles.body or largest < styles.body * TITLE:
        return "", [], lines
    start = next(line for line in first_page if line.size > largest - SAME)
    at = next(place for place, line in enumerate(lines) if line is start)
    end = at
    title: list[Line] = []
    while end < len(lines) and (not lines[end].text or lines[end].size > largest - SAME):
        title += [lines[end]] if lines[end].text else []
        end += 1
    text = " ".join(line.text for line in title)
    if (
        not 3 < len(text) <= MAX_TITLE_LENGTH
        or text[-1] in ".,"
        or sum(line.text != "" for line in lines[end:]) < 3
    ):
        return "", [], lines
    return text, lines[:at], lines[end:]
