"""Boundaries of the articles of a collection.

The contents name the articles. Each title is looked for in the text. It may stand above its article; or the
extraction may have moved the box with title and authors to the end of the article's first page; or the box
may be lost, and only the page number in the contents tells.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from editorial.manuscripts.draft import Contributor, Remark
from editorial.manuscripts.lexicon import Vocabulary
from editorial.manuscripts.lines import Line
from editorial.manuscripts.names import Person
from editorial.manuscripts.page_model import Page
from editorial.manuscripts.rules.author_block import read_box, takes_as_box
from editorial.manuscripts.rules.contents import Contents, Entry
from editorial.manuscripts.rules.genre import FOREWORD

MAX_TITLE_LINES = 8
MIN_SIMILARITY = 0.93


@dataclass(slots=True)
class Piece:
    """One article's lines, and what its heading said."""

    title: str
    contributors: list[Contributor]
    lines: list[Line]
    first_page: int | None = None
    line: int = 0
    remarks: list[Remark] = field(default_factory=list)
    found: bool = True  # its title stands in the text
    named: bool = False  # with the names of its authors, or it is a foreword


@dataclass(slots=True)
class _Start:
    entry: Entry
    at: int
    page: Page | None
    box: range
    found: bool


def is_contents(pieces: list[Piece], contents: Contents) -> bool:
    """Return whether a list that looks like contents names what the text has; rows of a table do not."""
    return sum(piece.found for piece in pieces) * 2 >= len(contents.entries)


def is_collection(pieces: list[Piece], contents: Contents) -> bool:
    """Return whether the contents name articles: these are in the text, and people wrote them; a report has parts."""
    if not pieces:
        return False
    entries = contents.entries
    signed = sum(1 for entry in entries if entry.people or entry.body)
    named = sum(1 for piece in pieces if piece.named)
    return signed * 3 >= len(entries) or (any(piece.found for piece in pieces) and named * 3 >= len(pieces))


def letters(text: str) -> str:
    """Normalize a title for comparison: letters and digits only."""
    return re.sub(r"[\W_]+", "", text).casefold()


def split_collection(
    pages: list[Page], contents: Contents, vocabulary: Vocabulary
) -> tuple[list[Piece], list[Line]]:
    """Split into articles and the lines before the first of them (title page and publisher's page)."""
    flow = [line for page in pages for line in page.lines]
    inside = [contents.first_line <= line.number <= contents.last_line for line in flow]
    starts: list[_Start] = []
    floor = 0
    at_end = sum(inside[: len(inside) // 2]) == 0
    after = next((place for place in range(len(flow) - 1, -1, -1) if inside[place]), -1) + 1
    for entry in contents.entries:
        start = _find(flow, pages, entry, floor if at_end else max(floor, after), inside)
        if start:
            starts.append(start)
            floor = start.at + 1
    starts.sort(key=lambda each: each.at)
    boxed = {place for start in starts for place in start.box}
    pieces: list[Piece] = []
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        end = following.at if following else len(flow)
        lines = [flow[at] for at in range(start.at, end) if at not in boxed and not inside[at]]
        pieces.append(_piece(start, [flow[at] for at in start.box], lines, vocabulary))
    first = starts[0].at if starts else 0
    return pieces, [line for at, line in enumerate(flow[:first]) if not inside[at]]


def _find(flow: list[Line], pages: list[Page], entry: Entry, floor: int, inside: list[bool]) -> _Start | None:
    page = next((each for each in pages if each.number == entry.page and each.filled()), None)
    hits = _title_hits(flow, letters(entry.title), floor, inside)
    if hits:
        page_index = page.index if page else None
        best = min(
            hits,
            key=lambda hit: (
                abs(flow[hit.start].page - page_index) if page_index is not None else 0,
                hit.start,
            ),
        )
        box = takes_as_box(flow, best, entry.people)
        moved = _moved_start(flow, box)
        return _Start(
            entry, moved if moved is not None else best.start, pages[flow[best.start].page], box, True
        )
    if page is None:
        return None
    at = next((place for place, line in enumerate(flow) if line.page == page.index and line.text), None)
    if at is None or at < floor:
        return None
    return _Start(entry, at, page, _box_without_title(flow, page, entry.people), False)


def _title_hits(flow: list[Line], title: str, floor: int, inside: list[bool]) -> list[range]:
    hits: list[range] = []
    for start in range(floor, len(flow)):
        if not flow[start].text or inside[start]:
            continue
        if title[:4] != letters(flow[start].words[:12])[:4]:
            continue
        gathered = ""
        used = 0
        for at in range(start, min(start + MAX_TITLE_LINES * 2, len(flow))):
            if not flow[at].text:
                continue
            gathered += letters(flow[at].words)
            used += 1
            if len(gathered) > len(title) * 1.08 + 3 or used > MAX_TITLE_LINES:
                break
            if gathered == title or (
                len(gathered) > 12
                and abs(len(gathered) - len(title)) <= len(title) * 0.06
                and SequenceMatcher(None, gathered, title, autojunk=False).ratio() >= MIN_SIMILARITY
            ):
                hits.append(range(start, at + 1))
                break
            if not title.startswith(gathered[:8]):
                break
    return hits


def _moved_start(flow: list[Line], box: range) -> int | None:
    """Return the first line of the page, when the box closes the page and text stands above it."""
    page = flow[box.start].page
    rest = [line for line in flow[box.stop :] if line.page == page and line.text]
    above = [at for at in range(box.start) if flow[at].page == page and flow[at].text]
    if rest or not above:
        return None
    whole = [line for line in flow if line.page == page]
    if len(whole) == len(flow):
        return None
    first = flow[above[0]]
    if first.words[:1].islower() and not first.indented:
        return None
    return above[0]


def _box_without_title(flow: list[Line], page: Page, people: list[Person]) -> range:
    """Return the names and positions alone, at the end or the beginning of the page."""
    places = [at for at, line in enumerate(flow) if line.page == page.index and line.text]
    names = [letters(person.name) for person in people]
    for at in reversed(places):
        if any(letters(flow[at].words).startswith(name) for name in names) and len(flow[at].words) < 120:
            return takes_as_box(flow, range(at, at), people)
    return range(0)


def _piece(start: _Start, box: list[Line], lines: list[Line], vocabulary: Vocabulary) -> Piece:
    entry = start.entry
    contributors = read_box([line for line in box if line.text], entry.title, entry.people, vocabulary)
    remarks: list[Remark] = []
    line = box[0].number if box else (lines[0].number if lines else entry.line)
    if entry.body and not contributors:
        contributors = [Contributor(name=entry.body, organisation=True)]
    if not start.found:
        remarks.append(
            Remark(line, _("The title was not found in the text and was taken from the contents."))
        )
    page = start.page.number if start.page else None
    return Piece(
        title=entry.title,
        contributors=contributors,
        lines=lines,
        first_page=page or entry.page,
        line=line,
        remarks=remarks,
        found=start.found,
        named=bool(contributors) or bool(FOREWORD.fullmatch(entry.title)),
    )
