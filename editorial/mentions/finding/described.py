"""Agreements and events, which texts seldom call by their titles: kind, parties, date and words have to agree."""

from dataclasses import dataclass, field
from itertools import pairwise

from editorial.mentions.finding.documents import counted, is_of_kind, kinds_of
from editorial.mentions.finding.gazetteer import Told
from editorial.mentions.finding.reading import Block, Reading
from editorial.mentions.finding.things import Thing
from editorial.mentions.finding.times import agrees
from editorial.mentions.finding.words import Token, is_empty, roots_of

SURE, POSSIBLE = 0.72, 0.55
ALONE = 0.8  # of its title, where nothing else attests it
OF_ITS_TIME, OF_ITS_PLACE, OF_ALL_PARTIES, OF_A_PARTY = 0.25, 0.12, 0.3, 0.1
OF_ITS_STATES = 0.12
OF_OTHER_STATES = 0.3
FEW = 3  # words of a title that have to stand together
CLOSE = 0.08  # two titles that fit equally well
WIDEST_GAP = 7  # words between two words of one title


@dataclass(slots=True)
class Segment:
    """A stretch of a sentence that may tell of one thing, and what the sentence says beside it."""

    block: Block
    words: list[Token]
    kinds: frozenset[str] = frozenset()
    named: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    trigger: Token | None = None


@dataclass(slots=True)
class Fit:
    """How well a title fits a segment."""

    thing: Thing
    score: float
    words: list[Token]
    coverage: float
    attested: bool  # by a date, a place or all parties


def find_described(reading: Reading, block: Block) -> None:
    """Find the agreements and events that a block speaks of."""
    for number in range(len(block.spans)):
        words = [word for word in block.words_of(number) if not is_empty(word.text)]
        if len(words) < 2:
            continue
        named = {key for one in reading.found_in(block, number) for key in one.keys}
        countries = reading.countries(words)
        whole = Segment(block, words, named=named, countries=countries)
        _best_of(reading, number, whole, kind="event")
        for segment in _documents(whole):
            _counted_package(reading, number, segment)
            _best_of(reading, number, segment, kind="agreement")


def _documents(whole: Segment) -> list[Segment]:
    """Part a sentence by its documents: each has what stands before the first and what follows itself."""
    places = [(at, kinds) for at, word in enumerate(whole.words) if (kinds := kinds_of(word))]
    segments = []
    first = places[0][0] if places else 0
    for turn, (at, kinds) in enumerate(places):
        end = places[turn + 1][0] if turn + 1 < len(places) else len(whole.words)
        words = whole.words[:first] + whole.words[at:end]
        segments.append(Segment(whole.block, words, kinds, whole.named, whole.countries, whole.words[at]))
        if end < len(whole.words):  # a title that names another document
            segments.append(
                Segment(whole.block, whole.words[at:], kinds, whole.named, whole.countries, whole.words[at])
            )
    return segments or [whole]


def _counted_package(reading: Reading, number: int, segment: Segment) -> None:
    at = segment.words.index(segment.trigger) if segment.trigger else 0
    if not at or not (count := counted(segment.words[max(0, at - 2) : at])):
        return
    periods = reading.periods(segment.block, number)
    packages = [
        thing
        for thing in reading.gazetteer.packages.get(count, ())
        if agrees(thing.period, periods) >= 0 and thing.kind == "agreement" and not reading.is_later(thing)
    ]
    if packages and segment.trigger:
        number_word = next(w for w in segment.words[max(0, at - 2) : at] if counted([w]))
        sure = len(packages) == 1
        keys = tuple(thing.key for thing in packages[:3])
        reading.add(segment.block, number_word, segment.trigger, keys, sure=sure, score=0.9)


def _best_of(reading: Reading, number: int, segment: Segment, *, kind: str) -> None:
    fits = sorted(_fits(reading, number, segment, kind), key=lambda fit: -fit.score)
    taken: list[tuple[set[int], float]] = []
    for place, fit in enumerate(fits):
        own = {word.start for word in fit.words}
        if any(len(own & other) * 2 >= min(len(own), len(other)) for other, _score in taken):
            continue
        rivals = [
            other
            for other in fits[place + 1 :]
            if fit.score - other.score < CLOSE and len(own & {w.start for w in other.words}) * 2 >= len(own)
        ]
        taken.append((own, fit.score))
        keys = tuple(dict.fromkeys((fit.thing.key, *(other.thing.key for other in rivals))))[:3]
        sure = len(keys) == 1 and fit.score >= SURE and (fit.attested or fit.coverage >= ALONE)
        start, end = _ends(segment, fit)
        reading.add(segment.block, start, end, keys, sure=sure, score=fit.score)


def _fits(reading: Reading, number: int, segment: Segment, kind: str) -> list[Fit]:
    index = reading.gazetteer.told.get(reading.setting.language, {})
    matched: dict[str, dict[Token, set[int]]] = {}
    titles: dict[str, Told] = {}
    for word in segment.words:
        for root in roots_of(word.text, reading.setting.language):
            for told, part in index.get(root, ()):
                if told.thing.kind == kind:
                    matched.setdefault(told.thing.key, {}).setdefault(word, set()).add(part)
                    titles[told.thing.key] = told
    found = []
    for key, parts in matched.items():
        fit = _fit(reading, number, segment, titles[key], parts)
        if fit is not None and fit.score >= POSSIBLE:
            found.append(fit)
    return found


def _fit(
    reading: Reading, number: int, segment: Segment, told: Told, matched: dict[Token, set[int]]
) -> Fit | None:
    thing = told.thing
    cluster = _cluster(segment, list(matched))
    parts = {part for word in cluster for part in matched[word]}
    coverage = sum(told.weights[part] for part in parts) / told.weight
    when = agrees(thing.period, reading.periods(segment.block, number))
    at_its_place = bool(thing.place) and thing.place in segment.named
    if not _may_be(segment, told, parts, when=when, attested=when > 0 and at_its_place):
        return None
    if (when < 0 or (reading.is_later(thing))) and (coverage < 0.85 or len(parts) < 3):
        return None
    evidence = (OF_ITS_TIME if when > 0 else 0) + (OF_ITS_PLACE if at_its_place else 0)
    evidence += _of_parties(thing, segment) + (OF_ITS_STATES if _names_its_states(told, segment) else 0)
    if len(told.weights) <= 2:
        if not _close_together(segment, cluster, len(told.weights) + 1):
            return None
        if when <= 0 and not told.countries <= segment.countries | set(reading.nations):
            evidence = min(0.0, evidence) - OF_OTHER_STATES
    words = _telling_first(cluster, matched)
    if (
        not when > 0
        and thing.kind == "event"
        and len(parts) <= FEW
        and not _close_together(segment, words, len(parts))
    ):
        return None
    return Fit(thing, coverage + evidence, words, coverage, attested=evidence >= OF_ITS_STATES)


def _telling_first(cluster: list[Token], matched: dict[Token, set[int]]) -> list[Token]:
    """Leave out words that only say again what the title has once."""
    said: set[int] = set()
    kept = []
    for word in cluster:
        if matched[word] - said:
            kept.append(word)
            said |= matched[word]
    return kept


def _may_be(segment: Segment, told: Told, parts: set[int], *, when: int, attested: bool) -> bool:
    """Whether the words are of the right sort: a document of its kind, an event with the word it is about."""
    if len(parts) < min(2, len(told.weights)):
        return False
    if told.thing.kind == "agreement":
        if segment.trigger is not None:
            return is_of_kind(told.thing, told, segment.kinds)
        return not _begins_with_its_kind(told)
    return len(parts) >= 2 and bool(
        told.head < 0 or told.head in parts or attested or (when > 0 and len(parts) >= 3)
    )


def _names_its_states(told: Told, segment: Segment) -> bool:
    return len(told.countries) >= 2 and told.countries <= segment.countries


def _begins_with_its_kind(told: Told) -> bool:
    return any(kinds_of(word) for word in told.words[:2])


def _of_parties(thing: Thing, segment: Segment) -> float:
    """Weigh the parties that the sentence names; other states than its own speak against an agreement."""
    if not thing.parties:
        return 0.0
    named = thing.parties & (segment.named | segment.countries)
    states = {party for party in thing.parties if len(party) == 2}
    if (
        thing.kind == "agreement"
        and states
        and len(segment.countries) >= 2
        and not states & segment.countries
    ):
        return -0.3
    if len(named) >= 2 and named == thing.parties:
        return OF_ALL_PARTIES if not states or segment.countries == states else OF_ALL_PARTIES / 2
    return OF_A_PARTY * len(named)


def _cluster(segment: Segment, words: list[Token]) -> list[Token]:
    """Keep the words of a title that stand near each other; what is far away is by chance."""
    places = {word.start: at for at, word in enumerate(segment.words)}
    ordered = sorted(words, key=lambda word: places[word.start])
    clusters: list[list[Token]] = [[ordered[0]]]
    for one, other in pairwise(ordered):
        if places[other.start] - places[one.start] > WIDEST_GAP:
            clusters.append([])
        clusters[-1].append(other)
    return max(clusters, key=len)


def _close_together(segment: Segment, words: list[Token], roots: int) -> bool:
    places = [segment.words.index(word) for word in words]
    if segment.trigger is not None:
        places.append(segment.words.index(segment.trigger))
    return max(places) - min(places) <= roots


def _ends(segment: Segment, fit: Fit) -> tuple[Token, Token]:
    words = [*fit.words, segment.trigger] if segment.trigger is not None else fit.words
    return min(words, key=lambda word: word.start), max(words, key=lambda word: word.end)


def find_sessions(reading: Reading, block: Block) -> None:
    """Find sessions by their number and their series: «второго заседания Высшего межгосударственного совета»."""
    for one in [found for found in reading.found if found.block == block.at]:
        for at, word in enumerate(block.words):
            if word.start >= one.start:
                break
            if one.start - word.start > 60 or word.sentence != _sentence_of(block, one.start):
                continue
            _session(reading, block, one.keys, at, one.end)
    for at, word in enumerate(block.words):
        _session_after(reading, block, at, word)


def _sentence_of(block: Block, start: int) -> int:
    return next((word.sentence for word in block.words if word.start >= start), -1)


def _session(reading: Reading, block: Block, keys: tuple[str, ...], at: int, end: int) -> None:
    from_ = block.words[at]
    number = counted([from_], ordinal=True)
    if not number or at + 1 >= len(block.words):
        return
    between = block.words[at + 1]
    for key in keys:
        thing = reading.gazetteer.sessions.get((key, number))
        if thing and is_session(between):
            last = next((word for word in reversed(block.words) if word.end <= end), between)
            reading.add(block, from_, last, (thing.key,), sure=True, score=1.2)
            return


def _session_after(reading: Reading, block: Block, at: int, word: Token) -> None:
    """Find «первое заседание» of a series that the sentence has named before."""
    number = counted([word], ordinal=True)
    if not number or at + 1 >= len(block.words) or not is_session(block.words[at + 1]):
        return
    before = [
        one
        for one in reading.found_in(block, word.sentence)
        if one.kind == "mechanism" and one.end <= word.start
    ]
    if before and not any(
        one.kind == "event" and one.start == word.start and one.block == block.at for one in reading.found
    ):
        thing = reading.gazetteer.sessions.get((before[-1].keys[0], number))
        if thing:
            reading.add(block, word, block.words[at + 1], (thing.key,), sure=before[-1].sure, score=1.2)


def is_session(word: Token) -> bool:
    """Whether a word is one for a meeting of a series."""
    return word.text.lower()[:5] in SESSION_WORDS


SESSION_WORDS = frozenset(
    word[:5]
    for word in "заседание саммит сессия встреча каспийский session meeting summit iclas sammit отырыс саммиті".split()
)
