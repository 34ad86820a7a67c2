"""The search itself: blocks of a text in, mentions out."""

from collections.abc import Iterable, Sequence

from editorial.mentions.detection.context import read
from editorial.mentions.detection.gazetteer import Gazetteer
from editorial.mentions.detection.organisations import find_named
from editorial.mentions.detection.people import decide_surnames, find_people
from editorial.mentions.detection.sessions import find_sessions
from editorial.mentions.detection.title_match import find_by_title
from editorial.mentions.detection.types import EntityMatch, TextContext
from editorial.mentions.detection.visits import find_visits, merge

NAMES = frozenset(("expert", "organisation", "mechanism", "place"))


def find(
    blocks: Sequence[str], gazetteer: Gazetteer, setting: TextContext | None = None
) -> list[EntityMatch]:
    """Return what the blocks mention, in the order of the text."""
    state = read(list(blocks), gazetteer, setting or TextContext())
    for block in state.blocks:
        find_named(state, block)
        find_people(state, block)
    decide_surnames(state)
    state.found = drop_nested(state.found)
    visits_from = len(state.found)
    for block in state.blocks:
        find_visits(state, block)
    visits = merge(state.found[visits_from:])
    state.found[visits_from:] = visits
    for block in state.blocks:
        find_sessions(state, block)
        find_by_title(state, block)
    for one in state.found:
        one.text = state.blocks[one.block].text[one.start : one.end]
    found = deduplicate(state.found)
    return sorted(found, key=lambda one: (one.block, one.start, -one.end, one.kind))


def drop_nested(found: Iterable[EntityMatch]) -> list[EntityMatch]:
    """Leave out names inside a longer name: the surname in a foundation's name, the town in an airline's."""
    result: list[EntityMatch] = []
    for one in sorted(found, key=lambda each: (each.block, each.start, -(each.end - each.start))):
        inside = any(
            other.block == one.block and other.start <= one.start and one.end <= other.end
            and (other.end - other.start) > (one.end - one.start)
            for other in result[-6:]
        )  # fmt: skip
        if not inside:
            result.append(one)
    return result


def deduplicate(found: Iterable[EntityMatch]) -> list[EntityMatch]:
    """Keep one mention of a thing at one place, the best told; of two things of a kind in the same words the surer."""
    result: list[EntityMatch] = []
    for one in sorted(found, key=lambda each: (-each.sure, -each.score, each.start - each.end)):
        if not any(_same_place(one, other) for other in result):
            result.append(one)
    return result


def _same_place(one: EntityMatch, other: EntityMatch) -> bool:
    if one.block != other.block or one.start >= other.end or other.start >= one.end:
        return False
    if one.kind != other.kind and (one.kind in NAMES or other.kind in NAMES or one.start != other.start):
        return False
    if set(one.keys) & set(other.keys):
        return True
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared * 2 >= min(one.end - one.start, other.end - other.start)
