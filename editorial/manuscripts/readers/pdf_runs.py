"""Runs of glyphs: where words end, which of them pdfium cut or doubled."""

import re
from dataclasses import dataclass
from itertools import pairwise

WORD_GAP = 0.2
NO_GAP = 0.05
TIGHT = 0.12
DOUBLED = 0.15
MAX_SAME = 40
MIN_SPACED_LETTERS = 4
# Where pdfium puts spaces between figures, it trusts the ink of a "1" and not the room it takes.
FIGURES = re.compile(r"[\d.,:/%()+–-]{2}")


@dataclass(slots=True)
class Run:
    """Glyphs of one text object that follow each other: `y` is the baseline from the top of the page."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    turn: int
    real_space: bool = True  # a space of the file stands before it, not one that the reader guessed


def may_join(before: Run, after: Run) -> bool:
    """Return whether a space between two words may be pdfium's own guess."""
    if len(after.text) <= 2 and len(before.text) <= 2:
        return True
    size = max(before.size, after.size)
    return abs(after.x0 - before.x1) < TIGHT * size and abs(after.y - before.y) < 0.6 * size


def parts(before: Run, after: Run) -> bool:
    """Return whether a new word begins: after a gap, on another line or in another size."""
    size = max(before.size, after.size, 1.0)
    moved = abs(after.y - before.y) > size * 0.1 or abs(after.size - before.size) > size * 0.1
    turned = after.turn != before.turn
    return moved or turned or after.x0 - before.x1 > size * WORD_GAP or after.x0 < before.x0 - size


def drop_doubled(runs: list[Run]) -> list[Run]:
    """Leave out what is printed again on itself, as programs do for want of a bold font or for a shadow."""
    seen: dict[str, list[Run]] = {}
    distinct: list[Run] = []
    for run in runs:
        before = seen.get(run.text)
        if before is None:
            seen[run.text] = [run]
            distinct.append(run)
            continue
        x0, y, limit = run.x0, run.y, DOUBLED * run.size
        for each in before[-MAX_SAME:]:
            if -limit < each.x0 - x0 < limit and -limit < each.y - y < limit and each.turn == run.turn:
                break
        else:
            before.append(run)
            distinct.append(run)
    return distinct


def join_tight(runs: list[Run]) -> list[Run]:
    """Join figures between which pdfium guessed a space where there is no room for one."""
    joined: list[Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if (
            not run.real_space
            and before is not None
            and FIGURES.fullmatch(before.text[-1] + run.text[0])
            and not parts(before, run)
            and run.x0 - before.x1 < run.size * NO_GAP
        ):
            before.text += run.text
            before.x1 = max(before.x1, run.x1)
        else:
            joined.append(run)
    return joined


def join_letters(runs: list[Run]) -> list[Run]:
    """Join a word whose letters are set apart; a gap wider than those inside the word ends it."""
    spaced = {
        at for at in range(1, len(runs)) if len(runs[at].text) <= 2 and _is_spaced(runs[at - 1], runs[at])
    }
    if len(spaced) < MIN_SPACED_LETTERS - 1:
        return runs
    joined: list[Run] = []
    at = 0
    while at < len(runs):
        end = at + 1
        while end in spaced:
            end += 1
        letters = runs[at:end]
        single = sum(len(each.text) == 1 for each in letters)
        if len(letters) >= MIN_SPACED_LETTERS and single * 4 >= 3 * len(letters):
            joined += _words_of_letters(letters)
        else:
            joined += letters
        at = end
    return joined


def _is_spaced(before: Run, after: Run) -> bool:
    return (
        not after.real_space
        and len(before.text) <= 2
        and len(after.text) <= 2
        and before.text[:1].isalpha()
        and after.turn == before.turn
        and abs(after.y - before.y) < 0.1 * after.size
        and abs(after.size - before.size) < 0.1 * after.size
        and 0 < after.x0 - before.x1 < after.size * 1.5
    )


def _words_of_letters(letters: list[Run]) -> list[Run]:
    gaps = sorted(after.x0 - before.x1 for before, after in pairwise(letters))
    usual = gaps[len(gaps) // 2]
    words = [letters[0]]
    for before, after in pairwise(letters):
        gap = after.x0 - before.x1
        if gap > usual * 1.6:
            words.append(after)
        else:
            words[-1].text += after.text
            words[-1].x1 = after.x1
    return words
