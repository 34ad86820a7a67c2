"""From a document with styles to the Manuscript: its own headings say where articles begin."""

import re
from itertools import pairwise
from typing import cast, get_args

from django.utils.translation import gettext as _

from editorial.manuscripts.assemble import build_item
from editorial.manuscripts.draft import Block, CollectionNote, Contributor, Genre, Item, Manuscript, Remark
from editorial.manuscripts.lexicon import Vocabulary
from editorial.manuscripts.lines import Line
from editorial.manuscripts.names import is_body, read_signature, split_people, strip_degree
from editorial.manuscripts.note_markers import ordinals, without_marks
from editorial.manuscripts.restore import add_links, add_works, all_anchors, restore_spans
from editorial.manuscripts.revisions import revision_remarks
from editorial.manuscripts.rules.contents import HEADING as CONTENTS_HEADING
from editorial.manuscripts.rules.dateline import find_date
from editorial.manuscripts.rules.front_matter import read_front_matter
from editorial.manuscripts.rules.genre import FOREWORD
from editorial.manuscripts.rules.headings import KNOWN
from editorial.manuscripts.rules.tables import CAPTION
from editorial.manuscripts.rules.typed_notes import take_typed_notes
from editorial.manuscripts.styled_blocks import CAPTIONED, StyledBlocks

MAX_BOLD_LENGTH = 160
MIN_SENTENCES_LENGTH = 120  # characters of a paragraph that is no line of a title page


def read_blocks(tree: StyledBlocks) -> Manuscript:
    """Understand a document's blocks."""
    source = [_describe_block(block) for block in tree.blocks]
    take_typed_notes(tree)
    texts = {block.line: (without_marks(block.text), block.spans) for block in tree.blocks}
    title_calls = ordinals(tree.title)
    tree.title = without_marks(tree.title)
    tree.authors = [without_marks(name) for name in tree.authors]
    manuscript = _understand(tree)
    manuscript.source = source
    manuscript.revisions = tree.revisions
    manuscript.remarks += [*tree.remarks, *revision_remarks(tree.revisions)]
    for item in manuscript.items:
        restore_spans(item.blocks, texts)
        add_links(item, texts)
        add_works(item, tree.works if len(manuscript.items) == 1 else [])
    _remark_on_uncalled(manuscript, [tree.notes[each].number for each in title_calls if each in tree.notes])
    return manuscript


def _remark_on_uncalled(manuscript: Manuscript, of_title: list[int]) -> None:
    """Say which notes belong to a title, where no marker can stand."""
    for item in manuscript.items:
        called = {anchor.number for block in item.blocks for anchor in all_anchors(block)}
        for note in item.footnotes:
            if note.number in called:
                continue
            message = (
                _("Footnote %(number)s is called from the title. Set its marker in the text.")
                if note.number in of_title
                else _("No marker in the text calls footnote %(number)s. Set its marker.")
            )
            item.remarks.append(Remark(item.line, message % {"number": note.mark or note.number}))


def _describe_block(block: Block) -> str:
    cells = [" | ".join(row) for row in block.table.rows] if block.table else []
    return without_marks(
        " / ".join(filter(None, [block.text, *cells]) if cells else [f"{block.label} {block.text}".strip()])
    )


def _understand(tree: StyledBlocks) -> Manuscript:
    blocks = _caption_tables(tree.blocks)
    styled = any(block.kind == "heading" for block in blocks)
    _bold_headings(blocks, styled=styled)
    starts = _article_starts(blocks)
    if starts:
        return _collection(tree, blocks, starts)
    item = Item(title=tree.title, date=find_date(tree.date), line=1)
    item.contributors = _authors(tree.authors)
    if not item.title:
        item.title, blocks = _own_title(blocks)
    if tree.abstract:
        blocks = [Block(kind="paragraph", text=f"Abstract. {tree.abstract}"), *blocks]
    item.footnotes = list(tree.notes.values())
    build_item(item, blocks, tree.notes, in_collection=False, guess_headings=not styled)
    _drop_labels(item)
    if tree.genre in get_args(Genre):
        item.genre = cast("Genre", tree.genre)
    return Manuscript(items=[item])


def _authors(names: list[str]) -> list[Contributor]:
    found: list[Contributor] = []
    for name in names:
        signed = read_signature(name)
        people = split_people(name)
        if people:
            found.extend(Contributor(name=person.name, degree=person.degree) for person in people)
        else:
            found.append(signed or Contributor(name=strip_degree(name).name, organisation=is_body(name)))
    return found


def _caption_tables(blocks: list[Block]) -> list[Block]:
    """Give a table the title that stands in the paragraph above it, or below, as the first table has it."""
    below = _has_captions_below(blocks)
    result: list[Block] = []
    for block in blocks:
        above = result[-1] if result else None
        if block.table and block.table.title:
            _entitle(block, block.table.title)
        elif block.table and above and not below and _is_caption(above):
            _entitle(block, result.pop().text)
        elif below and _is_caption(block) and above and above.table and not above.table.title:
            _entitle(above, block.text)
            continue
        result.append(block)
    return result


def _has_captions_below(blocks: list[Block]) -> bool:
    """Return whether the first table with a title beside it has it below."""
    for at, block in enumerate(blocks):
        if block.table and at and _is_caption(blocks[at - 1]):
            return False
        if block.table and _is_caption(blocks[min(at + 1, len(blocks) - 1)]):
            return True
    return False


def _is_caption(block: Block) -> bool:
    return not block.table and (block.label == CAPTIONED or bool(CAPTION.match(without_marks(block.text))))


def _entitle(block: Block, caption: str) -> None:
    block.label = without_marks(caption)
    if block.table:
        block.table.title = CAPTION.sub("", block.label, count=1).strip(" .–—-") or block.label


def _bold_headings(blocks: list[Block], *, styled: bool) -> None:
    """Tell whether a paragraph is a heading: short and all bold, in a document without heading styles."""
    for block, after in pairwise(blocks):
        text = without_marks(block.text)
        is_line = block.kind == "paragraph" and block.label == "bold" and len(text) <= MAX_BOLD_LENGTH
        if (
            (
                is_line
                and not styled
                and after.label != "bold"
                and not text.endswith((".", ",", ";"))
                and not split_people(text)
            )
            and not read_signature(text)
            and not text.startswith(("-", "–", "—"))
            and not text.endswith("?")
        ):
            block.kind, block.level = "heading", 2
    for block in blocks:
        if block.label in ("bold", CAPTIONED):
            block.label = ""


def _article_starts(blocks: list[Block]) -> list[int]:
    """Return the headings at which articles begin, when the document is a collection."""
    levels = [block.level for block in blocks if block.kind == "heading"]
    if not levels:
        return []
    top = min(levels)
    starts = [at for at, block in enumerate(blocks) if block.kind == "heading" and block.level == top]
    starts = [at for at in starts if not CONTENTS_HEADING.fullmatch(blocks[at].text)]
    titled = [at for at in starts if not KNOWN.fullmatch(without_marks(blocks[at].text).rstrip(".:"))]
    signed = [at for at in titled if _signed(blocks, at) or FOREWORD.fullmatch(blocks[at].text)]
    return titled if len(titled) >= 2 and len(signed) * 2 >= len(titled) else []


def _signed(blocks: list[Block], at: int) -> bool:
    """Return whether names stand right under a heading."""
    return any(
        split_people(without_marks(block.text))
        or read_signature(without_marks(block.text))
        or is_body(without_marks(block.text))
        for block in blocks[at + 1 : at + 3]
        if block.kind == "paragraph" and len(block.text) < 300
    )


def _own_title(blocks: list[Block]) -> tuple[str, list[Block]]:
    """Return the only heading of the highest level, when nothing but a few lines stands above it."""
    levels = [block.level for block in blocks if block.kind == "heading"]
    if not levels or levels.count(min(levels)) != 1:
        return "", blocks
    at = next(
        place for place, block in enumerate(blocks) if block.kind == "heading" and block.level == min(levels)
    )
    if (
        at > 6
        or KNOWN.fullmatch(blocks[at].text.rstrip(".:"))
        or any(len(block.text) > 200 for block in blocks[:at])
        or any(span.kind == "link" for span in blocks[at].spans)  # a title links to nothing
    ):
        return "", blocks
    return without_marks(blocks[at].text), blocks[:at] + blocks[at + 1 :]


def _collection(tree: StyledBlocks, blocks: list[Block], starts: list[int]) -> Manuscript:
    cover, before = _divide_front(blocks[: starts[0]])
    front = _front(tree, cover)
    manuscript = Manuscript(collection=front, is_collection=True)
    if before:
        manuscript.items.append(_article(tree, "", before, before[0].line, front))
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        title = blocks[start]
        item = _article(tree, without_marks(title.text), blocks[start + 1 : end], title.line, front)
        manuscript.items.append(item)
        for ordinal in ordinals(title.text):
            note = tree.notes.get(ordinal)
            if note is not None and note not in item.footnotes:
                item.footnotes.insert(0, note)
    return manuscript


def _article(tree: StyledBlocks, title: str, body: list[Block], line: int, front: CollectionNote) -> Item:
    """Build an article of a collection."""
    item = Item(title=title, line=line, date=str(front.year or ""))
    called = {ordinal for block in body for ordinal in _called(block)}
    item.footnotes = [note for ordinal, note in tree.notes.items() if ordinal in called]
    build_item(item, body, tree.notes, in_collection=True, guess_headings=False)
    _drop_labels(item)
    return item


def _divide_front(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Divide what stands before the first article into its title pages and a text without a heading."""
    for at, block in enumerate(blocks):
        text = without_marks(block.text)
        if (
            block.kind == "paragraph"
            and len(text) >= MIN_SENTENCES_LENGTH
            and text.endswith((".", "!", "?", "…"))
        ):
            return blocks[:at], blocks[at:]
    return blocks, []


def _called(block: Block) -> list[int]:
    cells = [cell for row in block.table.rows for cell in row] if block.table else []
    return [ordinal for text in (block.text, *cells) for ordinal in ordinals(text)]


def _front(tree: StyledBlocks, blocks: list[Block]) -> CollectionNote:
    texts = [text for text in (tree.title, *(without_marks(block.text) for block in blocks)) if text]
    texts = [text for text in texts if not re.search(r"(?:\t|\.{3,}|\s)\d{1,4}$", text) or len(text) < 40]
    lines: list[Line] = []
    for number, text in enumerate(texts, 1):
        lines.extend((Line(text=text, number=number), Line(text="", number=number)))
    return read_front_matter(lines, Vocabulary(block.text for block in tree.blocks))


def _drop_labels(item: Item) -> None:
    """Levels of an article's headings begin at 2 on the page."""
    levels = [block.level for block in item.blocks if block.kind == "heading" and block.level]
    shift = 2 - min(levels) if levels else 0
    for block in item.blocks:
        if block.kind == "heading":
            block.level = min(6, block.level + shift)
