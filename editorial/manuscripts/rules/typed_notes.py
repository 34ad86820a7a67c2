"""Notes that an author typed: raised figures in the text, and paragraphs that begin with them at its end."""

import re

from editorial.manuscripts.draft import Block, Footnote, Span
from editorial.manuscripts.note_markers import mark
from editorial.manuscripts.rules.references import addresses, read_reference
from editorial.manuscripts.spans import cut, realign
from editorial.manuscripts.styled_blocks import StyledBlocks

HEADING = re.compile(
    r"(?:примечани[ея]|сноски|ссылки|notes|footnotes|endnotes|ескертулер|ескертпелер|сілтемелер|qeydlər)[.:]?",
    re.IGNORECASE,
)
UNIT = re.compile(r"(?:^|[^\w])(?:к?м|[см]м|дм|га|[kcm]?m|кв\. ?м)$", re.IGNORECASE)


def take_typed_notes(tree: StyledBlocks) -> None:
    """Turn typed notes into notes: all are called and numbered in a row, under a heading or at the end.

    Places of work are numbered in the same way, but stand above the text.
    """
    if tree.notes:
        return
    listed = {id(block): number for block in tree.blocks if (number := _number_of(block)) is not None}
    numbers = list(listed.values())
    if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return
    called = {
        int(block.text[span.start : span.end]) for block in tree.blocks for span in _calls(block, listed)
    }
    if not set(numbers) <= called:
        return
    first = next(at for at, block in enumerate(tree.blocks) if id(block) in listed)
    is_headed = first > 0 and bool(HEADING.fullmatch(tree.blocks[first - 1].text.strip()))
    if not is_headed and not all(id(block) in listed for block in tree.blocks[first:]):
        return
    ordinals = {number: at for at, number in enumerate(numbers)}
    for block in tree.blocks:
        if id(block) in listed:
            number = listed[id(block)]
            tree.notes[ordinals[number]] = _note(block, number)
        else:
            _mark(block, _calls(block, listed), ordinals)
    headed = tree.blocks[first - 1] if is_headed else None
    tree.blocks = [block for block in tree.blocks if id(block) not in listed and block is not headed]


def _number_of(block: Block) -> int | None:
    """Return the raised number at which a paragraph begins, if there is more in it."""
    if block.kind not in ("paragraph", "quote"):
        return None
    for span in block.spans:
        figure = block.text[span.start : span.end].strip()
        if span.kind == "superscript" and span.start == 0 and figure.isdecimal() and len(figure) <= 3:
            return int(figure) if block.text[span.end :].strip() else None
    return None


def _calls(block: Block, listed: dict[int, int]) -> list[Span]:
    if id(block) in listed or block.table:
        return []
    return [
        span
        for span in block.spans
        if span.kind == "superscript"
        and span.start > 0
        and block.text[span.start : span.end].isdecimal()
        and span.end - span.start <= 3
        and not UNIT.search(block.text[: span.start])
    ]


def _note(block: Block, number: int) -> Footnote:
    end = next(span.end for span in block.spans if span.kind == "superscript" and span.start == 0)
    rest = block.text[end:]
    text = rest.strip(" .\t") if rest.startswith(".") else rest.strip()
    spans = realign(cut(block.spans, end, len(block.text)), rest, text)
    linked = [span.value for span in spans if span.kind == "link"]
    urls = list(dict.fromkeys([*addresses(text), *linked]))
    return Footnote(
        number=number, text=text, urls=urls, spans=spans, reference=read_reference(text, number=number)
    )


def _mark(block: Block, calls: list[Span], ordinals: dict[int, int]) -> None:
    for call in sorted(calls, key=lambda span: -span.start):
        ordinal = ordinals.get(int(block.text[call.start : call.end]))
        if ordinal is None:
            continue
        length = call.end - call.start
        block.text = block.text[: call.start] + mark(ordinal) + block.text[call.end :]
        block.spans = [
            Span(_moved(span.start, call, length), _moved(span.end, call, length), span.kind, span.value)
            for span in block.spans
            if (span.start, span.end, span.kind) != (call.start, call.end, call.kind)
        ]


def _moved(place: int, call: Span, length: int) -> int:
    return place if place <= call.start else max(call.start, place - length)
