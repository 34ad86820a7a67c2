"""Markers of notes in the text: figures glued to words and to other figures, told from real numbers.

The notes at the foot of a page say which markers the page must hold, and in which order. Among all figures
that could be one, the row that fits best is chosen; any further figure of a known note glued to a word calls
that note again.
"""

import re
from dataclasses import dataclass

from editorial.manuscripts.draft import Remark
from editorial.manuscripts.lines import Line
from editorial.manuscripts.marks import mark
from editorial.manuscripts.paper import Paper, PrintedNote
from editorial.manuscripts.rules.note_zones import SUPERSCRIPTS
from django.utils.translation import gettext as _

GLUED = re.compile(
    r"(?<=[^\W\d_]|[»”\"’').,;:!?…%\]]) ?(?<![№#$€£])(\d{1,3}(?: \d{1,3})*)(?![\d%‰°]|[.,]\d|[-–]\d|[^\W\d_]|(?: |-)?(?:%|год|тыс|млн|млрд))"
)
RAISED = re.compile(r" ?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[ ,][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*)")
AFTER_FIGURE = re.compile(r"(?<=\d)(\d{1,3})(?!\d)")
SPACED = re.compile(r"(?<=[^\W\d_]) (\d{1,3})(?=[.,;:)]|$)")
UNITS = {"м", "км", "см", "мм", "дм", "га", "м.кв", "co", "со", "h", "g", "ст", "п", "с", "№", "рис", "табл", "пп", "см.", "ст."}
ADDRESS = re.compile(r"(?:https?://|www\.)\S*")
STRONG, FAIR, WEAK, POOR = 10, 6, 3, 1


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
    remarks: list[Remark] = []
    chosen: list[Candidate] = []
    spans = _groups(paper)
    for pages, notes in spans:
        lines = [line for index in pages for line in paper.pages[index].lines if line.text]
        candidates = _candidates(lines)
        _choose(candidates, notes)
        _choose_among_poor(lines, candidates, notes)
        chosen.extend(candidate for candidate in candidates if candidate.chosen is not None)
        remarks.extend(
            Remark(note.lines[0].number, _("Where note %(number)s is called was not found.") % {"number": note.number})
            for note in notes
            if not note.marked
        )
    chosen.extend(_repeated(paper, chosen))
    _write(chosen)
    return remarks


def _groups(paper: Paper) -> list[tuple[list[int], list[PrintedNote]]]:
    """Which pages call which notes: each page its own; a list of notes at the end, all pages before it."""
    groups: list[tuple[list[int], list[PrintedNote]]] = []
    previous_end = -1
    for page in paper.pages:
        notes = [note for note in paper.notes if note.page == page.index]
        if not notes:
            continue
        text = " ".join(line.text for line in page.lines)
        own = sum(1 for note in notes if re.search(rf"(?<![\d]){note.number}(?!\d)", text.translate(SUPERSCRIPTS)))
        pages = [page.index] if own * 2 >= len(notes) else list(range(previous_end + 1, page.index + 1))
        groups.append((pages, notes))
        previous_end = page.index
    return groups


def _candidates(lines: list[Line]) -> list[Candidate]:
    found: list[Candidate] = []
    for place, line in enumerate(lines):
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
    """How sure it is that a figure after these words is a marker and not part of them."""
    word = re.search(r"[^\W\d_.]+$", before)
    if found.startswith(" "):
        return FAIR if before[-1:] in ".!?…" and not re.search(r"(?:^|\W)\w{1,4}\.$", before) else (WEAK if before[-1:] in "»”)" else 0)
    if not word:
        if re.search(r"(?:^|\W)(?:ст|п|с|стр|рис|табл|см|т|гл|ч|pp?|vol|no)\.$", before, re.IGNORECASE):
            return 0
        return FAIR
    if word.group().lower() in UNITS:
        return 0
    if word.group().isupper() and len(word.group()) > 1 or len(word.group()) == 1:
        return POOR if re.fullmatch(r"[A-Za-z]+", word.group()) else WEAK
    return STRONG


def _choose(candidates: list[Candidate], notes: list[PrintedNote]) -> None:
    """The heaviest row of candidates in which the notes follow each other."""
    ranks = {}
    for rank, note in enumerate(notes):
        ranks.setdefault(note.number, []).append(rank)
    steps = [(candidate, rank) for candidate in candidates for rank in reversed(ranks.get(candidate.number, []))]
    scores: list[float] = []
    links: list[int] = []
    for at, (candidate, rank) in enumerate(steps):
        score, link = float(candidate.weight), -1
        for before in range(max(0, at - 400), at):
            earlier, earlier_rank = steps[before]
            if earlier_rank < rank and earlier is not candidate and scores[before] + candidate.weight > score:
                score, link = scores[before] + candidate.weight, before
        scores.append(score - 0.001 * at / (len(steps) + 1))
        links.append(link)
    at = max(range(len(steps)), key=scores.__getitem__, default=-1)
    while at >= 0:
        candidate, rank = steps[at]
        candidate.chosen = notes[rank].ordinal
        notes[rank].marked = True
        at = links[at]


def _choose_among_poor(lines: list[Line], candidates: list[Candidate], notes: list[PrintedNote]) -> None:
    """For a note whose marker was not found: a figure glued to a year, or one parted from its word by a space."""
    for rank, note in enumerate(notes):
        if note.marked:
            continue
        low = max((c.order for c in candidates if c.chosen is not None and c.chosen < note.ordinal), default=(-1, -1))
        high = min((c.order for c in candidates if c.chosen is not None and c.chosen > note.ordinal), default=(10**9, 0))
        found = _poor(lines, note.number, low, high)
        if found:
            found.chosen = notes[rank].ordinal
            note.marked = True
            candidates.append(found)
            candidates.sort(key=lambda candidate: candidate.order)


def _poor(lines: list[Line], number: int, low: tuple[int, int], high: tuple[int, int]) -> Candidate | None:
    for pattern in (rf"(?<=\b(?:19|20)\d\d){number}(?!\d)", rf"(?<=\d%){number}(?!\d)", rf"(?<=[^\W\d_]) {number}(?=[.,;:)]|$)"):
        for place, line in enumerate(lines):
            for match in re.finditer(pattern, line.text):
                if low < (place, match.start()) < high:
                    return Candidate(line, match.start(), match.end(), number, POOR, (place, match.start()))
    return None


def _repeated(paper: Paper, chosen: list[Candidate]) -> list[Candidate]:
    """Further calls of notes that are already known."""
    taken = {(id(candidate.line), candidate.end) for candidate in chosen}
    by_number: dict[int, list[PrintedNote]] = {}
    for note in paper.notes:
        by_number.setdefault(note.number, []).append(note)
    again: list[Candidate] = []
    for candidate in _candidates([line for line in paper.flow() if line.text]):
        if candidate.weight < STRONG or (id(candidate.line), candidate.end) in taken:
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
