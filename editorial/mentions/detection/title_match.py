"""Agreements and events, which texts seldom call by their titles: kind, parties, date and words have to agree."""

from dataclasses import dataclass, field
from itertools import pairwise

from editorial.mentions.detection.context import Block, TextState
from editorial.mentions.detection.document_kinds import counted, kinds_named_by, matches_kind
from editorial.mentions.detection.gazetteer import TitleEntry
from editorial.mentions.detection.numerals import parse_ordinal
from editorial.mentions.detection.periods import agrees
from editorial.mentions.detection.tokens import Token, is_empty, word_roots
from editorial.mentions.detection.types import KnownEntity

SURE, POSSIBLE = 0.72, 0.55
ALONE = 0.8  # of its title, where nothing else attests it
OF_ITS_TIME, OF_ITS_PLACE, OF_ALL_PARTIES, OF_A_PARTY = 0.25, 0.12, 0.3, 0.1
OWN_STATES_SCORE = 0.12
TIME_BEFORE_SCORE = 0.1  # that the paragraph has named last
OTHER_STATES_SCORE = 0.3
SHORT_TITLE_WORDS = 2  # words of the shortest titles
FEW = 3  # words of a title that have to stand together
WHOLE = 0.85  # of a title that a date may speak against
CLOSE = 0.08  # two titles that fit equally well
WIDEST_GAP = 7  # words between two words of one title
NEAR_ITS_KIND = 4  # words between the word for a document and a word of its title


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
    """The fit of a title to a segment."""

    entity: KnownEntity
    score: float
    words: list[Token]
    coverage: float
    attested: bool  # by a date, a place or all parties


@dataclass(slots=True)
class Match:
    """The words of a segment that are words of a title; `parts` are their places in it."""

    entry: TitleEntry
    words: list[Token]
    parts: set[int]
    when: int
    at_its_place: bool

    @property
    def coverage(self) -> float:
        """Return how much of the title is said."""
        return sum(self.entry.weights[part] for part in self.parts) / self.entry.weight

    @property
    def is_event(self) -> bool:
        """Return whether it is no document."""
        return self.entry.entity.kind == "event"

    @property
    def is_weak(self) -> bool:
        """Return whether the title has two words at most, and no date says that it is meant."""
        return len(self.entry.weights) <= SHORT_TITLE_WORDS and self.when <= 0


def find_by_title(state: TextState, block: Block) -> None:
    """Find the agreements and events that a block speaks of."""
    for number in range(len(block.spans)):
        words = [word for word in block.sentence_words(number) if not is_empty(word.text)]
        if len(words) < 2:
            continue
        capitals = state.capitals(block, number)
        named = {key for one in state.found_in(block, number) for key in one.keys} - capitals.keys()
        countries = state.countries(words).union(capitals.values())
        whole = Segment(block, words, named=named, countries=countries)
        _find_best(state, number, whole, kind="event")
        for segment in _documents(whole):
            _counted_package(state, number, segment)
            _find_best(state, number, segment, kind="agreement")


def _documents(whole: Segment) -> list[Segment]:
    """Part a sentence by its documents: each has what stands before the first and what follows itself."""
    places = [(at, kinds) for at, word in enumerate(whole.words) if (kinds := kinds_named_by(word))]
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


def _counted_package(state: TextState, number: int, segment: Segment) -> None:
    at = segment.words.index(segment.trigger) if segment.trigger else 0
    if not at or not (count := counted(segment.words[max(0, at - 2) : at])):
        return
    periods = state.periods(segment.block, number)
    packages = [
        entity
        for entity in state.gazetteer.packages.get(count, ())
        if agrees(entity.period, periods) >= 0 and entity.kind == "agreement" and not state.is_later(entity)
    ]
    if packages and segment.trigger:
        number_word = next(w for w in segment.words[max(0, at - 2) : at] if counted([w]))
        sure = len(packages) == 1
        keys = tuple(entity.key for entity in packages[:3])
        state.add(segment.block, number_word, segment.trigger, keys, sure=sure, score=0.9)


def _find_best(state: TextState, number: int, segment: Segment, *, kind: str) -> None:
    fits = sorted(_fits(state, number, segment, kind), key=lambda fit: -fit.score)
    used: list[tuple[set[int], float]] = []
    for place, fit in enumerate(fits):
        own = {word.start for word in fit.words}
        if any(len(own & other) * 2 >= min(len(own), len(other)) for other, _score in used):
            continue
        rivals = [
            other
            for other in fits[place + 1 :]
            if fit.score - other.score < CLOSE and len(own & {w.start for w in other.words}) * 2 >= len(own)
        ]
        used.append((own, fit.score))
        keys = tuple(dict.fromkeys((fit.entity.key, *(other.entity.key for other in rivals))))[:3]
        sure = len(keys) == 1 and fit.score >= SURE and (fit.attested or fit.coverage >= ALONE)
        start, end = _ends(segment, fit)
        state.add(segment.block, start, end, keys, sure=sure, score=fit.score)


def _fits(state: TextState, number: int, segment: Segment, kind: str) -> list[Fit]:
    index = state.gazetteer.titles.get(state.setting.language, {})
    matched: dict[str, dict[Token, set[int]]] = {}
    titles: dict[str, TitleEntry] = {}
    for word in segment.words:
        for root in word_roots(word.text, state.setting.language):
            for entry, part in index.get(root, ()):
                if entry.entity.kind == kind:
                    matched.setdefault(entry.entity.key, {}).setdefault(word, set()).add(part)
                    titles[entry.entity.key] = entry
    bodies = _bodies(state, number, segment)
    found = []
    for key, parts in matched.items():
        for body, inside in titles[key].bodies.items():
            if body in bodies and (unmentioned := inside.difference(*parts.values())):
                parts.setdefault(bodies[body], set()).update(unmentioned)
        fit = _fit(state, number, segment, titles[key], parts)
        if fit is not None and fit.score >= POSSIBLE:
            found.append(fit)
    return found


def _bodies(state: TextState, number: int, segment: Segment) -> dict[str, Token]:
    """Return the bodies that the segment names, each with a word of its name: «ООН» for the words of a title."""
    by_start = {word.start: word for word in segment.words}
    return {
        key: by_start[one.start]
        for one in state.found_in(segment.block, number)
        if one.kind == "organisation" and one.start in by_start
        for key in one.keys
    }


def _fit(
    state: TextState, number: int, segment: Segment, entry: TitleEntry, matched: dict[Token, set[int]]
) -> Fit | None:
    matched = _with_numbered_nouns(segment, matched)
    if not matched:
        return None
    words = _one_for_each(segment, entry, _cluster(segment, list(matched)), matched)
    parts = {part for word in words for part in matched[word]}
    when = agrees(entry.entity.period, state.periods(segment.block, number))
    match = Match(entry, words, parts, when, at_its_place=entry.entity.place in segment.named)
    if not (
        _is_plausible(segment, match)
        and _fits_the_dates(state, match)
        and _is_close_together(segment, match)
        and not _names_other_states(state, segment, match)
    ):
        return None
    evidence = _evidence(state, number, segment, match)
    attested = evidence >= OWN_STATES_SCORE
    if match.is_event and not attested and match.coverage < ALONE:
        return None
    return Fit(entry.entity, match.coverage + evidence, words, match.coverage, attested)


def _fits_the_dates(state: TextState, match: Match) -> bool:
    """Return whether no date speaks against it; almost the whole title speaks louder than a date."""
    if match.entry.is_dated and match.when <= 0:
        return False
    is_amiss = match.when < 0 or state.is_later(match.entry.entity)
    return not is_amiss or (match.coverage >= WHOLE and len(match.parts) >= FEW)


def _is_close_together(segment: Segment, match: Match) -> bool:
    """Return whether the words are near each other, where little else tells what they are about."""
    few = len(match.entry.weights)
    if few <= SHORT_TITLE_WORDS and not _close_together(segment, match.words, few + 1):
        return False
    if match.when > 0:
        return True
    if not match.is_event:
        return not _is_far_from_its_kind(segment, match.words)
    parts = len(match.parts)
    return parts > FEW or _close_together(segment, match.words, parts)


def _names_other_states(state: TextState, segment: Segment, match: Match) -> bool:
    """Return whether «бизнес-форум» is that of two states of which the text does not speak."""
    return match.is_event and match.is_weak and not _names_the_states(state, segment, match)


def _names_the_states(state: TextState, segment: Segment, match: Match) -> bool:
    return match.entry.countries <= segment.countries | set(state.nations)


def _evidence(state: TextState, number: int, segment: Segment, match: Match) -> float:
    """Weigh what the sentence says beside the words of the title."""
    entry = match.entry
    evidence = (OF_ITS_TIME if match.when > 0 else 0.0) + (OF_ITS_PLACE if match.at_its_place else 0.0)
    if not state.periods(segment.block, number):
        before = agrees(entry.entity.period, state.periods_before(segment.block, number))
        evidence += TIME_BEFORE_SCORE if before > 0 else 0.0
    evidence += _party_score(entry.entity, segment)
    evidence += OWN_STATES_SCORE if _names_its_states(entry, segment) else 0.0
    if match.is_weak and not _names_the_states(state, segment, match):
        return min(0.0, evidence) - OTHER_STATES_SCORE
    return evidence


def _one_for_each(
    segment: Segment, entry: TitleEntry, cluster: list[Token], matched: dict[Token, set[int]]
) -> list[Token]:
    """Keep one word for each word of the title: of those that say the same, that nearest to the most telling one."""
    parts = {part for word in cluster for part in matched[word]}
    heaviest = max(parts, key=lambda part: entry.weights[part])
    places = {word: segment.words.index(word) for word in cluster}
    pivot = next(word for word in cluster if heaviest in matched[word])
    chosen = {pivot}
    for part in sorted(parts - matched[pivot], key=lambda part: -entry.weights[part]):
        if not any(part in matched[word] for word in chosen):
            near = [word for word in cluster if part in matched[word]]
            chosen.add(min(near, key=lambda word: abs(places[word] - places[pivot])))
    return sorted(chosen, key=lambda word: word.start)


def _is_far_from_its_kind(segment: Segment, words: list[Token]) -> bool:
    """Return whether «решения» come long after the words of a title, in a clause of their own."""
    others = [word for word in words if word != segment.trigger]
    if segment.trigger is None or not others or others[-1].start > segment.trigger.start:
        return False
    return segment.words.index(segment.trigger) - segment.words.index(others[-1]) > NEAR_ITS_KIND


def _with_numbered_nouns(segment: Segment, matched: dict[Token, set[int]]) -> dict[Token, set[int]]:
    """Leave out «первой» where it numbers something else than the title does."""
    places = {word.start: at for at, word in enumerate(segment.words)}
    at_words = {places[word.start] for word in matched}
    return {
        word: parts
        for word, parts in matched.items()
        if not parse_ordinal(word.text) or at_words & {places[word.start] + 1, places[word.start] + 2}
    }


def _is_plausible(segment: Segment, match: Match) -> bool:
    """Return whether the words are of the right sort: a document of its kind, an event with the word it is about."""
    entry, parts = match.entry, match.parts
    if len(parts) < min(SHORT_TITLE_WORDS, len(entry.weights)):
        return False
    if entry.entity.kind == "agreement":
        if segment.trigger is not None:
            return matches_kind(entry.entity, entry, segment.kinds)
        return not _begins_with_its_kind(entry)
    is_attested = match.when > 0 and (match.at_its_place or len(parts) >= FEW)
    return len(parts) >= SHORT_TITLE_WORDS and (entry.head < 0 or entry.head in parts or is_attested)


def _names_its_states(entry: TitleEntry, segment: Segment) -> bool:
    return len(entry.countries) >= 2 and entry.countries <= segment.countries


def _begins_with_its_kind(entry: TitleEntry) -> bool:
    return any(kinds_named_by(word) for word in entry.words[:2])


def _party_score(entity: KnownEntity, segment: Segment) -> float:
    """Weigh the parties that the sentence names; other states than its own speak against an agreement."""
    if not entity.parties:
        return 0.0
    named = entity.parties & (segment.named | segment.countries)
    states = {party for party in entity.parties if len(party) == 2}
    if (
        entity.kind == "agreement"
        and states
        and len(segment.countries) >= 2
        and not states & segment.countries
    ):
        return -0.3
    if len(named) >= 2 and named == entity.parties:
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
