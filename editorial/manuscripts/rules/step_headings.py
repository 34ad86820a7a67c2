"""Headings that open their paragraph and are counted by a word: «Первый шаг «…». …», «Второй шаг …»."""

import re
from collections import Counter

from editorial.manuscripts.draft import Block

ORDINALS = (
    "перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    "|бірінші|екінші|үшінші|төртінші|бесінші|алтыншы|жетінші|birinci|ikinci|üçüncü|dördüncü|beşinci"
)
OPENING = re.compile(
    rf"((?:{ORDINALS})\w{{0,3}} ([^\W\d_]+)(?: [«“\"][^»”\"]{{2,80}}[»”\"])?)(\.\s+|)", re.IGNORECASE
)
MIN_STEPS = 3


def lift_step_headings(blocks: list[Block]) -> list[Block]:
    """Make headings of such openings, when at least three paragraphs count the same thing."""
    found = {id(block): OPENING.match(block.text) for block in blocks if block.kind == "paragraph"}
    counts = Counter(match.group(2).casefold() for match in found.values() if match)
    result: list[Block] = []
    for block in blocks:
        match = found.get(id(block))
        if not match or counts[match.group(2).casefold()] < MIN_STEPS:
            result.append(block)
            continue
        result.append(Block(kind="heading", text=match.group(1), line=block.line, page=block.page, level=3))
        if match.group(3):
            block.text = block.text[match.end() :]
        result.append(block)
    return result
