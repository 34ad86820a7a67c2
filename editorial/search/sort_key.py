"""The order in which documents stand, and windows of it, from 64 days of one weight to a whole weight.

Four windows are one of the next level, and a document is tagged with those it lies in, one of each level. So the
best documents, however many, are those of a handful of tags: as many of the largest windows as fit, and
smaller ones up to the edge.
"""

import datetime as dt
from hashlib import blake2b

from editorial.search.clauses import WINDOW_MARK
from editorial.search.entry import SearchEntry

EPOCH = dt.date(1900, 1, 1)
MAX_WEIGHT = 7
DAY_BITS, CHECKSUM_BITS = 16, 44  # of a standing, under its weight
SMALLEST = CHECKSUM_BITS + 6  # bits below the number of a window of 64 days
BITS = 2  # by which a level is larger than the one before it
LEVELS = "abcdef"
SMALLEST_MARK = f"{WINDOW_MARK}{LEVELS[0]}"


def sort_key(entry: SearchEntry) -> int:
    """Return the key of the entry's row, greater for what comes first: weight, then date, then a checksum."""
    days = min(max((entry.date - EPOCH).days, 0), 2**DAY_BITS - 1) if entry.date else 0
    name = f"{entry.type}/{entry.key}/{entry.language}".encode()
    checksum = int.from_bytes(blake2b(name, digest_size=8).digest()) >> (64 - CHECKSUM_BITS)
    return (min(entry.weight, MAX_WEIGHT) << DAY_BITS + CHECKSUM_BITS) | (days << CHECKSUM_BITS) | checksum


def windows_for(position: int) -> list[str]:
    """Return the tags of the windows in which a standing lies, the smallest first."""
    return [
        f"{WINDOW_MARK}{level}{position >> SMALLEST + BITS * height}" for height, level in enumerate(LEVELS)
    ]


def top_windows(last: int) -> list[str]:
    """Return the tags of the fewest windows that are the smallest window of this number and all before it.

    What stands best has the greatest number; the largest windows are the weights.
    """
    tags: list[str] = []
    for level in LEVELS[:-1]:
        if rest := last % 2**BITS:
            tags += [f"{WINDOW_MARK}{level}{number}" for number in range(last, last - rest + 2**BITS)]
        last = -(-last // 2**BITS)
    return [*tags, *(f"{WINDOW_MARK}{LEVELS[-1]}{weight}" for weight in range(last, MAX_WEIGHT + 1))]
