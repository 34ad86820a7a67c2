"""From the blocks of one article to the Item: every rule that needs no paper runs here, for all kinds of file."""

import re

from django.utils.translation import gettext as _

from editorial.manuscripts.draft import Anchor, Block, Contributor, Footnote, Item, Remark
from editorial.manuscripts.lines import tidy
from editorial.manuscripts.note_markers import lift, ordinals, without_marks
from editorial.manuscripts.rules.abstracts import take_abstracts
from editorial.manuscripts.rules.citations import find_citations, take_reference_list
from editorial.manuscripts.rules.dateline import Dateline, is_date_line, read_dateline
from editorial.manuscripts.rules.genre import guess_genre
from editorial.manuscripts.rules.headings import is_heading, split_run_in
from editorial.manuscripts.rules.interview import (
    LEAD,
    answers_here,
    interviewee,
    mark_questions,
    take_interviewer,
)
from editorial.manuscripts.rules.language import detect_language
from editorial.manuscripts.rules.quoted_people import quoted_people
from editorial.manuscripts.rules.references import read_reference, resolve_repeats
from editorial.manuscripts.rules.signature import merge_people, take_signature, take_signatures
from editorial.manuscripts.rules.step_headings import lift_step_headings
from editorial.manuscripts.rules.title_block import Head, take_head


def build_item(
    item: Item,
    blocks: list[Block],
    notes: dict[int, Footnote],
    *,
    in_collection: bool,
    guess_headings: bool = True,
) -> Item:
    """Fill an item from its blocks.

    `notes` are the manuscript's notes by ordinal, `item.footnotes` those of the item. Headings are guessed
    among paragraphs unless the file marked them.
    """
    dateline, above = _take_dateline(blocks) if not in_collection else (None, len(blocks))
    abstracts = take_abstracts(blocks)
    item.abstracts, item.keywords, blocks = abstracts.texts, abstracts.keywords, abstracts.rest
    item.language = _language(blocks)
    if not item.title or not item.contributors:
        head = take_head(blocks[:above], item.language, title=item.title)
        if not item.title and not any(block.text or block.table for block in (*head.rest, *blocks[above:])):
            head = Head(rest=blocks[:above])  # a text of a few lines has no head
        item.titles = head.titles
        item.title = item.title or head.titles.get(item.language) or next(iter(head.titles.values()), "")
        item.contributors = item.contributors or head.contributors
        item.date, blocks = item.date or head.date, head.rest + blocks[above:]
    else:
        item.contributors, blocks = take_signatures(item.contributors, blocks)
    without_asker, asker = take_interviewer(blocks)
    interview = mark_questions(without_asker, title=item.title)
    if interview:
        blocks, item.contributors = without_asker, merge_people(item.contributors, [asker] if asker else [])
    blocks, signers = take_signature(blocks)
    item.contributors = merge_people(item.contributors, signers)
    blocks, entries = take_reference_list(blocks)
    item.references = [read_reference(without_marks(text), number=at) for at, text in enumerate(entries, 1)]
    if guess_headings:
        blocks = _name_headings(blocks, interview=interview)
    item.blocks = lift_step_headings(blocks)
    if dateline:
        item.date, item.outlet = dateline.date or item.date, dateline.agency
    _name_people(item, interview=interview, dateline=dateline)
    item.citations = find_citations(item.blocks)
    _lift_marks(item, notes)
    resolve_repeats(item.footnotes)
    item.genre = guess_genre(
        item, interview=interview, dateline=dateline is not None, in_collection=in_collection
    )
    if not item.title:
        item.remarks.insert(0, Remark(item.line, _("The article has no title. Enter one.")))
    _remark_on_tables(item)
    _remark_on_people(item)
    return item


def _language(blocks: list[Block]) -> str:
    """Return the language of most of the text, not that of the titles and names above it."""
    return detect_language(
        " ".join(block.text for block in sorted(blocks, key=lambda block: -len(block.text))[:12])
    )


def _take_dateline(blocks: list[Block]) -> tuple[Dateline | None, int]:
    """Read the dateline off the first paragraph, or off one under a title; and how many blocks stand above it."""
    for above, block in enumerate(blocks[:3]):
        found = None if is_date_line(block.text) else read_dateline(block.text)
        if found:
            block.text, block.kind = found.rest, "paragraph"
            if not found.rest:
                blocks.remove(block)
            return found, above
    return None, len(blocks)


def _name_headings(blocks: list[Block], *, interview: bool) -> list[Block]:
    named: list[Block] = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        if block.kind == "item" and _heads_a_part(block, named[-1] if named else None, after):
            block.kind, block.level, block.text, block.label = "heading", 3, f"{block.label} {block.text}", ""
            named.append(block)
            continue
        leads = interview and block.kind == "paragraph" and bool(LEAD.search(block.text))
        if block.kind != "paragraph" or leads:
            named.append(block)
            continue
        run_in = split_run_in(block.text)
        if run_in:
            named.append(Block(kind="heading", text=run_in[0], line=block.line, page=block.page, level=2))
            block.text = run_in[1]
        elif is_heading(
            block.text, following=after.text or "x" if after else None, may_be_question=not interview
        ):
            block.kind, block.level, block.text = "heading", 2, block.text.rstrip(" .:")
        named.append(block)
    return named


def _heads_a_part(block: Block, before: Block | None, after: Block | None) -> bool:
    """Return whether a numbered line is the heading of what follows it, and no item of a list."""
    alone = before is None or before.kind != "item"
    numbered = block.label.rstrip(".").isdigit() and block.label.endswith(".")
    follows = after is not None and after.kind == "paragraph" and len(after.text) > len(block.text)
    return alone and numbered and follows and is_heading(block.text, following="x")


def _name_people(item: Item, *, interview: bool, dateline: Dateline | None) -> None:
    if interview:
        answering = interviewee(item.blocks)
        if answering:
            item.contributors = [each for each in item.contributors if each.name != answering.name] + [
                answering
            ]
        for contributor in item.contributors:
            if contributor.role == "author" and not contributor.organisation:
                answers = not answering and answers_here(contributor, item.blocks)
                contributor.role = "interviewee" if answers else "interviewer"
    elif dateline:
        item.contributors = merge_people(item.contributors, [])
        known = {each.name for each in item.contributors}
        item.contributors.extend(each for each in quoted_people(item.blocks) if each.name not in known)
    if dateline and dateline.agency and not any(each.role == "author" for each in item.contributors):
        item.contributors.insert(0, Contributor(name=dateline.agency, organisation=True))


def _lift_marks(item: Item, notes: dict[int, Footnote]) -> None:
    """Turn marks into anchors, and say which notes are called from elsewhere or not at all."""
    numbers = {ordinal: note.number for ordinal, note in notes.items()}
    own = {id(note) for note in item.footnotes}
    for block in item.blocks:
        if block.table:
            block.anchors = _lift_table(block, numbers)
            called = [number for row in block.table.rows for cell in row for number in ordinals(cell)]
            _lift_cells(block, numbers)
        else:
            called = ordinals(block.text)
            block.text, block.anchors = lift(block.text, numbers)
            block.text = _tidy_around(block)
        for ordinal in called:
            note = notes.get(ordinal)
            if note is not None and id(note) not in own:
                item.remarks.append(Remark(block.line, _foreign(note)))
    for block in item.blocks:
        if block.table:
            for row in block.table.rows:
                row[:] = [tidy(without_marks(cell)) for cell in row]


def _lift_cells(block: Block, numbers: dict[int, int]) -> None:
    """Turn the marks in the blocks of the cells into anchors."""
    if not block.table:
        return
    for inner in (each for row in block.table.cells for cell in row for each in cell.blocks):
        if inner.table:
            inner.anchors = _lift_table(inner, numbers)
            _lift_cells(inner, numbers)
            for row in inner.table.rows:
                row[:] = [without_marks(cell) for cell in row]
        else:
            inner.text, inner.anchors = lift(inner.text, numbers)


def _foreign(note: Footnote) -> str:
    return _("Footnote %(number)s is referenced here but belongs to another article in the file.") % {
        "number": note.number
    }


def _lift_table(block: Block, numbers: dict[int, int]) -> list[Anchor]:
    anchors: list[Anchor] = []
    if block.table:
        block.table.title = without_marks(block.table.title)
        for at, row in enumerate(block.table.rows):
            for place, cell in enumerate(row):
                anchors.extend(lift(cell, numbers, row=at, cell=place)[1])
    return anchors


def _tidy_around(block: Block) -> str:
    """Take out the double space a marker left, and move the offsets behind it."""
    text = block.text
    for found in reversed(list(re.finditer(r"  +", text))):
        surplus = found.end() - found.start() - 1
        text = text[: found.start() + 1] + text[found.end() :]
        for anchor in block.anchors:
            if anchor.offset > found.start():
                anchor.offset = max(found.start(), anchor.offset - surplus)
    return text


def _remark_on_tables(item: Item) -> None:
    for block in item.blocks:
        if block.table and not block.table.certain:
            item.remarks.append(
                Remark(
                    block.line,
                    _("The table “%(title)s” was not recognised correctly. Check rows and columns.")
                    % {"title": block.table.title},
                )
            )


def _remark_on_people(item: Item) -> None:
    if not item.contributors:
        item.remarks.append(Remark(item.line, _("No author found.")))
    for contributor in item.contributors:
        if not contributor.position and not contributor.degree and not contributor.organisation:
            item.remarks.append(
                Remark(item.line, _("No position found for %(name)s.") % {"name": contributor.name})
            )
