"""Align earlier decisions with the mentions that are found now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from editorial.mentions.models import Mention

MIN_SIMILARITY = 0.5  # of a sentence that was edited
Name = tuple[str, str]  # the thing, and how it is written


@dataclass(slots=True)
class Aligned:
    """Rows to write: new ones, continued ones, those no longer in the text, and those to delete."""

    new: list[Mention] = field(default_factory=list)
    retained: list[Mention] = field(default_factory=list)
    lost: list[Mention] = field(default_factory=list)
    removed: list[Mention] = field(default_factory=list)


def align(before: Iterable[Mention], now: Iterable[Mention]) -> Aligned:
    """Pair the mentions of a text before and after it was edited; a decision goes with its pair."""
    old, new = _by_name(before), _by_name(now)
    done = Aligned()
    for name in dict.fromkeys((*old, *new)):
        _align_name(old.get(name, []), new.get(name, []), done)
    return done


def _by_name(rows: Iterable[Mention]) -> dict[Name, list[Mention]]:
    found: dict[Name, list[Mention]] = defaultdict(list)
    for row in rows:
        found[row.key, " ".join(row.text.lower().split())].append(row)
    return found


def _align_name(old: list[Mention], new: list[Mention], done: Aligned) -> None:
    left, unpaired = list(old), []
    for row in new:
        same = next((one for one in left if one.passage == row.passage), None)
        if same is None:
            unpaired.append(row)
            continue
        left.remove(same)
        done.retained.append(_moved(same, row))
    for row in unpaired:
        pair = _find_pair(row, left)
        if pair is not None:
            left.remove(pair)
            done.retained.append(_moved(pair, row))
            continue
        row.state = _inherited(old)
        done.new.append(row)
    for row in left:
        (done.removed if row.state == Mention.State.PROPOSED else done.lost).append(row)


def _find_pair(row: Mention, left: Sequence[Mention]) -> Mention | None:
    """Find the sentence that was edited into this one; a rejection does not ask how much it was edited."""
    rejected = [one for one in left if one.state == Mention.State.REJECTED]
    similar = [one for one in left if _likeness(one.passage, row.passage) >= MIN_SIMILARITY]
    best = max(similar, key=lambda one: _likeness(one.passage, row.passage), default=None)
    return best or (rejected[0] if rejected else None)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _inherited(old: Sequence[Mention]) -> str:
    """Tell whether a name was only ever rejected for this entity, and so stays rejected."""
    decided = {row.state for row in old} - {Mention.State.PROPOSED}
    return Mention.State.REJECTED if decided == {Mention.State.REJECTED} else Mention.State.PROPOSED


def _moved(old: Mention, new: Mention) -> Mention:
    for name in ("block", "start", "end", "anchor", "text", "passage", "is_confident"):
        setattr(old, name, getattr(new, name))
    old.is_in_text = True
    return old
