"""Visits: who went where and when, as a title and a text say it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from editorial.mentions.detection.context import Block, TextState
from editorial.mentions.detection.countries import country_code
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
VISIT_MODIFIER = re.compile(r"^(?:визитом|поездкой)$", re.IGNORECASE)
WITH = frozenset("с со".split())
VISIT_MODIFIER_WORDS = 4  # after the verb: «посетил с официальным визитом Армению»
TRAVELLERS = frozenset(("official", "diplomat"))
AFTER = 9  # words after the word for the visit that may say where to
BEFORE_LETTERS, AFTER_LETTERS = 70, 80  # in which the date of a visit stands
SHORT_PERIOD = 31  # days


@dataclass(slots=True)
class Visit:
    """A visit as a phrase describes it."""

    people: set[str]
    from_country: str = ""
    to_country: str = ""
    to_place: str = ""
    ambassador: bool | None = None
    state_visit: bool = False
    ranked: bool = False
    last: Token | None = None


def find_visits(state: TextState, block: Block) -> None:
    """Find the visits that a block speaks of."""
    for at, word in enumerate(block.words):
        is_verb = bool(VERB.match(word.text))
        if not is_verb and (not NOUN.match(word.text) or _is_visit_modifier(block, at)):
            continue
        visit = _journey(state, block, at, is_verb=is_verb)
        if is_verb and not (visit.to_country or visit.to_place or visit.ranked):
            continue  # they have visited a house or a fair
        periods = _periods_near(state, block, at)
        if visit.people or visit.from_country or visit.to_country or visit.to_place or periods:
            _match(state, block, word, visit, periods)


def _is_visit_modifier(block: Block, at: int) -> bool:
    """Return whether «визитом» only says how somebody came."""
    before = block.words[max(0, at - VISIT_MODIFIER_WORDS) : at]
    return bool(VISIT_MODIFIER.match(block.words[at].text)) and any(VERB.match(word.text) for word in before)


def _journey(state: TextState, block: Block, at: int, *, is_verb: bool) -> Visit:
    sentence = block.words[at].sentence
    words = [word for word in block.words[at + 1 : at + 1 + AFTER] if word.sentence == sentence]
    before = [word for word in block.words[:at] if word.sentence == sentence]
    ranks = [word for word in block.words[max(0, at - 2) : at] if RANK.match(word.text)]
    if is_verb:
        modifiers, words = _strip_visit_modifiers(words)
        ranks += [word for word in modifiers if RANK.match(word.text)]
    for cut, word in enumerate(words):
        if NOUN.match(word.text) or VERB.match(word.text):
            words = words[:cut]
            break
    visit = Visit(people=set())
    visit.ranked, visit.state_visit = bool(ranks), any(HIGH.match(word.text) for word in ranks)
    _destination(state, block, visit, words, is_verb=is_verb)
    _traveller(state, block, visit, before[-AFTER:] if is_verb else words, is_verb=is_verb)
    if not visit.people and not visit.from_country and visit.to_country:
        _speaker(state, block, visit, before)
    return visit


def _strip_visit_modifiers(words: list[Token]) -> tuple[list[Token], list[Token]]:
    """Take «с официальным визитом» out of what follows a verb."""
    for last, word in enumerate(words[: VISIT_MODIFIER_WORDS + 1]):
        if VISIT_MODIFIER.match(word.text):
            first = next((at for at in range(last) if words[at].text.lower() in WITH), last)
            return words[first : last + 1], words[:first] + words[last + 1 :]
    return [], words


def _speaker(state: TextState, block: Block, visit: Visit, before: list[Token]) -> None:
    """Take for the traveller the guest of whom the sentence speaks: «Токаев сказал о визите в Азербайджан»."""
    if not before:
        return
    for one in state.found:
        if one.block == block.at and one.kind == "expert" and before[0].start <= one.start < before[-1].end:
            person = state.gazetteer.entities[one.keys[0]]
            if person.sort in TRAVELLERS and person.country != visit.to_country:
                visit.people, visit.from_country = set(one.keys), person.country


def _destination(state: TextState, block: Block, visit: Visit, words: list[Token], *, is_verb: bool) -> None:
    places = {one.start: one.keys[0] for one in state.found if one.block == block.at and one.kind == "place"}
    for at, word in enumerate(words):
        led = (is_verb and at < 3) or (at > 0 and words[at - 1].text.lower() in TO)
        if not led and visit.last is None:
            continue
        if word.start in places:
            visit.to_place, visit.last = places[word.start], word
            visit.to_country = state.gazetteer.entities[places[word.start]].country
            return
        if led and word.is_capital and (code := country_code(word.text)):
            visit.to_country, visit.last = code, word
            return


def _traveller(state: TextState, block: Block, visit: Visit, words: list[Token], *, is_verb: bool) -> None:
    if not words:
        return
    span = words[0].start, words[-1].end
    people = [
        one
        for one in state.found
        if one.block == block.at and one.kind == "expert" and span[0] <= one.start < span[1]
    ]
    if people:
        one = people[-1] if is_verb else people[0]
        visit.people.update(one.keys)
        visit.last = _later(visit.last, next((w for w in words if w.end >= one.end), words[-1]))
        visit.from_country = state.gazetteer.entities[one.keys[0]].country
    for head, word in pairwise(word for word in words if word.text.lower() not in STATE_WORDS):
        if HEAD.match(head.text) and (code := country_code(word.text)):
            visit.ambassador = bool(AMBASSADOR.match(head.text))
            visit.from_country = visit.from_country or code
            visit.last = _later(visit.last, word)


def _later(one: Token | None, other: Token) -> Token:
    return other if one is None or other.end > one.end else one


def _periods_near(state: TextState, block: Block, at: int) -> list[Period]:
    word = block.words[at]
    start, end = block.spans[word.sentence]
    near = block.text[max(start, word.start - BEFORE_LETTERS) : min(end, word.end + AFTER_LETTERS)]
    return state.find_periods(block, word.sentence, near)


def parse_visit(state: TextState, entry: TitleEntry) -> Visit:
    """Read the journey that the title of a visit tells."""
    visit = Visit(people={key for key in entry.entity.parties if key.startswith("expert")})
    visit.ranked = any(RANK.match(word.text) for word in entry.words)
    visit.state_visit = any(HIGH.match(word.text) for word in entry.words)
    visit.ambassador = any(AMBASSADOR.match(word.text) for word in entry.words)
    for at, word in enumerate(entry.words):
        code = country_code(word.text)
        if code and at and HEAD.match(entry.words[at - 1].text):
            visit.from_country = code
        elif code and not visit.to_country and at and not HEAD.match(entry.words[at - 1].text):
            visit.to_country = code
        for key in word.keys:
            for person in state.gazetteer.surnames.get(key, ()):
                if any(person.given and person.given[-1].keys & other.keys for other in entry.words):
                    visit.people.add(person.entity.key)
                    visit.from_country = person.entity.country
            for entity, variant in state.gazetteer.named.get(key, ()):
                if entity.kind == "place" and len(variant.words) == 1:
                    visit.to_place = entity.key
                    visit.to_country = entity.country
    if entry.entity.place and not visit.to_country:
        visit.to_country = state.gazetteer.entities[entry.entity.place].country
    return visit


def _match(state: TextState, block: Block, word: Token, visit: Visit, periods: list[Period]) -> None:
    fitting: list[tuple[int, TitleEntry]] = []
    for entry in state.gazetteer.visits.get(state.setting.language, ()):
        facts = _facts(state, visit, parse_visit(state, entry), entry.entity, periods)
        if facts >= 1:
            fitting.append((facts, entry))
    if not fitting:
        return
    most = max(facts for facts, _entry in fitting)
    best = [entry.entity for facts, entry in fitting if facts == most]
    if not visit.to_place:  # a trip within the country is not the visit to it
        best = [
            entry.entity for facts, entry in fitting if facts == most and not _within(state, entry)
        ] or best
    if most == 1 and not visit.from_country:
        dated = bool(periods) and len(best) == 1 and days(best[0].period) <= SHORT_PERIOD
        if not dated and not (visit.to_place and len(best) == 1):
            return
    if len(best) > 1:
        best = _last_mentioned(state, best) or _nearest_in_time(state, best) or best
    sure = len(best) == 1
    if not sure and len(best) > 3:
        return
    last = visit.last or word
    ends = (word, last) if last.end > word.end else (word, word)
    state.add(block, *ends, tuple(entity.key for entity in best), sure=sure, score=0.7 + 0.1 * most)


def _within(state: TextState, entry: TitleEntry) -> bool:
    return bool(parse_visit(state, entry).to_place)


def _facts(
    state: TextState, visit: Visit, title_visit: Visit, entity: KnownEntity, periods: list[Period]
) -> int:
    """Count what agrees; 0 when anything contradicts."""
    when = agrees(entity.period, periods)
    contradicts = bool(visit.ambassador) != title_visit.ambassador or (
        visit.ranked and title_visit.ranked and visit.state_visit != title_visit.state_visit
    )
    who, where = _compare_travellers(visit, title_visit), _compare_destinations(visit, title_visit, entity)
    if state.is_later(entity) or contradicts or min(when, who, where) < 0:
        return 0
    return when + who + where


def _compare_travellers(visit: Visit, title_visit: Visit) -> int:
    """Return 1 for the same traveller, -1 for another, 0 where nothing is said."""
    if visit.people and title_visit.people:
        return 1 if visit.people & title_visit.people else -1
    if visit.from_country and title_visit.from_country:
        return 1 if visit.from_country == title_visit.from_country else -1
    return 0


def _compare_destinations(visit: Visit, title_visit: Visit, entity: KnownEntity) -> int:
    """Return 1 for the same destination, -1 for another, 0 where nothing is said."""
    if visit.to_place and (title_visit.to_place or entity.place):
        return 1 if visit.to_place in (title_visit.to_place, entity.place) else -1
    if visit.to_country and title_visit.to_country:
        return 1 if visit.to_country == title_visit.to_country else -1
    return 0


def _last_mentioned(state: TextState, entities: list[KnownEntity]) -> list[KnownEntity]:
    """Choose the visit that the text has mentioned last."""
    by_key = {entity.key: entity for entity in entities}
    before = [one for one in state.found if one.kind == "event" and one.sure and one.keys[0] in by_key]
    return [by_key[before[-1].keys[0]]] if before else []


def _nearest_in_time(state: TextState, entities: list[KnownEntity]) -> list[KnownEntity]:
    """Choose the visit that a text of this date tells of."""
    if state.setting.period is None:
        return []
    written = state.setting.period[1]
    before = [entity for entity in entities if entity.period and entity.period[0] <= written]
    if not before:
        return []
    latest = max(before, key=lambda entity: entity.period[0] if entity.period else "")
    year = written[:4]
    return [latest] if latest.period and latest.period[1][:4] == year else []


def merge(found: list[EntityMatch]) -> list[EntityMatch]:
    """Keep one mention of a visit in a phrase that speaks of it twice: «посетил Баку с официальным визитом»."""
    result: list[EntityMatch] = []
    for one in sorted(found, key=lambda each: (each.block, each.start)):
        last = result[-1] if result else None
        if last and last.block == one.block and last.keys == one.keys and one.start - last.end < 30:
            last.end = max(last.end, one.end)
            continue
        result.append(one)
    return result
