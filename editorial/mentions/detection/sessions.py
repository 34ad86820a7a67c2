"""Sessions: by their number and the series that they are of."""

from editorial.mentions.detection.context import Block, TextState
from editorial.mentions.detection.document_kinds import counted
from editorial.mentions.detection.tokens import Token

SESSION_WORDS = frozenset(
    word[:5]
    for word in "заседание саммит сессия встреча каспийский session meeting summit iclas sammit отырыс саммиті".split()
)


def find_sessions(state: TextState, block: Block) -> None:
    """Find sessions by their number and their series: «второго заседания Высшего межгосударственного совета»."""
    for one in [found for found in state.found if found.block == block.at]:
        for at, word in enumerate(block.words):
            if word.start >= one.start:
                break
            if one.start - word.start > 60 or word.sentence != _sentence_number(block, one.start):
                continue
            _session(state, block, one.keys, at, one.end)
    for at, word in enumerate(block.words):
        _session_after(state, block, at, word)


def _sentence_number(block: Block, start: int) -> int:
    return next((word.sentence for word in block.words if word.start >= start), -1)


def _session(state: TextState, block: Block, keys: tuple[str, ...], at: int, end: int) -> None:
    from_ = block.words[at]
    number = counted([from_], ordinal=True)
    if not number or at + 1 >= len(block.words):
        return
    between = block.words[at + 1]
    for key in keys:
        entity = state.gazetteer.sessions.get((key, number))
        if entity and is_session(between):
            last = next((word for word in reversed(block.words) if word.end <= end), between)
            state.add(block, from_, last, (entity.key,), sure=True, score=1.2)
            return


def _session_after(state: TextState, block: Block, at: int, word: Token) -> None:
    """Find «первое заседание» of a series that the sentence has named before."""
    number = counted([word], ordinal=True)
    if not number or at + 1 >= len(block.words) or not is_session(block.words[at + 1]):
        return
    before = [
        one
        for one in state.found_in(block, word.sentence)
        if one.kind == "mechanism" and one.end <= word.start
    ]
    if before and not any(
        one.kind == "event" and one.start == word.start and one.block == block.at for one in state.found
    ):
        entity = state.gazetteer.sessions.get((before[-1].keys[0], number))
        if entity:
            state.add(block, word, block.words[at + 1], (entity.key,), sure=before[-1].sure, score=1.2)


def is_session(word: Token) -> bool:
    """Return whether a word is one for a meeting of a series."""
    return word.text.lower()[:5] in SESSION_WORDS
