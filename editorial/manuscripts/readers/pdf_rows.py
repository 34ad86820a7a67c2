"""Words grouped by the baseline they stand on."""

from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

SMALLER = 0.82
MIN_SMALL = 0.4  # of the size of its line: what is smaller stands beside a capital of several lines
MAX_SMALL_LENGTH = 8


@dataclass(slots=True)
class Row:
    """Words on one baseline, from left to right; or a whole table in `grid`, as cells, or a picture by its name."""

    words: list[list[Any]]
    top: float = 0.0
    bottom: float = 0.0
    left: float = 0.0
    right: float = 0.0
    size: float = 0.0
    baseline: float = 0.0
    grid: list[list[str]] = field(default_factory=list)
    picture: str = ""

    def renew(self) -> None:
        """Measure the row anew after words came or went."""
        words = self.words
        if not words:
            return
        words.sort(key=_left)
        self.left, self.baseline, self.size = words[0][1], words[0][4], words[0][5]
        if len({(word[4], word[5]) for word in words}) > 1:
            sizes: Counter[float] = Counter()
            baselines: Counter[float] = Counter()
            for word in words:
                sizes[word[5]] += len(word[0])
                baselines[word[4]] += len(word[0])
            self.size = sizes.most_common(1)[0][0]
            self.baseline = baselines.most_common(1)[0][0]
        self.right = max([word[2] for word in words])
        self.top = self.baseline - self.size * 0.8
        self.bottom = self.baseline


_left = itemgetter(1)
_place = itemgetter(4, 1)


def to_rows(words: list[list[Any]]) -> list[Row]:
    """Words grouped by baseline; a raised or lowered figure goes with the line that it stands beside."""
    groups: list[list[list[Any]]] = []
    base = size = 0.0
    for word in sorted(words, key=_place):
        at, height = word[4], word[5]
        same = at == base and height == size
        if groups and (
            same or (abs(at - base) <= 0.15 * min(height, size) and 0.6 * size < height < size / 0.6)
        ):
            groups[-1].append(word)
        else:
            groups.append([word])
            base, size = at, height
    rows = [Row(group) for group in groups]
    for row in rows:
        row.renew()
    return _merge_small(rows)


def _merge_small(rows: list[Row]) -> list[Row]:
    """Put small words beside a larger line, above or below its baseline, into that line."""
    merged: list[Row] = []
    touched: list[Row] = []
    for at, row in enumerate(rows):
        near = [other for other in rows[max(0, at - 3) : at + 4] if other is not row and other.size * SMALLER > row.size]  # fmt: skip
        stay: list[list[Any]] = []
        for word in row.words if near else ():
            home = next((other for other in near if _beside(word, other)), None)
            if home is None:
                stay.append(word)
            else:
                home.words.append(word)
                touched += [home, row]
        if near:
            row.words = stay
        if row.words:
            merged.append(row)
    for row in touched:
        row.renew()
    return sorted(merged, key=lambda row: row.bottom)


def _beside(word: list[Any], row: Row) -> bool:
    """Return whether a small word stands against a word of a larger line, within its height."""
    if len(word[0]) > MAX_SMALL_LENGTH or word[5] < row.size * MIN_SMALL:
        return False
    if not row.baseline - row.size * 0.75 < word[4] < row.baseline + row.size * 0.4:
        return False
    reach = word[5] * 0.9
    return any(
        other[5] * SMALLER > word[5]
        and (-reach < word[1] - other[2] < reach or -reach < other[1] - word[2] < reach)
        for other in row.words
    )
