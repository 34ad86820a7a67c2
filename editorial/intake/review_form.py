"""Decisions of an editor about a parsed manuscript: changes of its structure, and the reading of the form."""

import hashlib
import re
from collections.abc import Mapping
from copy import copy
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editorial.intake.review_structure import join, merge, split
from editorial.intake.review_text import moved_spans, write_table, written
from editorial.manuscripts.draft import (
    Block,
    BlockKind,
    Contributor,
    Footnote,
    Genre,
    Item,
    Manuscript,
    Role,
)
from editorial.manuscripts.rules.dateline import ISO
from editorial.manuscripts.rules.references import addresses

Choice = TypeVar("Choice", bound=str)
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


def decide(manuscript: Manuscript, at: int, data: Mapping[str, str]) -> int:
    """Take over the form of an item, then do what its button says; return the item to show next.

    Raises ValidationError for what cannot be; the manuscript is then not to be saved.
    """
    item = manuscript.items[at]
    pressed = next((name for name in ("split", "join") if data.get(name, "").isdigit()), "")
    place = int(data[pressed]) if pressed else 0
    block = item.blocks[place] if place < len(item.blocks) else None
    apply_form(manuscript, at, data)
    if "merge" in data:
        merge(manuscript, at)
        return at - 1
    if pressed:
        now = next((number for number, each in enumerate(item.blocks) if each is block), -1)
        if now < 0:
            raise ValidationError(_("This paragraph is marked to be skipped."))
        if pressed == "split":
            split(manuscript, at, now)
            return at + 1
        join(item, now)
    elif data.get("go", "").isdigit():
        return min(int(data["go"]), len(manuscript.items) - 1)
    return at


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
        if data.get(f"block-{at}-drop"):
            continue
        text = data.get(f"block-{at}-text")
        if text is None:
            remaining.append(block)
        elif block.table is not None:
            block.table.title = data.get(f"block-{at}-title", block.table.title).strip()
            write_table(block, text)
            remaining.append(block)
        else:
            kind = _choice_or_default(data.get(f"block-{at}-kind", block.kind), KINDS)
            if kind == "heading" and block.kind != "heading":
                block.level = 2
            block.kind = kind
            _apply_alternative(block, at, data)
            remaining.extend(written(block, text))
    item.blocks = [block for block in remaining if block.text or block.table or block.kind == "figure"]


def _apply_alternative(block: Block, at: int, data: Mapping[str, str]) -> None:
    if not block.picture or f"block-{at}-alternative" not in data:
        return
    text = data[f"block-{at}-alternative"].strip()
    is_decorative = bool(data.get(f"block-{at}-decorative"))
    if text and is_decorative:
        raise ValidationError(
            _("A decorative image has no alternative text: clear the text or the mark. “%(text)s”")
            % {"text": text}
        )
    block.alternative = text or ("" if is_decorative else None)


def _apply_notes(manuscript: Manuscript, at: int, data: Mapping[str, str]) -> None:
    """Apply the new wording of notes; a note may move to another item or be removed."""
    item = manuscript.items[at]
    remaining = []
    for place, note in enumerate(item.footnotes):
        text = data.get(f"note-{place}-text")
        if text is not None and text.replace("\r", "").strip() != note.text.strip():
            _rewrite_note(note, re.sub(r"\s+", " ", text).strip())
        where = data.get(f"note-{place}-item", str(at))
        if where == "drop":
            continue
        if where.isdigit() and int(where) != at and int(where) < len(manuscript.items):
            target = manuscript.items[int(where)]
            if any(each.number == note.number for each in target.footnotes):
                message = _("“%(title)s” already has a footnote %(number)s.")
                raise ValidationError(message % {"title": target.title, "number": note.number})
            target.footnotes = sorted([*target.footnotes, note], key=lambda each: each.number)
            continue
        remaining.append(note)
    item.footnotes = remaining


def _rewrite_note(note: Footnote, text: str) -> None:
    note.spans = moved_spans(note.text, text, note.spans)
    note.text = text
    linked = [span.value for span in note.spans if span.kind == "link"]
    note.urls = list(dict.fromkeys([*linked, *addresses(text)]))


def problems(manuscript: Manuscript) -> list[tuple[int, str]]:
    """Return what drafts should not be made with, unless the editor says so twice: the item, and what is wrong."""
    found = []
    for at, item in enumerate(manuscript.items):
        if item.left_out:
            continue
        if not item.title:
            found.append((at, _("The article has no title; the name of the file would be its title.")))
        undecided = [who.name for who in item.contributors if not who.known]
        if undecided:
            names = ", ".join(undecided)
            found.append((at, _("Not matched, would not be credited: %(names)s.") % {"names": names}))
        undescribed = sum(1 for block in item.blocks if block.picture and block.alternative is None)
        if undescribed:
            found.append((at, _("Images without alternative text: %(count)s.") % {"count": undescribed}))
    return found


def fingerprint(found: list[tuple[int, str]]) -> str:
    """Return what confirms these problems and no others."""
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16]
