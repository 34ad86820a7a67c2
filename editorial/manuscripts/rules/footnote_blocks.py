"""Notes at the foot of pages or at the end of a text: which lines they take and where each begins.

A note begins with the number that is due. A paragraph may begin with that number too («15 июля …»), so the
zone is believed only when its numbers are called in the text above it or when its lines look like sources.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _

from editorial.manuscripts.dehyphenate import continues_address
from editorial.manuscripts.draft import Remark
from editorial.manuscripts.lines import Line, ends_sentence, starts_lower
from editorial.manuscripts.page_model import Page, PrintedNote

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
NOTE_START = re.compile(
    r"(?:(\d{1,3})[.)]?\s+(?=\S)|(\d{1,3})(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІƏİÖŞÜÇĞ«“\"][\w.])|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*)(.+)"
)
SOURCE_SIGNS = re.compile(
    r"https?://|www\.|\bdoi\b|\((?:19|20)\d\d\)|\bIbid|Там же|\b(?:19|20)\d\d\.|\bС\. \d|\bpp?\. ?\d|См\.|//",
    re.IGNORECASE,
)
REFERENCE_LIST = re.compile(
    r"(?:список (?:использованн\w+ )?(?:литературы|источников).*|литература|библиография|источники|references|bibliography"
    r"|(?:пайдаланылған )?әдебиеттер(?: тізімі)?|ədəbiyyat(?: siyahısı)?|istifadə (?:olunmuş|edilmiş) ədəbiyyat.*)[.:]?",
    re.IGNORECASE,
)
CITED = re.compile(r"\[\d[^\]]{0,40}\]")
MAX_ZONE_GAP = 2
MAX_STEP, MAX_RAISED_STEP = 4, 40
RAISED_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def note_start(line: Line) -> tuple[int, str] | None:
    """Return the number and the first words, if a note could begin with this line."""
    found = NOTE_START.match(line.text)
    if not found:
        return None
    number = int((found.group(1) or found.group(2) or found.group(3)).translate(SUPERSCRIPTS))
    return (number, found.group(4)) if number else None


def take_notes(pages: list[Page]) -> list[PrintedNote]:
    """Take the notes out of the pages."""
    notes: list[PrintedNote] = []
    for page in pages:
        if any(line.foot for line in page.lines):
            take_foot(page, notes)
        while True:
            zone = _zone(page, notes[-1].number + 1 if notes else 1, paged=len(pages) > 1)
            if zone is None:
                break
            _carry_over(page, zone[0], notes)
            _take(page, zone, notes)
    return notes


def take_foot(page: Page, notes: list[PrintedNote]) -> None:
    """Take the notes out of the lines that the layout shows to be the foot of a page, whatever their numbers."""
    places = [place for place, line in enumerate(page.lines) if line.foot and line.text]
    starts = _foot_starts(page, places, notes[-1].number if notes else 0)
    if not _foot_believable(page, places, starts, notes):
        return
    going_on = bool(notes) and notes[-1].page >= page.index - 1
    for place in places:
        line = page.lines[place]
        number, rest = (starts[place], note_start(line)) if place in starts else (0, None)
        if rest:
            first = replace(line, text=rest[1])
            notes.append(PrintedNote(ordinal=len(notes), number=number, page=page.index, lines=[first]))
            going_on = True
        elif going_on:
            notes[-1].lines.append(line)
        else:
            continue
        page.lines[place] = Line(text="", number=line.number, page=page.index)


def _foot_starts(page: Page, places: list[int], last: int) -> dict[int, int]:
    """Return the lines at which notes begin, with their numbers: these only grow, or begin again with 1."""
    found = {place: start for place in places if (start := note_start(page.lines[place]))}
    raised = [place for place in found if page.lines[place].text[0] in RAISED_FIGURES]
    starts: dict[int, int] = {}
    for place, (number, _rest) in found.items():
        if raised and place not in raised:
            continue
        again = number == 1 and not starts
        first = not starts and not last
        step = MAX_RAISED_STEP if raised else MAX_STEP
        if again or first or last < number <= last + step or (raised and not starts):
            starts[place] = last = number
    return starts


def _foot_believable(page: Page, places: list[int], starts: dict[int, int], notes: list[PrintedNote]) -> bool:
    """Return whether the foot of a page holds notes: its numbers are called, or it cites sources, or it ends a note."""
    if not starts:
        before = notes[-1] if notes else None
        return before is not None and before.page == page.index - 1 and bool(places)
    text = " ".join(line.text for line in page.lines if not line.foot)
    called = sum(1 for number in starts.values() if _called(text, number))
    sources = sum(1 for place in places if SOURCE_SIGNS.search(page.lines[place].text))
    all_raised = all(page.lines[place].text[0] in RAISED_FIGURES for place in starts)
    return called * 2 >= len(starts) or sources * 2 >= len(starts) or all_raised


def remark_on_gaps(notes: list[PrintedNote]) -> list[Remark]:
    """Say which numbers are missing in a row of notes."""
    return [
        Remark(
            after.lines[0].number,
            _("Footnote %(number)s is missing: footnote %(before)s is followed by footnote %(after)s.")
            % {
                "number": before.number + 1
                if after.number == before.number + 2
                else f"{before.number + 1}–{after.number - 1}",
                "before": before.number,
                "after": after.number,
            },
        )
        for before, after in pairwise(notes)
        if after.number > before.number + 1
    ]


def _zone(page: Page, due: int, *, paged: bool) -> tuple[int, list[int], int] | None:
    """Return the first line, the lines at which notes begin, and the line after the zone."""
    limit = _before_reference_list(page)
    best: tuple[int, list[int], int] | None = None
    for first_number in dict.fromkeys((due, 1)):
        for place in range(limit):
            start = note_start(page.lines[place])
            if not start or start[0] != first_number:
                continue
            starts, end = _chain(page.lines, place, limit)
            if not _believable(page, starts, end, first_number, due, paged=paged):
                continue
            if (
                best is None
                or len(starts) > len(best[1])
                or (len(starts) == len(best[1]) and place > best[0])
            ):
                best = (place, starts, end)
        if best:
            return best
    return None


def _before_reference_list(page: Page) -> int:
    return next(
        (place for place, line in enumerate(page.lines) if REFERENCE_LIST.fullmatch(line.words)),
        len(page.lines),
    )


def _chain(lines: list[Line], place: int, limit: int) -> tuple[list[int], int]:
    """From a first note: where the following notes begin, and where the zone stops."""
    starts = [place]
    number = note_start(lines[place])[0]  # type: ignore[index]
    empty = 0
    end = place + 1
    for at in range(place + 1, limit):
        line = lines[at]
        if not line.text:
            empty += 1
            continue
        start = note_start(line)
        if start and start[0] == number + 1:
            starts.append(at)
            number += 1
        elif empty:
            break
        empty = 0
        end = at + 1
    return starts, end


def _believable(page: Page, starts: list[int], end: int, first: int, due: int, *, paged: bool) -> bool:
    text = " ".join(line.text for line in page.lines[: starts[0]])
    called = sum(1 for number in range(first, first + len(starts)) if _called(text, number))
    notes = [" ".join(line.text for line in page.lines[a:b]) for a, b in _spans(starts, end)]
    sources = sum(1 for note in notes if SOURCE_SIGNS.search(CITED.sub("", note)))
    if called and (called * 2 >= len(starts) or sources * 2 >= len(starts)):
        return sources > 0 or (called == len(starts) and _small(page.lines, starts[0], end))
    return paged and first == due and due > 1 and sources * 3 >= len(starts) * 2


def _small(lines: list[Line], first: int, end: int) -> bool:
    """No sources in sight: a zone of explanations has to close the page."""
    return not any(line.text for line in lines[end:]) or lines[first].text[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹"


def _called(text: str, number: int) -> bool:
    raised = str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return raised in text or bool(re.search(rf"(?:[^\W\d_]|[»”\"’).,;:!?…%\]]) ?{number}(?![\d%])", text))


def _spans(starts: list[int], end: int) -> Iterator[tuple[int, int]]:
    return zip(starts, [*starts[1:], end], strict=True)


def _carry_over(page: Page, first: int, notes: list[PrintedNote]) -> None:
    """Lines right above the first note that end a note of the page before."""
    if not notes or notes[-1].page != page.index - 1:
        return
    top = first
    while top > 0 and page.lines[top - 1].text:
        top -= 1
    block = page.lines[top:first]
    last = notes[-1].lines[-1].text
    if not block or top == 0 or len(block) > MAX_ZONE_GAP * 3:
        return
    above = next((line for line in reversed(page.lines[:top]) if line.text), None)
    continues = continues_address(last, block[0].text) or (
        not ends_sentence(last) and starts_lower(block[0].text)
    )
    if continues and (above is None or ends_sentence(re.sub(r"\d+(?=\W*$)", "", above.text))):
        notes[-1].lines.extend(block)
        page.lines[top:first] = [Line(text="", number=line.number, page=page.index) for line in block]


def _take(page: Page, zone: tuple[int, list[int], int], notes: list[PrintedNote]) -> None:
    _first, starts, end = zone
    for start, stop in _spans(starts, end):
        number, rest = note_start(page.lines[start]) or (0, "")
        note_lines = [line for line in page.lines[start:stop] if line.text]
        head = note_lines[0]
        lines = [Line(text=rest, number=head.number, page=page.index, spaced=head.spaced), *note_lines[1:]]
        notes.append(PrintedNote(ordinal=len(notes), number=number, page=page.index, lines=lines))
    for place in range(starts[0], end):
        line = page.lines[place]
        page.lines[place] = Line(text="", number=line.number, page=page.index)
