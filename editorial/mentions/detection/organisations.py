"""Organisations, series and places: by the words of their names in any case, and by their abbreviations."""

import re
from collections import defaultdict
from itertools import takewhile

from editorial.manuscripts.lexicon import tags
from editorial.mentions.detection.context import Block, TextState
from editorial.mentions.detection.gazetteer import JOINED, name_keys
from editorial.mentions.detection.name_variants import Variant, is_common
from editorial.mentions.detection.tokens import Token, is_empty
from editorial.mentions.detection.types import Form, KnownEntity

Hit = tuple[KnownEntity, Variant, int]  # the last is the place of its last word
DASH = re.compile(r"\s?[-–—‑]\s?")
OPENING = re.compile(r"[«“„\"'‘]\s?$")
LONG_NAME = 4  # words of a name that needs no capital
MINISTRY = "мин"
MIN_PART_LENGTH, MAX_ENDING_LENGTH = 3, 2  # letters of «транс» and of «-а»
SORT_BEFORE = 3  # words in which a quoted name is told to be a fund or a paper


def find_named(state: TextState, block: Block) -> None:
    """Find the named things of a block, the longest name at each place."""
    at = 0
    while at < len(block.words):
        hits = _hits(state, block, at)
        last = _record_hits(state, block, at, hits) if hits else None
        if last is None:
            last = _abbreviation(state, block, at)
        at = last + 1 if last is not None else at + 1


def _hits(state: TextState, block: Block, at: int) -> list[Hit]:
    found: list[Hit] = []
    seen: set[tuple[str, int]] = set()
    for key in name_keys(block.words[at]):
        for entity, variant in state.gazetteer.named.get(key, ()):
            last = _follows(block, at, variant)
            if (
                last is not None
                and _is_plausible_name(block, at, last, entity, variant)
                and (not variant.quoted or _is_quoted(state, block, at, entity, variant))
                and not _is_single_meeting(block, at, entity, variant)
                and (entity.key, last) not in seen
            ):
                seen.add((entity.key, last))
                found.append((entity, variant, last))
    return found or _joined_hits(state, block, at)


def _joined_hits(state: TextState, block: Block, at: int) -> list[Hit]:
    """Find bodies by a word made of the beginnings of two: «Минтранса», «Евросоюзу»."""
    word = block.words[at]
    lowered = word.text.lower()
    head = next((head for head in JOINED if lowered.startswith(head)), "")
    if not head or not word.is_capital:
        return []
    return [
        (entity, variant, at)
        for entity, variant in state.gazetteer.joined.get(head, ())
        if _is_joined(lowered.removeprefix(head), variant, is_ministry=head == MINISTRY)
    ]


def _is_joined(rest: str, variant: Variant, *, is_ministry: bool) -> bool:
    """Return whether what follows the head is the second word: its beginning for a ministry, the whole for other bodies."""
    second = variant.words[1].text.lower()
    shared = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(rest, second, strict=False)))
    if shared < MIN_PART_LENGTH or len(rest) - shared > MAX_ENDING_LENGTH:
        return False
    if is_ministry:
        return variant.nationless
    return len(variant.words) == 2 and len(second) - shared <= MAX_ENDING_LENGTH


def _follows(block: Block, at: int, variant: Variant) -> int | None:
    """Return the place of the last word if the words of a name stand here, with nothing but small words between."""
    place = at
    for word in variant.words[1:]:
        place += 1
        while (
            place < len(block.words)
            and is_empty(block.words[place].text)
            and not word.keys & block.words[place].keys
        ):
            place += 1
        if place >= len(block.words) or not name_keys(word) & name_keys(block.words[place]):
            return None
        if block.words[place].sentence != block.words[at].sentence:
            return None
    return place


def _is_plausible_name(block: Block, at: int, last: int, entity: KnownEntity, variant: Variant) -> bool:
    first = block.words[at]
    if len(variant.words) == 1:
        return _one_word(block, at, entity, variant)
    if first.is_capital or len(variant.words) >= LONG_NAME:
        return True
    return variant.short or any(word.is_capital for word in block.words[at : last + 1])


def _is_quoted(state: TextState, block: Block, at: int, entity: KnownEntity, variant: Variant) -> bool:
    """Return whether common words are a name here: between quotation marks, and told to be one now or before."""
    start = block.words[at].start
    if not OPENING.search(block.text[max(0, start - 2) : start]):
        return False
    before = block.words[max(0, at - SORT_BEFORE) : at]
    has_sort_before = any(one.keys & other.keys for one in variant.sort for other in before)
    return not variant.sort or has_sort_before or any(entity.key in one.keys for one in state.found)


def _is_single_meeting(block: Block, at: int, entity: KnownEntity, variant: Variant) -> bool:
    """Return whether the text speaks of one summit where the series is called «Саммиты»."""
    if entity.kind != "mechanism":
        return False
    name, word = tags(variant.words[0].text), tags(block.words[at].text)
    return bool(name and word) and "plur" in name[0] and not any("plur" in tag for tag in word[:3])


def _one_word(block: Block, at: int, entity: KnownEntity, variant: Variant) -> bool:
    word, name = block.words[at], variant.words[0]
    if not word.is_capital or (word.text.isupper() != name.text.isupper() and len(name.text) < 4):
        return False
    if entity.kind == "place":
        return not _is_in_chain(block, at)
    inside = at > 0 and block.words[at - 1].sentence == word.sentence
    return not is_common(word.text) or (inside and not is_common(name.text))


def _is_in_chain(block: Block, at: int) -> bool:
    """Return whether a place is a link of a name such as Баку-Тбилиси-Джейхан."""
    links = 0
    for step in (-1, 1):
        place = at
        while 0 <= place + step < len(block.words):
            one, other = sorted((place, place + step))
            between = block.text[block.words[one].end : block.words[other].start]
            if not DASH.fullmatch(between) or not block.words[place + step].is_capital:
                break
            links += 2 if between.strip(" ") != between or len(between) == 1 else 1
            place += step
    return links >= 2


def _record_hits(state: TextState, block: Block, at: int, hits: list[Hit]) -> int | None:
    longest = max(last for _entity, _variant, last in hits)
    best = [hit for hit in hits if hit[2] == longest]
    plain = [hit for hit in best if not hit[1].nationless]
    by_kind: dict[str, list[Hit]] = defaultdict(list)
    for hit in plain or best:
        by_kind[hit[0].kind].append(hit)
    is_recorded = False
    for kind_hits in by_kind.values():
        entities = list({hit[0].key: hit[0] for hit in kind_hits}.values())
        sure = len(entities) == 1
        if not plain:
            entities, sure = _choose_by_country(state, block, at, longest, entities)
        if not entities:
            continue
        sure = (
            sure
            and not _is_generic(state, block, at, kind_hits[0])
            and not _is_route(block, at, longest, entities)
        )
        state.add(block, block.words[at], block.words[longest], tuple(one.key for one in entities), sure=sure)
        is_recorded = True
    only_series = set(by_kind) == {"mechanism"}
    return None if not is_recorded or only_series else longest


def _is_generic(state: TextState, block: Block, at: int, hit: Hit) -> bool:
    """Return whether words such as «межправительственная комиссия» may be those of any two states."""
    entity, variant, last = hit
    if not variant.short or any(word.is_capital for word in block.words[at : last + 1]):
        return False
    return not (entity.parties and entity.parties <= set(state.nations))


def _choose_by_country(
    state: TextState, block: Block, at: int, last: int, entities: list[KnownEntity]
) -> tuple[list[KnownEntity], bool]:
    """Decide for a name without its state: by the state beside it, else by those of the sentence."""
    sentence = block.words[at].sentence
    adjacent = [
        word
        for word in block.words[max(0, at - 2) : at] + block.words[last + 1 : last + 4]
        if word.sentence == sentence
    ]
    near = state.countries(adjacent)
    if near:
        fitting = [entity for entity in entities if _belongs_to(entity, near)]
        return fitting, len(fitting) == 1
    named = state.countries(block.sentence_words(sentence)) or set(state.nations)
    fitting = [entity for entity in entities if _belongs_to(entity, named)]
    if len(fitting) == 1 and len(entities) > 1 and len(named & {entity.country for entity in entities}) == 1:
        return fitting, True
    if len(entities) == 1 and (entity := entities[0]).parties and not entity.country:
        return entities, entity.parties <= named | set(state.nations) or block.words[at].is_capital
    return (fitting or entities), len(fitting) == 1 and len(entities) == 1 and block.words[at].is_capital


def _belongs_to(entity: KnownEntity, countries: set[str]) -> bool:
    return (
        entity.country in countries
        if entity.country
        else not entity.parties or bool(entity.parties & countries)
    )


def _abbreviation(state: TextState, block: Block, at: int) -> int | None:
    word = block.words[at]
    known = state.gazetteer.abbreviations.get(word.text)
    if not known:
        return None
    language = state.setting.language
    entities: dict[str, KnownEntity] = {}
    sure = True
    for entity, form in known:
        if _may_occur(word, form, language):
            entities.setdefault(entity.key, entity)
    if not entities:
        return None
    found = list(entities.values())
    if len(found) > 1:
        found, sure = _choose_by_country(state, block, at, at, found)
    elif _is_route(block, at, at, found):
        sure = False
    state.add(block, word, word, tuple(entity.key for entity in found), sure=sure)
    return at


def _may_occur(word: Token, form: Form, language: str) -> bool:
    """Two letters of another language are too few; Cyrillic letters are those of the text's own language."""
    cyrillic = "\u0400" <= word.text[0] <= "\u04ff"
    if len(word.text) <= 2 and not form.preferred:
        return form.language == language
    return form.language == language or (not cyrillic and form.language == "en") or form.preferred


ROUTE = re.compile(r"маршрут|коридор|route|corridor|marşrut|dəhliz|бағыт|дәліз", re.IGNORECASE)
BODY = re.compile(r"ассоциаци|association|assosiasiya|қауымдастық", re.IGNORECASE)


def _is_route(block: Block, at: int, last: int, entities: list[KnownEntity]) -> bool:
    """Return whether words such as ТМТМ, which a body shares with the route it serves, may mean the route."""
    names = " ".join(form.text for form in entities[0].forms)
    if entities[0].kind != "organisation" or not (ROUTE.search(names) and BODY.search(names)):
        return False
    return not BODY.search(" ".join(word.text for word in block.words[max(0, at - 3) : last + 1]))
