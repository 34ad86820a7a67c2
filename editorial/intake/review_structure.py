"""Rearrangement of a parsed manuscript: articles merged and split, paragraphs joined, notes followed."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editorial.intake.review_text import joined
from editorial.manuscripts.draft import Block, Item, Manuscript, Remark


def join(item: Item, block_at: int) -> None:
    """Join a block with the one before it, which keeps its kind."""
    pair = item.blocks[block_at - 1 : block_at + 1] if block_at else []
    if len(pair) < 2 or any(block.table or block.picture for block in pair):
        raise ValidationError(_("Only two paragraphs of text can be joined."))
    joined(pair[0], item.blocks.pop(block_at))


def merge(manuscript: Manuscript, at: int) -> None:
    """Put an item under the one before it, its title as a heading; what has no place there becomes a remark."""
    if not 0 < at < len(manuscript.items):
        raise ValidationError(_("This is the first article, there is nothing to merge it with."))
    first, second = manuscript.items[at - 1], manuscript.items.pop(at)
    _renumber_notes(first, second)
    if second.title:
        first.blocks.append(Block(kind="heading", text=second.title, line=second.line, level=2))
    first.blocks.extend(second.blocks)
    first.footnotes.extend(second.footnotes)
    first.references.extend(second.references)
    first.citations.extend(second.citations)
    first.remarks.extend(second.remarks)
    first.last_page = second.last_page or first.last_page
    first.topics = list(dict.fromkeys([*first.topics, *second.topics]))
    names = {contributor.name for contributor in first.contributors}
    first.contributors.extend(each for each in second.contributors if each.name not in names)
    for language, words in second.keywords.items():
        first.keywords[language] = list(dict.fromkeys([*first.keywords.get(language, []), *words]))
    for own, others in ((first.abstracts, second.abstracts), (first.titles, second.titles)):
        for language, text in others.items():
            if text and own.setdefault(language, text) != text:
                message = _("Left out when the articles were merged (%(language)s): “%(text)s”.")
                first.remarks.append(Remark(second.line, message % {"language": language, "text": text}))


def _renumber_notes(first: Item, second: Item) -> None:
    """Count the notes of an item on from those of the item it is merged with, if both have the same numbers."""
    used = {note.number for note in first.footnotes} | called_notes(first.blocks)
    numbers = {note.number for note in second.footnotes} | called_notes(second.blocks)
    if not used & numbers:
        return
    shift = max(used)
    for note in second.footnotes:
        note.number += shift
        note.same_as = note.same_as + shift if note.same_as else None
    for block in _with_cells(second.blocks):
        for anchor in block.anchors:
            anchor.number += shift
    message = _("The footnotes of this article were numbered from %(number)s when it was merged.")
    second.remarks.append(Remark(second.line, message % {"number": min(numbers) + shift}))


def _with_cells(blocks: Iterable[Block]) -> Iterator[Block]:
    """Return blocks and those within the cells of tables."""
    for block in blocks:
        yield block
        if block.table:
            for row in block.table.cells:
                for cell in row:
                    yield from _with_cells(cell.blocks)


def called_notes(blocks: Iterable[Block]) -> set[int]:
    """Return the numbers of the notes that blocks call."""
    return {anchor.number for block in _with_cells(blocks) for anchor in block.anchors}


def split(manuscript: Manuscript, at: int, block_at: int) -> None:
    """Begin a new item with a block; a heading becomes its title, and notes go where they are called."""
    item = manuscript.items[at]
    if not 0 < block_at < len(item.blocks):
        raise ValidationError(_("An article cannot be split before its first paragraph."))
    tail = item.blocks[block_at:]
    new = Item(
        language=item.language, genre=item.genre, date=item.date, line=tail[0].line, first_page=tail[0].page
    )
    new.last_page = item.last_page
    called, remaining = called_notes(tail), called_notes(item.blocks[:block_at])
    if tail[0].kind == "heading":
        new.title = tail.pop(0).text
    new.blocks, item.blocks = tail, item.blocks[:block_at]
    new.footnotes = [note for note in item.footnotes if note.number in called]
    item.footnotes = [
        note for note in item.footnotes if note.number not in called or note.number in remaining
    ]
    new.remarks = [remark for remark in item.remarks if remark.line >= new.line]
    item.remarks = [remark for remark in item.remarks if remark.line < new.line]
    manuscript.items.insert(at + 1, new)


def unreferenced_notes(item: Item) -> set[int]:
    """Numbers of notes that no marker calls."""
    return {note.number for note in item.footnotes} - called_notes(item.blocks)


def missing_notes(item: Item) -> set[int]:
    """Numbers that markers call and the item has no note for."""
    return called_notes(item.blocks) - {note.number for note in item.footnotes}
