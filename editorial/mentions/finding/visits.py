"""Visits: who went where and when, as a title and a text say it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from editorial.mentions.finding.countries import country_of
from editorial.mentions.finding.gazetteer import Told
from editorial.mentions.finding.reading import Block, Reading
from editorial.mentions.finding.things import Found, Period, Thing
from editorial.mentions.finding.times import agrees, days, periods_in
from editorial.mentions.finding.words import Token

NOUN = re.compile(r"^(?:визит|поездк|visit|səfər|сапар|trip)(?!ы$|ами$|ах$|s$)", re.IGNORECASE)
VERB = re.compile(r"^(?:посети|побыва|прибы|visited|səfər)", re.IGNORECASE)
RANK = re.compile(
    r"^(?:государственн|официальн|рабоч|state$|official|working|dövlət|rəsmi|мемлекеттік|ресми)",
    re.IGNORECASE,
)
HIGH = re.compile(r"^(?:государственн|state$|dövlət|мемлекеттік)", re.IGNORECASE)
AMBASSADOR = re.compile(r"^(?:посо?л|ambassador|səfir|елші)", re.IGNORECASE)
HEAD = re.compile(r"^(?:президент|глав|посо?л|president|ambassador|prezident|səfir|елші)", re.IGNORECASE)
TO = frozenset("в во to into".split())
AFTER = 9  # words after the word for the visit that may say where to
BEFORE_LETTERS, AFTER_LETTERS = 70, 80  # in which the date of a visit stands
SHORT_PERIOD = 31  # days


@dataclass(slots=True)
class Journey:
    """What a phrase says of a visit."""

    people: set[str]
    from_country: str = ""
    to_country: str = ""
    to_place: str = ""
    ambassador: bool | None = None
    state_visit: bool = False
    ranked: bool = False
    last: Token | None = None


def find_visits(reading: Reading, block: Block) -> None:
    """Find the visits that a block speaks of."""
    for at, word in enumerate(block.words):
        is_verb = bool(VERB.match(word.text))
        if not is_verb and not NOUN.match(word.text):
            continue
        journey = _journey(reading, block, at, is_verb=is_verb)
        periods = _periods_near(reading, block, at)
        if journey.people or journey.from_country or journey.to_country or journey.to_place or periods:
            _match(reading, block, word, journey, periods)


def _journey(reading: Reading, block: Block, at: int, *, is_verb: bool) -> Journey:
    sentence = block.words[at].sentence
    words = [word for word in block.words[at + 1 : at + 1 + AFTER] if word.sentence == sentence]
    before = [word for word in block.words[max(0, at - AFTER) : at] if word.sentence == sentence]
    for cut, word in enumerate(words):
        if NOUN.match(word.text) or VERB.match(word.text):
            words = words[:cut]
            break
    journey = Journey(people=set())
    ranks = [word for word in block.words[max(0, at - 2) : at] if RANK.match(word.text)]
    journey.ranked, journey.state_visit = bool(ranks), any(HIGH.match(word.text) for word in ranks)
    _destination(reading, block, journey, words, is_verb=is_verb)
    _traveller(reading, block, journey, before[-AFTER:] if is_verb else words)
    return journey


def _destination(
    reading: Reading, block: Block, journey: Journey, words: list[Token], *, is_verb: bool
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


def _traveller(reading: Reading, block: Block, journey: Journey, words: list[Token]) -> None:
    if not words:
        return
    span = words[0].start, words[-1].end
    for one in reading.found:
        if (
            one.block == block.at
            and one.kind == "expert"
            and span[0] <= one.start < span[1]
            and one.score >= 0
        ):
            journey.people.update(one.keys)
            journey.last = _later(journey.last, next((w for w in words if w.end >= one.end), words[-1]))
            journey.from_country = reading.gazetteer.things[one.keys[0]].country
    for head, word in pairwise(words):
        if HEAD.match(head.text) and (code := country_of(word.text)):
            journey.ambassador = bool(AMBASSADOR.match(head.text))
            journey.from_country = journey.from_country or code
            journey.last = _later(journey.last, word)


def _later(one: Token | None, other: Token) -> Token:
    return other if one is None or other.end > one.end else one


def _periods_near(reading: Reading, block: Block, at: int) -> list[Period]:
    word = block.words[at]
    start, end = block.spans[word.sentence]
    near = block.text[max(start, word.start - BEFORE_LETTERS) : min(end, word.end + AFTER_LETTERS)]
    return periods_in(near, year=reading.year_before(block, word.sentence))


def journey_of(reading: Reading, told: Told) -> Journey:
    """Read the journey that the title of a visit tells."""
    journey = Journey(people={key for key in told.thing.parties if key.startswith("expert")})
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


def _match(reading: Reading, block: Block, word: Token, said: Journey, periods: list[Period]) -> None:
    fitting: list[tuple[int, Told]] = []
    for told in reading.gazetteer.visits.get(reading.setting.language, ()):
        facts = _facts(reading, said, journey_of(reading, told), told.thing, periods)
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
        best = _nearest_in_time(reading, best) or best
    sure = len(best) == 1
    if not sure and len(best) > 3:
        return
    last = said.last or word
    ends = (word, last) if last.end > word.end else (word, word)
    reading.add(block, *ends, tuple(thing.key for thing in best), sure=sure, score=0.7 + 0.1 * most)


def _within(reading: Reading, told: Told) -> bool:
    return bool(journey_of(reading, told).to_place)


def _facts(reading: Reading, said: Journey, told: Journey, thing: Thing, periods: list[Period]) -> int:
    """Count what agrees; 0 when anything contradicts."""
    when = agrees(thing.period, periods)
    contradicts = bool(said.ambassador) != told.ambassador or (
        said.ranked and said.state_visit != told.state_visit
    )
    who, where = _who(said, told), _where(said, told, thing)
    if reading.is_later(thing) or contradicts or min(when, who, where) < 0:
        return 0
    return when + who + where


def _who(said: Journey, told: Journey) -> int:
    """Return 1 for the same traveller, -1 for another, 0 where nothing is said."""
    if said.people and told.people:
        return 1 if said.people & told.people else -1
    if said.from_country and told.from_country:
        return 1 if said.from_country == told.from_country else -1
    return 0


def _where(said: Journey, told: Journey, thing: Thing) -> int:
    """Return 1 for the same destination, -1 for another, 0 where nothing is said."""
    if said.to_place and (told.to_place or thing.place):
        return 1 if said.to_place in (told.to_place, thing.place) else -1
    if said.to_country and told.to_country:
        return 1 if said.to_country == told.to_country else -1
    return 0


def _nearest_in_time(reading: Reading, things: list[Thing]) -> list[Thing]:
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


def merge(found: list[Found]) -> list[Found]:
    """Keep one mention of a visit in a phrase that speaks of it twice: «посетил Баку с официальным визитом»."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each.block, each.start)):
        last = kept[-1] if kept else None
        if last and last.block == one.block and last.keys == one.keys and one.start - last.end < 30:
            last.end = max(last.end, one.end)
            continue
        kept.append(one)
    return kept
