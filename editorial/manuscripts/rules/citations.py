"""Bracketed citations and the numbered list they point to."""

import re

from editorial.manuscripts.draft import Block, Citation
from editorial.manuscripts.rules.footnote_blocks import REFERENCE_LIST
from editorial.manuscripts.styled_blocks import SOURCE

CITATION = re.compile(
    r"\[\s*\d{1,3}(?:\s*[,;–-]\s*(?:(?:с|С|c|C|p|P|pp|P\.P|б|стр|s|т|vol)\.?\s*)?\d{1,4}(?:\s*[–-]\s*\d{1,4})?(?:[-–]?\s?б\.?)?)*\s*\]"
)
ENTRY = re.compile(r"^\[?(\d{1,3})[\].)]?\s+(?=\S)")
WORDS_BEFORE = 6


def words_before(text: str, at: int) -> str:
    """Return the last words before a place in a text."""
    return " ".join(text[:at].split()[-WORDS_BEFORE:])


def find_citations(blocks: list[Block]) -> list[Citation]:
    """Citations in reading order."""
    return [
        Citation(marker=re.sub(r"\s+", " ", found.group()), before=words_before(block.text, found.start()))
        for block in blocks
        if block.kind != "table"
        for found in CITATION.finditer(block.text)
    ]


def take_reference_list(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """Split the blocks from the list of references at their end, and return both."""
    if any(block.label == SOURCE for block in blocks):
        return _take_sources(blocks)
    at = next(
        (place for place, block in enumerate(blocks) if REFERENCE_LIST.fullmatch(block.text.strip())), None
    )
    if at is None:
        return blocks, []
    entries: list[str] = []
    end = at + 1
    numbered = any(_entry_text(block) for block in blocks[at + 1 : at + 4])
    for block in blocks[at + 1 :]:
        if block.kind in ("table", "question") or (block.kind == "heading" and not _entry_text(block)):
            if REFERENCE_LIST.fullmatch(block.text.strip()):
                end += 1
                continue
            break
        text = _entry_text(block)
        if text is None and numbered and entries:
            entries[-1] = f"{entries[-1]} {block.text}"
        else:
            entries.append(text or block.text)
        end += 1
    return blocks[:at] + blocks[end:], entries


def _take_sources(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """Take the list that a reference manager wrote: where it ends is known."""
    first = next(at for at, block in enumerate(blocks) if block.label == SOURCE)
    headed = blocks[first - 1] if first and REFERENCE_LIST.fullmatch(blocks[first - 1].text.strip()) else None
    listed = [
        block
        for block in blocks
        if block.label == SOURCE and not REFERENCE_LIST.fullmatch(block.text.strip())
    ]
    rest = [block for block in blocks if block.label != SOURCE and block is not headed]
    return rest, [_entry_text(block) or block.text for block in listed]


def _entry_text(block: Block) -> str | None:
    whole = f"{block.label} {block.text}".strip() if block.kind == "item" else block.text
    found = ENTRY.match(whole)
    return whole[found.end() :] if found else None
