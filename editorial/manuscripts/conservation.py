"""Conservation of the contents of a file: counted apart, compared with the parsed text, each difference a remark.

The source is counted by `counters/`, which share no parser with the readers. A counter returns an Inventory: passages
of words with their places, and the things that are no words. `check` compares it with the manuscript.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.manuscripts.draft import Block, Conservation, Counts, Footnote, Item, Manuscript, Remark
from editorial.manuscripts.note_markers import without_marks
from editorial.manuscripts.rules.abstracts import ABSTRACT, KEYWORDS
from editorial.manuscripts.rules.contents import HEADING as CONTENTS
from editorial.manuscripts.rules.dateline import find_date, is_date_line
from editorial.manuscripts.rules.footnote_blocks import REFERENCE_LIST
from editorial.manuscripts.rules.tables import CAPTION
from editorial.manuscripts.rules.typed_notes import HEADING as NOTES

ThingKind = Literal["notes", "links", "pictures", "tables", "cells", "formulas", "list_items"]
WORD = re.compile(r"[^\W_]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
GLUED = re.compile(r"(.*\D)\d{1,3}")
MAX_QUOTED = 160  # characters of a lost passage that a remark quotes
MAX_REMARKS = 40  # of one kind; the last one counts the others
LABELS: dict[str, object] = {
    "notes": gettext_lazy("notes"),
    "links": gettext_lazy("links"),
    "pictures": gettext_lazy("images"),
    "tables": gettext_lazy("tables"),
    "cells": gettext_lazy("table cells"),
    "formulas": gettext_lazy("formulas"),
    "list_items": gettext_lazy("list items"),
}


@dataclass(slots=True)
class Passage:
    """Words that stand together, and where: a paragraph, a cell, a note, a page; `line` is that of the source."""

    place: str
    text: str
    line: int = 0


@dataclass(slots=True)
class Thing:
    """Something that is no word; `text` tells it from others of its kind (an address, a name), if anything does."""

    kind: ThingKind
    place: str
    text: str = ""
    line: int = 0


@dataclass(slots=True)
class Inventory:
    """Counts of the source by a counter."""

    passages: list[Passage] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)

    def counts(self) -> Counts:
        """Return how much there is of each kind."""
        found = Counts(words=sum(len(words(passage.text)) for passage in self.passages))
        for thing in self.things:
            setattr(found, thing.kind, getattr(found, thing.kind) + 1)
        return found


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared: no case, no marks, no invisible characters."""
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", without_marks(text)))
    return WORD.findall(plain.casefold())


def check(manuscript: Manuscript, source: Inventory) -> Conservation:
    """Compare, add a remark for each difference, and keep the counts in the manuscript."""
    draft = inventory_of(manuscript)
    result = Conservation(source=source.counts(), draft=draft.counts())
    _set_lines(manuscript, source)
    lost = list(_lost_passages(source, draft))
    result.lost.words = sum(count for _passage, _words, count in lost)
    for passage, missing, _count in lost[:MAX_REMARKS]:
        manuscript.remarks.append(Remark(passage.line, _missing_words(passage, missing)))
    if len(lost) > MAX_REMARKS:
        rest = sum(count for _passage, _words, count in lost[MAX_REMARKS:])
        message = _("Words in other places that are not in the draft: %(count)s.") % {"count": rest}
        manuscript.remarks.append(Remark(0, message))
    for kind in (each.name for each in fields(Counts) if each.name != "words"):
        gone = _lost_things(kind, source, draft)
        setattr(result.lost, kind, len(gone))
        if gone:
            manuscript.remarks.append(Remark(gone[0].line, missing_things(kind, gone)))
    manuscript.conservation = result
    return result


def not_checked() -> str:
    """Return the remark on a file that no counter could read."""
    return _("Whether everything was taken over could not be checked. Compare the text with the file.")


def _set_lines(manuscript: Manuscript, source: Inventory) -> None:
    """Give passages that know no line that of the nearest text above which is a line of the source."""
    lines: dict[str, int] = {}
    for number, text in enumerate(manuscript.source, 1):
        lines.setdefault(" ".join(words(text)), number)
    at = 0
    places: dict[str, int] = {}
    for passage in source.passages:
        if passage.line:
            continue
        at = lines.get(" ".join(words(passage.text)), at)
        passage.line = at
        places.setdefault(passage.place, at)
    for thing in source.things:
        thing.line = thing.line or places.get(thing.place, 0)


def _is_label(passage: Passage, gone: list[str]) -> bool:
    """Return whether all that is gone is a label which became structure: of an abstract, a list, a table."""
    text = passage.text.strip()
    patterns = (ABSTRACT, KEYWORDS, REFERENCE_LIST, CONTENTS, CAPTION, NOTES)
    found = next((match for pattern in patterns if (match := pattern.match(text))), None)
    return found is not None and not set(gone) - set(words(found.group()))


def _is_date(passage: Passage, draft: Inventory) -> bool:
    """Return whether a passage is a date, and the draft has that date."""
    date = find_date(passage.text) if is_date_line(passage.text.strip()) else ""
    return bool(date) and any(each.text == date for each in draft.passages)


def _missing_words(passage: Passage, missing: str) -> str:
    quoted = missing if len(missing) <= MAX_QUOTED else f"{missing[:MAX_QUOTED]}…"
    return _("Not in the draft (%(place)s): “%(words)s”.") % {"place": passage.place, "words": quoted}


def missing_things(kind: str, missing: list[Thing]) -> str:
    """Return the remark on things that are not in the draft."""
    named = dict.fromkeys(
        f"{thing.place}: {thing.text[:MAX_QUOTED]}" if thing.text else thing.place for thing in missing
    )
    places = "; ".join(list(named)[:10]) + ("; …" if len(named) > 10 else "")
    return _("Not in the draft: %(kind)s – %(count)s (%(places)s).") % {
        "kind": LABELS[kind],
        "count": len(missing),
        "places": places,
    }


def _lost_passages(source: Inventory, draft: Inventory) -> Iterator[tuple[Passage, str, int]]:
    """Return the passages of which words were lost, those words, and how many they are."""
    listed = [(passage, words(passage.text)) for passage in source.passages]
    there = Counter(word for passage in draft.passages for word in words(passage.text))
    missing = Counter(word for _passage, found in listed for word in found)
    missing.subtract(there)
    missing = +missing
    if not any(thing.kind == "notes" for thing in source.things):
        _forgive_typed_notes(
            missing, there, Counter(word for _passage, found in listed for word in found), draft
        )
    missing = +missing
    if not missing:
        return
    text = f" {' '.join(word for passage in draft.passages for word in words(passage.text))} "
    doubtful: list[tuple[Passage, list[str]]] = []
    at = 0
    for passage, found in listed:
        if not any(word in missing for word in found):
            continue
        run = f" {' '.join(found)} "
        place = text.find(run, at)
        if place < 0:
            place = text.find(run)
        if place < 0:
            doubtful.append((passage, found))
        else:
            at = place
    # The least like the draft first: a word that many passages have is lost where others are lost, too.
    doubtful.sort(key=lambda each: -sum(word in missing for word in each[1]) / len(each[1]))
    lost = []
    for passage, found in doubtful:
        gone = _take(found, missing)
        if gone and not _is_label(passage, gone) and not _is_date(passage, draft):
            lost.append((passage, " ".join(gone), len(gone)))
    order = {id(passage): number for number, passage in enumerate(source.passages)}
    yield from sorted(lost, key=lambda each: order[id(each[0])])


def _forgive_typed_notes(
    missing: Counter[str], there: Counter[str], source: Counter[str], draft: Inventory
) -> None:
    """Take for found the figures that called and numbered notes which the author typed."""
    count = sum(1 for thing in draft.things if thing.kind == "notes")
    if not count:
        return
    surplus = there - source
    for word in list(missing):
        glued = GLUED.fullmatch(word)
        if word.isdecimal() and len(word) <= 3:
            missing[word] -= 1
        elif glued and surplus[glued[1]] > 0:
            surplus[glued[1]] -= 1
            missing[word] -= 1


def _take(found: Iterable[str], missing: Counter[str]) -> list[str]:
    gone = []
    for word in found:
        if missing[word] > 0:
            missing[word] -= 1
            gone.append(word)
    return gone


def _lost_things(kind: str, source: Inventory, draft: Inventory) -> list[Thing]:
    """Return the things of a kind that have no counterpart: by their text first, then by their number."""
    there = Counter(thing.text for thing in draft.things if thing.kind == kind)
    unmatched = []
    for thing in (each for each in source.things if each.kind == kind):
        if there[thing.text] > 0:
            there[thing.text] -= 1
        else:
            unmatched.append(thing)
    spare = sum(there.values())
    return unmatched[: max(0, len(unmatched) - spare)]


def inventory_of(manuscript: Manuscript) -> Inventory:
    """Return what is in the understood text."""
    found = Inventory()
    note = manuscript.collection
    front = [note.title, note.subtitle, note.place, str(note.year or "")]
    front += [*note.editors, *note.reviewers, *note.publishers, *note.supporters]
    found.passages += [Passage("", text) for text in front if text]
    for item in manuscript.items:
        _add_item(found, item)
    return found


def _add_item(found: Inventory, item: Item) -> None:
    texts = [
        item.title,
        item.date,
        item.outlet,
        *(each for each in item.titles.values() if each != item.title),
    ]
    for who in item.contributors:
        texts += [who.name, who.position, who.degree]
    texts += item.abstracts.values()
    texts += [word for listed in item.keywords.values() for word in listed]
    found.passages += [Passage("", text) for text in texts if text]
    for block in item.blocks:
        _add_block(found, block)
    for note in item.footnotes:
        _add_note(found, note)
    found.passages += [Passage("", reference.text) for reference in item.references]
    found.things += [Thing("list_items", "") for _reference in item.references]  # a numbered list, mostly
    found.things += [Thing("links", "", reference.url) for reference in item.references if reference.url]


def _add_note(found: Inventory, note: Footnote) -> None:
    found.passages.append(Passage("", note.text))
    found.things.append(Thing("notes", ""))
    linked = [span.value for span in note.spans if span.kind == "link"]
    linked += [url for url in note.urls if url not in linked]
    found.things += [Thing("links", "", url) for url in linked]
    found.things += [Thing("formulas", "") for span in note.spans if span.kind == "formula"]


def _add_block(found: Inventory, block: Block) -> None:
    if block.table:
        found.passages.append(Passage("", block.label or block.table.title))
        _add_table(found, block)
    else:
        found.passages.append(Passage("", f"{block.label if block.kind == 'item' else ''} {block.text}"))
    if block.kind == "item":
        found.things.append(Thing("list_items", ""))
    if block.picture:
        found.things.append(Thing("pictures", "", block.picture))
    for span in block.spans:
        if span.kind == "link":
            found.things.append(Thing("links", "", span.value))
        elif span.kind == "formula":
            found.things.append(Thing("formulas", ""))


def _add_table(found: Inventory, block: Block) -> None:
    if not block.table:
        return
    found.things.append(Thing("tables", ""))
    found.things += [Thing("cells", "") for row in block.table.rows for _cell in row]
    if block.table.cells:
        for row in block.table.cells:
            for cell in row:
                for inner in cell.blocks:
                    _add_block(found, inner)
    else:
        found.passages += [Passage("", cell) for row in block.table.rows for cell in row]
