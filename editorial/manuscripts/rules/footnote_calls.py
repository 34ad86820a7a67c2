"""Markers of notes in the text: figures glued to words and to other figures, told from real numbers.

The notes at the foot of a page say which markers the page must hold, and in which order. Among all figures
that could be one, the row that fits best is chosen; any further figure of a known note glued to a word calls
that note again.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from editorial.manuscripts.draft import Remark
from editorial.manuscripts.lines import Line
from editorial.manuscripts.note_markers import mark
from editorial.manuscripts.page_model import Paper, PrintedNote
from editorial.manuscripts.rules.footnote_blocks import SUPERSCRIPTS

GLUED = re.compile(
    r"(?<=[^\W\d_]|[»”\"’').,;:!?…%\]]) ?(?<![№#$€£])(\d{1,3}(?: \d{1,3})*)(?![\d%‰°]|[.,]\d|[-–]\d|[^\W\d_]|(?: |-)?(?:%|год|тыс|млн|млрд))"
)
FIGURES = re.compile(r"\d+")
ANY_FIGURE = re.compile("[\\d⁰¹²³⁴⁵⁶⁷⁸⁹]")
RAISED = re.compile(r" ?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[ ,][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*)")
AFTER_FIGURE = re.compile(r"(?<=\d)(\d{1,3})(?!\d)")
SPACED = re.compile(r"(?<=[^\W\d_]) (\d{1,3})(?=[.,;:)]|$)")
UNITS = {
    "м",
    "км",
    "см",
    "мм",
    "дм",
    "га",
    "м.кв",
    "co",
    "со",
    "h",
    "g",
    "ст",
    "п",
    "с",
    "№",
    "рис",
    "табл",
    "пп",
    "см.",
    "ст.",
}
ADDRESS = re.compile(r"(?:https?://|www\.)\S*")
STRONG, FAIR, WEAK, POOR = 10, 6, 3, 1
SAME_PAGE = 2


@dataclass(slots=True)
class Candidate:
    """A figure that could call a note."""

    line: Line
    start: int
    end: int
    number: int
    weight: int
    order: tuple[int, int]
    chosen: int | None = None


def place_marks(paper: Paper) -> list[Remark]:
    """Put a mark where each note is called; say which call was not found."""
    lines = [line for line in paper.flow() if line.text]
    candidates = _candidates(lines)
    pages = _call_pages(paper)
    _choose(candidates, paper.notes, pages)
    _choose_among_poor(lines, candidates, paper.notes, pages)
    chosen = [candidate for candidate in candidates if candidate.chosen is not None]
    chosen.extend(_repeated(paper, candidates))
    _write(chosen)
    called = {candidate.chosen for candidate in chosen}
    return [
        Remark(
            note.lines[0].number,
            _("No marker found for footnote %(number)s.") % {"number": note.number},
        )
        for note in paper.notes
        if note.ordinal not in called
    ]


def _call_pages(paper: Paper) -> dict[int, range]:
    """For each note, the pages that may call it: its own and the one before, or, for a list at the end, all before it."""
    allowed: dict[int, range] = {}
    previous_end = -1
    for page in paper.pages:
        notes = [note for note in paper.notes if note.page == page.index]
        if not notes:
            continue
        figures = {
            figure
            for each in paper.pages[max(0, page.index - 1) : page.index + 1]
            for line in each.lines
            if ANY_FIGURE.search(line.text)
            for figure in FIGURES.findall(line.text.translate(SUPERSCRIPTS))
        }
        own = sum(1 for note in notes if str(note.number) in figures)
        first = max(0, page.index - 1) if own * 2 >= len(notes) else previous_end + 1
        allowed.update({note.ordinal: range(first, page.index + 2) for note in notes})
        previous_end = page.index
    return allowed


def _candidates(lines: list[Line]) -> list[Candidate]:
    found: list[Candidate] = []
    for place, line in enumerate(lines):
        if not ANY_FIGURE.search(line.text):
            continue
        addresses = [match.span() for match in ADDRESS.finditer(line.text)]
        for pattern in (RAISED, GLUED):
            for match in pattern.finditer(line.text):
                if any(start <= match.start(1) < end for start, end in addresses):
                    continue
                found.extend(_split(line, match, place, raised=pattern is RAISED))
    return sorted(found, key=lambda candidate: candidate.order)


def _split(line: Line, match: re.Match[str], place: int, *, raised: bool) -> list[Candidate]:
    before = line.text[: match.start()]
    weight = STRONG if raised else _weight(before, line.text[match.start() : match.end()])
    if not weight:
        return []
    result: list[Candidate] = []
    for part in re.finditer(r"\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+", match.group(1)):
        start = match.start(1) + part.start()
        result.append(
            Candidate(
                line=line,
                start=match.start() if not result else start - 1,
                end=match.start(1) + part.end(),
                number=int(part.group().translate(SUPERSCRIPTS)),
                weight=weight,
                order=(place, start),
            )
        )
    return result


def _weight(before: str, found: str) -> int:
    """Return how sure it is that a figure after these words is a marker and not part of them."""
    word = re.search(r"[^\W\d_.]+$", before)
    if found.startswith(" "):
        return (
            FAIR
            if before[-1:] in ".!?…" and not re.search(r"(?:^|\W)\w{1,4}\.$", before)
            else (WEAK if before[-1:] in "»”)" else 0)
        )
    if not word:
        if re.search(r"(?:^|\W)(?:ст|п|с|стр|рис|табл|см|т|гл|ч|pp?|vol|no)\.$", before, re.IGNORECASE):
            return 0
        return FAIR
    if word.group().lower() in UNITS:
        return 0
    if (word.group().isupper() and len(word.group()) > 1) or len(word.group()) == 1:
        return POOR if re.fullmatch(r"[A-Za-z]+", word.group()) else WEAK
    return STRONG


def _choose(candidates: list[Candidate], notes: list[PrintedNote], pages: dict[int, range]) -> None:
    """Return the heaviest row of candidates in which the notes follow each other."""
    by_number: dict[int, list[PrintedNote]] = {}
    for note in notes:
        by_number.setdefault(note.number, []).append(note)
    best = _BestBefore(len(notes))
    steps: list[tuple[Candidate, PrintedNote, int]] = []
    for candidate in candidates:
        fitting = [
            note for note in by_number.get(candidate.number, []) if candidate.line.page in pages[note.ordinal]
        ]
        reached = [(note, *best.before(note.ordinal)) for note in fitting]
        for note, weight, link in reached:
            bonus = SAME_PAGE if candidate.line.page == note.page else 0
            steps.append((candidate, note, link))
            best.put(note.ordinal, weight + candidate.weight + bonus, len(steps) - 1)
    at = best.before(len(notes))[1]
    while at >= 0:
        candidate, note, link = steps[at]
        candidate.chosen, note.marked = note.ordinal, True
        at = link


class _BestBefore:
    """The heaviest row that ends before a given note: a tree of maxima."""

    def __init__(self, size: int) -> None:
        self.tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)

    def before(self, ordinal: int) -> tuple[float, int]:
        found = (0.0, -1)
        while ordinal > 0:
            found = max(found, self.tree[ordinal], key=lambda each: each[0])
            ordinal -= ordinal & -ordinal
        return found

    def put(self, ordinal: int, weight: float, step: int) -> None:
        place = ordinal + 1
        while place < len(self.tree):
            if weight > self.tree[place][0]:
                self.tree[place] = (weight, step)
            place += place & -place


def _choose_among_poor(
    lines: list[Line], candidates: list[Candidate], notes: list[PrintedNote], pages: dict[int, range]
) -> None:
    """For a note whose marker was not found: a figure glued to a year, or one parted from its word by a space."""
    for note in notes:
        if note.marked:
            continue
        low = max(
            (c.order for c in candidates if c.chosen is not None and c.chosen < note.ordinal),
            default=(-1, -1),
        )
        high = min(
            (c.order for c in candidates if c.chosen is not None and c.chosen > note.ordinal),
            default=(10**9, 0),
        )
        found = _poor(lines, note.number, pages[note.ordinal], low, high)
        if found:
            found.chosen = note.ordinal
            note.marked = True
            candidates.append(found)
            candidates.sort(key=lambda candidate: candidate.order)


def _poor(
    lines: list[Line], number: int, pages: range, low: tuple[int, int], high: tuple[int, int]
) -> Candidate | None:
    for pattern in (
        rf"(?<=\b(?:19|20)\d\d){number}(?!\d)",
        rf"(?<=\d%){number}(?!\d)",
        rf"(?<=[^\W\d_]) {number}(?=[.,;:)]|$)",
    ):
        for place, line in enumerate(lines):
            for match in re.finditer(pattern, line.text) if line.page in pages else ():
                if low < (place, match.start()) < high:
                    return Candidate(line, match.start(), match.end(), number, POOR, (place, match.start()))
    return None


def _repeated(paper: Paper, candidates: list[Candidate]) -> list[Candidate]:
    """Further calls of notes that are already known."""
    by_number: dict[int, list[PrintedNote]] = {}
    for note in paper.notes:
        by_number.setdefault(note.number, []).append(note)
    again: list[Candidate] = []
    for candidate in candidates:
        if candidate.weight < STRONG or candidate.chosen is not None:
            continue
        known = [note for note in by_number.get(candidate.number, []) if note.page <= candidate.line.page]
        if known:
            candidate.chosen = known[-1].ordinal
            again.append(candidate)
    return again


def _write(chosen: list[Candidate]) -> None:
    for candidate in sorted(chosen, key=lambda each: (each.line.number, -each.start)):
        if candidate.chosen is not None:
            text = candidate.line.text
            candidate.line.text = text[: candidate.start] + mark(candidate.chosen) + text[candidate.end :]
