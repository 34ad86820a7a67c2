"""From the lines of an extracted text to the Manuscript."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from editorial.manuscripts.assemble import build_item
from editorial.manuscripts.dehyphenate import join
from editorial.manuscripts.draft import Block, Footnote, Item, Manuscript, Remark
from editorial.manuscripts.lexicon import Vocabulary
from editorial.manuscripts.lines import CELL_END, ROW_END, Line
from editorial.manuscripts.note_markers import ordinals, without_marks
from editorial.manuscripts.page_model import Page, Paper, PrintedNote
from editorial.manuscripts.rules.article_boundaries import Piece, is_collection, is_contents, split_collection
from editorial.manuscripts.rules.bracketed_notes import raise_bracketed
from editorial.manuscripts.rules.contents import Contents, find_contents
from editorial.manuscripts.rules.footnote_blocks import remark_on_gaps, take_notes
from editorial.manuscripts.rules.footnote_calls import place_marks
from editorial.manuscripts.rules.front_matter import read_front_matter
from editorial.manuscripts.rules.grids import (
    fold_leaders,
    heal_interrupted,
    join_grids,
    list_dashed,
    name_figures,
    split_at_grids,
)
from editorial.manuscripts.rules.pages import split_pages
from editorial.manuscripts.rules.paragraphs import (
    BULLET,
    NUMBERED,
    UNWRAPPED,
    Chunk,
    is_unwrapped,
    joined,
    measure,
    to_chunks,
)
from editorial.manuscripts.rules.printed_styles import is_styled_heading, read_styles, set_levels, take_title
from editorial.manuscripts.rules.references import addresses, read_reference, separate_addresses
from editorial.manuscripts.rules.running_headers import (
    drop_interrupting_heads,
    drop_running_headers,
    drop_titles_in_heads,
)
from editorial.manuscripts.rules.tables import find_tables

Progress = Callable[[int, int], None]


def read_paper(lines: list[Line], feeds: set[int]) -> Manuscript:
    """Understand a text that was laid out in lines, on pages or not."""
    return read_laid_out(lines, feeds)[0]


def read_laid_out(lines: list[Line], feeds: set[int]) -> tuple[Manuscript, list[Page]]:
    """Understand such a text, and return its pages, too: they tell what was left out as a running header."""
    source = [line.text.replace(CELL_END, " | ").replace(ROW_END, " / ") for line in lines]
    pages = split_pages(lines, feeds)
    drop_running_headers(pages)
    drop_interrupting_heads(pages)
    vocabulary = Vocabulary(line.words for page in pages for line in page.lines if line.text)
    contents = find_contents(pages, vocabulary)
    if contents:
        names = {entry.title for entry in contents.entries}
        names.update(person.name for entry in contents.entries for person in entry.people)
        drop_titles_in_heads(pages, names)
    paper = Paper(pages=pages, vocabulary=vocabulary)
    raise_bracketed(pages)
    paper.notes = take_notes(pages)
    remarks = [*remark_on_gaps(paper.notes), *place_marks(paper)]
    notes = {note.ordinal: _footnote(note, paper) for note in paper.notes}
    manuscript = _read_collection(paper, contents, notes) if contents and len(contents.entries) > 1 else None
    if manuscript is None:
        manuscript = Manuscript(items=[_read_single(paper, notes)])
        contents = None
    share_remarks(manuscript, remarks)
    if contents:
        for page in pages:
            page.head.extend(line for line in page.lines if contents.first_line <= line.number <= contents.last_line)  # fmt: skip
    manuscript.source = source
    return manuscript, pages


def _footnote(note: PrintedNote, paper: Paper) -> Footnote:
    text = separate_addresses(
        join([line.text + (" " if line.spaced else "") for line in note.lines], paper.vocabulary)
    )
    return Footnote(
        number=note.number,
        text=text,
        urls=addresses(text),
        line=note.lines[0].number,
        page=paper.pages[note.page].number,
        reference=read_reference(text, number=note.number),
    )


def _read_single(paper: Paper, notes: dict[int, Footnote]) -> Item:
    lines = list(paper.flow())
    item = Item(line=next((line.number for line in lines if line.text), 1))
    item.footnotes = list(notes.values())
    title, above, below = take_title(lines)
    if title:
        item.title = without_marks(title)
        below = [*(line for line in above if line.picture), *below]
        above = [line for line in above if not line.picture]
        heads = " ".join(line.words for line in above if line.text)
        for line in above:
            paper.pages[line.page].head.append(line)
        if heads:
            item.remarks.append(Remark(item.line, _("Above the title: “%(text)s”.") % {"text": heads}))
    blocks = to_blocks(below, paper)
    return build_item(item, blocks, notes, in_collection=False, guess_headings=not _are_headed(blocks))


def _are_headed(blocks: list[Block]) -> bool:
    """Return whether the print told which paragraphs are headings."""
    return any(block.kind == "heading" for block in blocks)


def _read_collection(paper: Paper, contents: Contents, notes: dict[int, Footnote]) -> Manuscript | None:
    """Read the articles that the contents name; nothing if they are the parts of one text."""
    pieces, front = split_collection(paper.pages, contents, paper.vocabulary)
    if not is_collection(pieces, contents):
        if is_contents(pieces, contents):
            _leave_out(paper, contents)
        return None
    manuscript = Manuscript(collection=read_front_matter(front, paper.vocabulary), is_collection=True)
    owners = _owners(pieces, notes)
    for place, piece in enumerate(pieces):
        item = Item(
            title=piece.title,
            contributors=piece.contributors,
            first_page=piece.first_page,
            line=piece.line,
            remarks=piece.remarks,
            date=str(manuscript.collection.year or ""),
        )
        last = next((line for line in reversed(piece.lines) if line.text), None)
        item.last_page = paper.pages[last.page].number if last else None
        item.footnotes = [note for ordinal, note in notes.items() if owners[ordinal] == place]
        blocks = to_blocks(piece.lines, paper)
        headed = _are_headed(blocks)
        manuscript.items.append(build_item(item, blocks, notes, in_collection=True, guess_headings=not headed))  # fmt: skip
    if len(pieces) < len(contents.entries):
        found = {piece.title for piece in pieces}
        manuscript.remarks.extend(
            Remark(
                entry.line,
                _("“%(title)s” is listed in the contents but was not found in the text.")
                % {"title": entry.title},
            )
            for entry in contents.entries
            if entry.title not in found
        )
    return manuscript


def _leave_out(paper: Paper, contents: Contents) -> None:
    """Take the lines of the contents out of the text, which has the headings that they name."""
    for page in paper.pages:
        for place, line in enumerate(page.lines):
            if contents.first_line <= line.number <= contents.last_line and line.text:
                page.head.append(line)
                page.lines[place] = Line(text="", number=line.number, page=line.page)


def _owners(pieces: list[Piece], notes: dict[int, Footnote]) -> dict[int, int]:
    """Return the article of each note: the one that calls it first, else the one on whose lines it stands."""
    owners: dict[int, int] = {}
    for place, piece in enumerate(pieces):
        for line in piece.lines:
            for ordinal in ordinals(line.text):
                owners.setdefault(ordinal, place)
    starts = [piece.lines[0].number if piece.lines else piece.line for piece in pieces]
    for ordinal, note in notes.items():
        if ordinal not in owners:
            owners[ordinal] = max(
                (place for place, start in enumerate(starts) if start <= note.line), default=0
            )
    return owners


def to_blocks(lines: list[Line], paper: Paper) -> list[Block]:
    """Lines of one article as blocks in reading order."""
    blocks: list[Block] = []
    prose = [line for line in lines if not line.grid]
    unwrapped = is_unwrapped(prose)
    measured = UNWRAPPED if unwrapped else measure(prose)
    styles = read_styles(prose)
    headings: list[tuple[Block, Line]] = []
    for stretch in split_at_grids(fold_leaders(lines)):
        if isinstance(stretch, Block):
            blocks.append(stretch)
            continue
        for found in [stretch] if unwrapped else find_tables(stretch, paper.vocabulary):
            if isinstance(found, Block):
                blocks.append(found)
            else:
                for chunk in to_chunks(found, measured):
                    blocks.append(_block(chunk, paper))
                    if is_styled_heading(chunk, styles):
                        blocks[-1].kind, blocks[-1].text = (
                            "heading",
                            joined(chunk, paper.vocabulary).rstrip(" :"),
                        )
                        blocks[-1].label = ""
                        headings.append((blocks[-1], chunk.lines[0]))
    set_levels(headings)
    blocks = heal_interrupted(name_figures(join_grids(list_dashed(blocks) if styles.body else blocks)))
    for block in blocks:
        block.page = paper.pages[block.page].number if block.page is not None else None
    return [block for block in blocks if block.text or block.table or block.picture]


def _block(chunk: Chunk, paper: Paper) -> Block:
    text = joined(chunk, paper.vocabulary)
    first = chunk.lines[0]
    bullet = BULLET.match(text)
    numbered = NUMBERED.match(text)
    if bullet and without_marks(text)[0] not in "-–—":
        return Block(kind="item", text=text[bullet.end() :], line=first.number, page=first.page, label="•")
    if numbered:
        label = numbered.group().strip()
        return Block(
            kind="item", text=text[numbered.end() :], line=first.number, page=first.page, label=label
        )
    return Block(kind="paragraph", text=text, line=first.number, page=first.page)


def share_remarks(manuscript: Manuscript, remarks: list[Remark]) -> None:
    """Give each remark to the item on whose lines it stands."""
    for remark in remarks:
        owner = None
        for item in manuscript.items:
            if item.line <= remark.line or any(note.line == remark.line for note in item.footnotes):
                owner = item
        (owner.remarks if owner else manuscript.remarks).append(remark)
