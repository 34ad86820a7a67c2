"""Windows: stretches of the order in which documents stand, from 64 days of one weight to a whole weight.

Four windows are one of the next level, and a document is tagged with those it lies in, one of each level. So the
foremost documents, however many, are those of a handful of tags: as many of the largest windows as fit, and
smaller ones up to the edge.
"""

from editorial.search.matching import WINDOW_MARK

CHECKSUM_BITS, DAY_BITS = 44, 16  # of the standing, the lowest; the weight is above them
SMALLEST = CHECKSUM_BITS + 6  # bits below the number of a window of 64 days
BITS = 2  # by which a level is larger than the one before it
LEVELS = "abcdef"
MOST_WEIGHT = 7
SMALLEST_MARK = f"{WINDOW_MARK}{LEVELS[0]}"


def tags_of(standing: int) -> list[str]:
    """Return the tags of the windows in which a standing lies, the smallest first."""
    return [
        f"{WINDOW_MARK}{level}{standing >> SMALLEST + BITS * height}" for height, level in enumerate(LEVELS)
    ]


def foremost(last: int) -> list[str]:
    """Return the tags of the fewest windows that are the smallest window of this number and all before it.

    What stands foremost has the greatest number; the largest windows are the weights.
    """
    tags: list[str] = []
    for level in LEVELS[:-1]:
        if rest := last % 2**BITS:
            tags += [f"{WINDOW_MARK}{level}{number}" for number in range(last, last - rest + 2**BITS)]
        last = -(-last // 2**BITS)
    return [*tags, *(f"{WINDOW_MARK}{LEVELS[-1]}{weight}" for weight in range(last, MOST_WEIGHT + 1))]
