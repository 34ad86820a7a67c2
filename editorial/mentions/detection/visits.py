"""Visits: who went where and when, as a title and a text say it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from editorial.mentions.detection.context import Block, TextState
from editorial.mentions.detection.countries import country_of
from editorial.mentions.detection.gazetteer import TitleEntry
from editorial.mentions.detection.name_variants import STATE_WORDS
from editorial.mentions.detection.periods import agrees, days
from editorial.mentions.detection.tokens import Token
from editorial.mentions.detection.types import EntityMatch, KnownEntity, Period

# Of one visit: where there are several, each is named by more than the word.
NOUN = re.compile(r"^(?:визит|поездк|visit|səfər|сапар|trip)(?!ы$|ов$|ам$|ами$|ах$|s$)", re.IGNORECASE)
VERB = re.compile(r"^(?:посети|побыва|прибы[лв]|visited|səfər)", re.IGNORECASE)
RANK = re.compile(
    r"^(?:государственн|официальн|рабоч|state$|official|working|dövlət|rəsmi|мемлекеттік|ресми)",
    re.IGNORECASE,
)
HIGH = re.compile(r"^(?:государственн|state$|dövlət|мемлекеттік)", re.IGNORECASE)
AMBASSADOR = re.compile(r"^(?:посо?л|ambassador|səfir|елші)", re.IGNORECASE)
HEAD = re.compile(r"^(?:президент|глав|посо?л|president|ambassador|prezident|səfir|елші)", re.IGNORECASE)
TO = frozenset("в во to into".split())
MANNER = re.compile(r"^(?:визитом|поездкой)$", re.IGNORECASE)
WITH = frozenset("с со".split())
MANNER_WORDS = 4  # after the verb: «посетил с официальным визитом Армению»
TRAVELLERS = frozenset(("official", "diplomat"))
AFTER = 9  # words after the word for the visit that may say where to
BEFORE_LETTERS, AFTER_LETTERS = 70, 80  # in which the date of a visit stands
SHORT_PERIOD = 31  # days


@dataclass(slots=True)
class Visit:
    """What a phrase says of a visit."""

    people: set[str]
    from_country: str = ""
    to_country: str = ""
    to_place: str = ""
    ambassador: bool | None = None
    state_visit: bool = False
    ranked: bool = False
    last: Token | None = None


def find_visits(reading: TextState, block: Block) -> None:
    """Find the visits that a block speaks of."""
    for at, word in enumerate(block.words):
        is_verb = bool(VERB.match(word.text))
        if not is_verb and (not NOUN.match(word.text) or _is_manner(block, at)):
            continue
        journey = _journey(reading, block, at, is_verb=is_verb)
        if is_verb and not (journey.to_country or journey.to_place or journey.ranked):
            continue  # they have visited a house or a fair
        periods = _periods_near(reading, block, at)
        if journey.people or journey.from_country or journey.to_country or journey.to_place or periods:
            _match(reading, block, word, journey, periods)


def _is_manner(block: Block, at: int) -> bool:
    """Whether «визитом» only says how somebody came."""
    before = block.words[max(0, at - MANNER_WORDS) : at]
    return bool(MANNER.match(block.words[at].text)) and any(VERB.match(word.text) for word in before)


def _journey(reading: TextState, block: Block, at: int, *, is_verb: bool) -> Visit:
    sentence = block.words[at].sentence
    words = [word for word in block.words[at + 1 : at + 1 + AFTER] if word.sentence == sentence]
    before = [word for word in block.words[:at] if word.sentence == sentence]
    ranks = [word for word in block.words[max(0, at - 2) : at] if RANK.match(word.text)]
    if is_verb:
        manner, words = _without_manner(words)
        ranks += [word for word in manner if RANK.match(word.text)]
    for cut, word in enumerate(words):
        if NOUN.match(word.text) or VERB.match(word.text):
            words = words[:cut]
            break
    journey = Visit(people=set())
    journey.ranked, journey.state_visit = bool(ranks), any(HIGH.match(word.text) for word in ranks)
    _destination(reading, block, journey, words, is_verb=is_verb)
    _traveller(reading, block, journey, before[-AFTER:] if is_verb else words, is_verb=is_verb)
    if not journey.people and not journey.from_country and journey.to_country:
        _speaker(reading, block, journey, before)
    return journey


def _without_manner(words: list[Token]) -> tuple[list[Token], list[Token]]:
    """Take «с официальным визитом» out of what follows a verb."""
    for last, word in enumerate(words[: MANNER_WORDS + 1]):
        if MANNER.match(word.text):
            first = next((at for at in range(last) if words[at].text.lower() in WITH), last)
            return words[first : last + 1], words[:first] + words[last + 1 :]
    return [], words


def _speaker(reading: TextState, block: Block, journey: Visit, before: list[Token]) -> None:
    """Take for the traveller the guest of whom the sentence speaks: «Токаев сказал о визите в Азербайджан»."""
    if not before:
        return
    for one in reading.found:
        if one.block == block.at and one.kind == "expert" and before[0].start <= one.start < before[-1].end:
            person = reading.gazetteer.things[one.keys[0]]
            if person.sort in TRAVELLERS and person.country != journey.to_country:
                journey.people, journey.from_country = set(one.keys), person.country


def _destination(
    reading: TextState, block: Block, journey: Visit, words: list[Token], *, is_verb: bool
) -> None:
    places = {
        one.start: one.keys[0] for one in reading.found if one.block == block.at and one.kind == "place"
    }
    for at, word in enumerate(words):
        led = (is_verb and at < 3) or (at > 0 and words[at - 1].text.lower() in TO)
        if not led and journey.last is None:
            continue
        if word.start in places:
            journey.to_place, journey.last = places[word.start], word
            journey.to_country = reading.gazetteer.things[places[word.start]].country
            return
        if led and word.is_capital and (code := country_of(word.text)):
            journey.to_country, journey.last = code, word
            return


def _traveller(
    reading: TextState, block: Block, journey: Visit, words: list[Token], *, is_verb: bool
) -> None:
    if not words:
        return
    span = words[0].start, words[-1].end
    people = [
        one
        for one in reading.found
        if one.block == block.at and one.kind == "expert" and span[0] <= one.start < span[1]
    ]
    if people:
        one = people[-1] if is_verb else people[0]
        journey.people.update(one.keys)
        journey.last = _later(journey.last, next((w for w in words if w.end >= one.end), words[-1]))
        journey.from_country = reading.gazetteer.things[one.keys[0]].country
    for head, word in pairwise(word for word in words if word.text.lower() not in STATE_WORDS):
        if HEAD.match(head.text) and (code := country_of(word.text)):
            journey.ambassador = bool(AMBASSADOR.match(head.text))
            journey.from_country = journey.from_country or code
            journey.last = _later(journey.last, word)


def _later(one: Token | None, other: Token) -> Token:
    return other if one is None or other.end > one.end else one


def _periods_near(reading: TextState, block: Block, at: int) -> list[Period]:
    word = block.words[at]
    start, end = block.spans[word.sentence]
    near = block.text[max(start, word.start - BEFORE_LETTERS) : min(end, word.end + AFTER_LETTERS)]
    return reading.periods_of(block, word.sentence, near)


def parse_visit(reading: TextState, told: TitleEntry) -> Visit:
    """Read the journey that the title of a visit tells."""
    journey = Visit(people={key for key in told.thing.parties if key.startswith("expert")})
    journey.ranked = any(RANK.match(word.text) for word in told.words)
    journey.state_visit = any(HIGH.match(word.text) for word in told.words)
    journey.ambassador = any(AMBASSADOR.match(word.text) for word in told.words)
    for at, word in enumerate(told.words):
        code = country_of(word.text)
        if code and at and HEAD.match(told.words[at - 1].text):
            journey.from_country = code
        elif code and not journey.to_country and at and not HEAD.match(told.words[at - 1].text):
            journey.to_country = code
        for key in word.keys:
            for person in reading.gazetteer.surnames.get(key, ()):
                if any(person.given and person.given[-1].keys & other.keys for other in told.words):
                    journey.people.add(person.thing.key)
                    journey.from_country = person.thing.country
            for thing, variant in reading.gazetteer.named.get(key, ()):
                if thing.kind == "place" and len(variant.words) == 1:
                    journey.to_place = thing.key
                    journey.to_country = thing.country
    if told.thing.place and not journey.to_country:
        journey.to_country = reading.gazetteer.things[told.thing.place].country
    return journey


def _match(reading: TextState, block: Block, word: Token, said: Visit, periods: list[Period]) -> None:
    fitting: list[tuple[int, TitleEntry]] = []
    for told in reading.gazetteer.visits.get(reading.setting.language, ()):
        facts = _facts(reading, said, parse_visit(reading, told), told.thing, periods)
        if facts >= 1:
            fitting.append((facts, told))
    if not fitting:
        return
    most = max(facts for facts, _told in fitting)
    best = [told.thing for facts, told in fitting if facts == most]
    if not said.to_place:  # a trip within the country is not the visit to it
        best = [told.thing for facts, told in fitting if facts == most and not _within(reading, told)] or best
    if most == 1 and not said.from_country:
        dated = bool(periods) and len(best) == 1 and days(best[0].period) <= SHORT_PERIOD
        if not dated and not (said.to_place and len(best) == 1):
            return
    if len(best) > 1:
        best = _spoken_of(reading, best) or _nearest_in_time(reading, best) or best
    sure = len(best) == 1
    if not sure and len(best) > 3:
        return
    last = said.last or word
    ends = (word, last) if last.end > word.end else (word, word)
    reading.add(block, *ends, tuple(thing.key for thing in best), sure=sure, score=0.7 + 0.1 * most)


def _within(reading: TextState, told: TitleEntry) -> bool:
    return bool(parse_visit(reading, told).to_place)


def _facts(reading: TextState, said: Visit, told: Visit, thing: KnownEntity, periods: list[Period]) -> int:
    """Count what agrees; 0 when anything contradicts."""
    when = agrees(thing.period, periods)
    contradicts = bool(said.ambassador) != told.ambassador or (
        said.ranked and told.ranked and said.state_visit != told.state_visit
    )
    who, where = _who(said, told), _where(said, told, thing)
    if reading.is_later(thing) or contradicts or min(when, who, where) < 0:
        return 0
    return when + who + where


def _who(said: Visit, told: Visit) -> int:
    """Return 1 for the same traveller, -1 for another, 0 where nothing is said."""
    if said.people and told.people:
        return 1 if said.people & told.people else -1
    if said.from_country and told.from_country:
        return 1 if said.from_country == told.from_country else -1
    return 0


def _where(said: Visit, told: Visit, thing: KnownEntity) -> int:
    """Return 1 for the same destination, -1 for another, 0 where nothing is said."""
    if said.to_place and (told.to_place or thing.place):
        return 1 if said.to_place in (told.to_place, thing.place) else -1
    if said.to_country and told.to_country:
        return 1 if said.to_country == told.to_country else -1
    return 0


def _spoken_of(reading: TextState, things: list[KnownEntity]) -> list[KnownEntity]:
    """Choose the visit that the text has spoken of last."""
    by_key = {thing.key: thing for thing in things}
    before = [one for one in reading.found if one.kind == "event" and one.sure and one.keys[0] in by_key]
    return [by_key[before[-1].keys[0]]] if before else []


def _nearest_in_time(reading: TextState, things: list[KnownEntity]) -> list[KnownEntity]:
    """Choose the visit that a text of this date tells of."""
    if reading.setting.period is None:
        return []
    written = reading.setting.period[1]
    before = [thing for thing in things if thing.period and thing.period[0] <= written]
    if not before:
        return []
    latest = max(before, key=lambda thing: thing.period[0] if thing.period else "")
    year = written[:4]
    return [latest] if latest.period and latest.period[1][:4] == year else []


def merge(found: list[EntityMatch]) -> list[EntityMatch]:
    """Keep one mention of a visit in a phrase that speaks of it twice: «посетил Баку с официальным визитом»."""
    kept: list[EntityMatch] = []
    for one in sorted(found, key=lambda each: (each.block, each.start)):
        last = kept[-1] if kept else None
        if last and last.block == one.block and last.keys == one.keys and one.start - last.end < 30:
            last.end = max(last.end, one.end)
            continue
        kept.append(one)
    return kept
