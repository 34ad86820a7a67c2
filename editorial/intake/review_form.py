"""What an editor decides about an understood manuscript: plain changes of its structure, and the form's reading.

In the form, a marker of a note stands in the text as [[3]], so that it can be moved like a word.
"""

import re
from collections.abc import Mapping
from copy import copy
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editorial.manuscripts.draft import Anchor, Block, BlockKind, Contributor, Genre, Item, Manuscript, Role
from editorial.manuscripts.rules.dateline import ISO
from editorial.manuscripts.rules.references import addresses

Choice = TypeVar("Choice", bound=str)
TOKEN = re.compile(r"\[\[(\d{1,4})\]\]")
KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "item", "quote", "question", "answer", "figure")
GENRES: tuple[Genre, ...] = ("foreword", "research_article", "analysis", "commentary", "interview", "news")
ROLES: tuple[Role, ...] = (
    "author",
    "interviewer",
    "interviewee",
    "quoted",
    "editor",
    "reviewer",
    "translator",
)
LANGUAGES = ("ru", "kk", "az", "en")
YEAR = re.compile(r"(?:19|20)\d\d")


def with_tokens(text: str, anchors: list[Anchor]) -> str:
    """Return a text with its markers written out."""
    for anchor in sorted(anchors, key=lambda each: each.offset)[::-1]:
        text = f"{text[: anchor.offset]}[[{anchor.number}]]{text[anchor.offset :]}"
    return text


def without_tokens(text: str, *, row: int = -1, cell: int = -1) -> tuple[str, list[Anchor]]:
    """Return the words and the markers, taken apart."""
    anchors: list[Anchor] = []
    words = ""
    last = 0
    for found in TOKEN.finditer(text):
        words += text[last : found.start()]
        anchors.append(Anchor(offset=len(words), number=int(found.group(1)), row=row, cell=cell))
        last = found.end()
    return words + text[last:], anchors


def table_text(block: Block) -> str:
    """Return a table as lines of cells between bars."""
    if block.table is None:
        return ""
    lines = []
    for at, row in enumerate(block.table.rows):
        cells = [
            with_tokens(
                cell, [anchor for anchor in block.anchors if (anchor.row, anchor.cell) == (at, place)]
            )
            for place, cell in enumerate(row)
        ]
        lines.append(" | ".join(cells))
    return "\n".join(lines)


def merge(manuscript: Manuscript, at: int) -> None:
    """Put an item under the one before it, its title as a heading."""
    if not 0 < at < len(manuscript.items):
        raise ValidationError(_("This is the first article, there is nothing to merge it with."))
    first, second = manuscript.items[at - 1], manuscript.items.pop(at)
    if second.title:
        first.blocks.append(Block(kind="heading", text=second.title, line=second.line, level=2))
    first.blocks.extend(second.blocks)
    first.footnotes.extend(second.footnotes)
    first.references.extend(second.references)
    first.remarks.extend(second.remarks)
    first.last_page = second.last_page or first.last_page
    names = {contributor.name for contributor in first.contributors}
    first.contributors.extend(each for each in second.contributors if each.name not in names)


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
    if tail[0].kind == "heading":
        new.title = tail.pop(0).text
    new.blocks, item.blocks = tail, item.blocks[:block_at]
    called = {anchor.number for block in new.blocks for anchor in block.anchors}
    remaining = {anchor.number for block in item.blocks for anchor in block.anchors}
    new.footnotes = [note for note in item.footnotes if note.number in called]
    item.footnotes = [
        note for note in item.footnotes if note.number not in called or note.number in remaining
    ]
    new.remarks = [remark for remark in item.remarks if remark.line >= new.line]
    item.remarks = [remark for remark in item.remarks if remark.line < new.line]
    manuscript.items.insert(at + 1, new)


def apply_form(manuscript: Manuscript, at: int, data: Mapping[str, str]) -> None:
    """Take over what the form of one item says; raises ValidationError for what cannot be."""
    item = manuscript.items[at]
    item.title = data.get("title", item.title).strip()
    item.genre = _choice_or_default(data.get("genre", item.genre), GENRES)
    item.language = _choice_or_default(data.get("language", item.language), LANGUAGES)
    item.date = _date(data.get("date", item.date).strip())
    item.first_page = _number(data.get("first_page", ""))
    item.last_page = _number(data.get("last_page", ""))
    item.left_out = bool(data.get("left_out"))
    if "topics-shown" in data:
        item.topics = [name.removeprefix("topic-") for name in data if name.startswith("topic-")]
    _apply_contributors(item, data)
    _apply_abstracts(item, data)
    _apply_blocks(item, data)
    _apply_notes(manuscript, at, data)


def _choice_or_default(value: str, allowed: tuple[Choice, ...]) -> Choice:
    found = next((each for each in allowed if each == value), None)
    if found is None:
        raise ValidationError(_("“%(value)s” is not a valid choice.") % {"value": value})
    return found


def _date(value: str) -> str:
    if value and not (YEAR.fullmatch(value) or ISO.fullmatch(value)):
        raise ValidationError(
            _("Enter a date as 2025, 2025-10 or 2025-10-20; “%(value)s” is not valid.") % {"value": value}
        )
    return value


def _number(value: str) -> int | None:
    value = value.strip()
    if value and not value.isdigit():
        raise ValidationError(_("“%(value)s” is not a valid page number.") % {"value": value})
    return int(value) if value else None


def _apply_contributors(item: Item, data: Mapping[str, str]) -> None:
    people: list[Contributor] = []
    for at in range(len(item.contributors) + 1):
        name = data.get(f"who-{at}-name", "").strip()
        if not name or data.get(f"who-{at}-drop"):
            continue
        old = item.contributors[at] if at < len(item.contributors) else Contributor(name=name)
        person = copy(old)
        person.name = name
        person.position = data.get(f"who-{at}-position", old.position).strip()
        person.degree = data.get(f"who-{at}-degree", old.degree).strip()
        person.role = _choice_or_default(data.get(f"who-{at}-role", old.role), ROLES)
        person.known = data.get(f"who-{at}-known", old.known)
        person.organisation = person.known.startswith("organisation:") or (
            old.organisation and not person.known
        )
        people.append(person)
    if any(name.startswith("who-") for name in data):
        item.contributors = people


def _apply_abstracts(item: Item, data: Mapping[str, str]) -> None:
    for language in LANGUAGES:
        if f"abstract-{language}" in data:
            text, words = data[f"abstract-{language}"].strip(), data.get(f"keywords-{language}", "")
            listed = [word.strip() for word in re.split(r"[;\n]", words) if word.strip()]
            item.abstracts = {**item.abstracts, language: text}
            item.keywords = {**item.keywords, language: listed}
    item.abstracts = {language: text for language, text in item.abstracts.items() if text}
    item.keywords = {language: words for language, words in item.keywords.items() if words}


def _apply_blocks(item: Item, data: Mapping[str, str]) -> None:
    remaining: list[Block] = []
    for at, block in enumerate(item.blocks):
        text = data.get(f"block-{at}-text")
        if data.get(f"block-{at}-drop"):
            continue
        remaining.append(block)
        if text is None:
            continue
        if block.table is not None:
            _apply_table(block, text, data.get(f"block-{at}-title", block.table.title))
            continue
        block.text, block.anchors = without_tokens(re.sub(r"\s+", " ", text).strip())
        kind = _choice_or_default(data.get(f"block-{at}-kind", block.kind), KINDS)
        if kind == "heading" and block.kind != "heading":
            block.level = 2
        block.kind = kind
    item.blocks = [block for block in remaining if block.text or block.table or block.kind == "figure"]


def _apply_table(block: Block, text: str, title: str) -> None:
    if block.table is None or text.replace("\r", "") == table_text(block):
        if block.table is not None:
            block.table.title = title.strip()
        return
    block.table.title, block.table.rows, block.anchors = title.strip(), [], []
    for at, line in enumerate(line for line in text.splitlines() if line.strip()):
        cells = []
        for place, cell in enumerate(line.split("|")):
            words, anchors = without_tokens(cell.strip(), row=at, cell=place)
            cells.append(words)
            block.anchors.extend(anchors)
        block.table.rows.append(cells)
    block.table.certain = len({len(row) for row in block.table.rows}) == 1


def _apply_notes(manuscript: Manuscript, at: int, data: Mapping[str, str]) -> None:
    """Apply the new wording of notes; a note may move to another item or be removed."""
    item = manuscript.items[at]
    remaining = []
    for place, note in enumerate(item.footnotes):
        text = data.get(f"note-{place}-text")
        if text is not None and text.strip() != note.text:
            note.text = re.sub(r"\s+", " ", text).strip()
            note.urls = addresses(note.text)
        where = data.get(f"note-{place}-item", str(at))
        if where == "drop":
            continue
        if where.isdigit() and int(where) != at and int(where) < len(manuscript.items):
            target = manuscript.items[int(where)]
            target.footnotes = sorted([*target.footnotes, note], key=lambda each: each.number)
            continue
        remaining.append(note)
    item.footnotes = remaining


def unreferenced_notes(item: Item) -> set[int]:
    """Numbers of notes that no marker calls."""
    called = {anchor.number for block in item.blocks for anchor in block.anchors}
    return {note.number for note in item.footnotes} - called


def missing_notes(item: Item) -> set[int]:
    """Numbers that markers call and the item has no note for."""
    called = {anchor.number for block in item.blocks for anchor in block.anchors}
    return called - {note.number for note in item.footnotes}
