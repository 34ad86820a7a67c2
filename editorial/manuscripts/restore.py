"""Restoration of what the rules drop when they divide a text by its words: spans, numbers of headings, works."""

from collections.abc import Iterator
from dataclasses import replace

from editorial.manuscripts.conservation import words
from editorial.manuscripts.draft import Anchor, Block, Item, Reference, Span
from editorial.manuscripts.spans import realign

Texts = dict[int, tuple[str, list[Span]]]


def restore_spans(blocks: list[Block], texts: Texts) -> None:
    """Set the spans of blocks from the text of the line from which they were made."""
    for block in blocks:
        source = texts.get(block.line)
        if block.table is None:
            block.spans = realign(source[1], source[0], block.text) if source else []
        if block.kind == "heading":
            block.spans = [each for each in block.spans if each.kind != "strong"]
            _number(block)


def _number(block: Block) -> None:
    """Put the number that the file counted before its heading."""
    if not block.label or not block.label[0].isalnum():
        return
    shift = len(block.label) + 1
    block.text, block.label = f"{block.label} {block.text}", ""
    for anchor in block.anchors:
        anchor.offset += shift
    for span in block.spans:
        span.start, span.end = span.start + shift, span.end + shift


def add_links(item: Item, texts: Texts) -> None:
    """Give references the addresses to which their words were linked."""
    linked = [(text, spans) for text, spans in texts.values() if any(span.kind == "link" for span in spans)]
    for reference in item.references:
        if reference.url:
            continue
        found = next((spans for text, spans in linked if reference.text and reference.text[:80] in text), [])
        reference.url = next((span.value for span in found if span.kind == "link"), "")


def add_works(item: Item, works: list[Reference]) -> None:
    """Complete the references by what a reference manager wrote into the file; add those that are not listed."""
    for work in works:
        title = words(work.title)
        listed = next((each for each in item.references if _holds(words(each.text), title)), None)
        noted = [note for note in item.footnotes if _holds(words(note.text), title)]
        for note in noted:
            note.reference = replace(work, text=note.text, number=note.number)
        if listed is not None:
            for name, value in _parts(work).items():
                if value and name != "text":
                    setattr(listed, name, value)
        elif not noted and not any(each.text == work.text for each in item.references):
            work.number = len(item.references) + 1
            item.references.append(work)


def _parts(work: Reference) -> dict[str, object]:
    return {name: getattr(work, name) for name in ("text", "author", "title", "outlet", "year", "url")}


def _holds(text: list[str], part: list[str]) -> bool:
    return bool(part) and f" {' '.join(part)} " in f" {' '.join(text)} "


def all_anchors(block: Block) -> Iterator[Anchor]:
    """Yield the calls of notes in a block and in the cells of its table."""
    yield from block.anchors
    if block.table:
        for row in block.table.cells:
            for cell in row:
                for inner in cell.blocks:
                    yield from all_anchors(inner)
