"""People: by their whole names in any order and case, with initials, or by the surname that the text decides."""

import re
from collections.abc import Iterable

from editorial.manuscripts.lexicon import is_known, tags
from editorial.mentions.detection.context import Block, TextState
from editorial.mentions.detection.countries import country_code
from editorial.mentions.detection.gazetteer import Person
from editorial.mentions.detection.name_variants import is_common
from editorial.mentions.detection.tokens import Token
from editorial.mentions.detection.types import EntityMatch, KnownEntity
from editorial.search.phonetic_key import phonetic_key

INITIALS_BEFORE = re.compile(r"((?:[^\W\d_][а-яёa-z]?\.[\s\u00a0-]?){1,3})$")
INITIALS_AFTER = re.compile(r"^,?[\s\u00a0]((?:[^\W\d_]\.[\s\u00a0]?){1,2})")
PATRONYMIC = re.compile(r"(?:вич|вна|оглы|кызы|ұлы|қызы|oğlu|qızı)\w{0,3}$", re.IGNORECASE)
FEMALE = re.compile(r"(?:[ое]ва|ина|ая)$")
ONLY_FEMALE = re.compile(r"(?:[ое]вой|иной)$")
ONLY_MALE = re.compile(r"(?:[ое]в|ин|[ое]вым|иным|[ое]ве|ине)$")
OFFICE = re.compile(
    r"^(?:президент|глав|министр|посол|посл|премьер|лидер|president|minister|ambassador|prezident|nazir|səfir|елбасы)",
    re.IGNORECASE,
)
NAMESAKE = -1.0
NAMED_AFTER = re.compile(r"(?:имени|им\.|атындағы|adına|named after)\s$", re.IGNORECASE)


def find_people(state: TextState, block: Block) -> None:
    """Find the people of a block; surnames alone are kept as weak, until the whole text is read."""
    for at, word in enumerate(block.words):
        if not word.is_capital or (word.text.isupper() and len(word.text) < 4):
            continue
        people = [one for key in word.keys for one in state.gazetteer.surnames.get(key, ())]
        if people:
            _person(state, block, at, list(dict.fromkeys(people)))


def _person(state: TextState, block: Block, at: int, people: list[Person]) -> None:
    word = block.words[at]
    for person in people:
        other = _given_before(block, at, person)
        if other is None:
            other = _given_after(block, at, person)
        if other is not None:
            ends = sorted((other, at))
            state.add(block, block.words[ends[0]], block.words[ends[1]], (person.entity.key,))
            return
    people = [person for person in people if _same_gender(word.text, person)]
    initials, start, end = _initials(block, word)
    if initials:
        entities = _entities(person for person in people if _initial_fits(initials, person))
        if entities:
            found = state.add(
                block, word, word, tuple(entity.key for entity in entities), sure=len(entities) == 1
            )
            found.start, found.end = start, end
            found.text = block.text[start:end]
        return
    if _is_of_another_person(block, at) or NAMED_AFTER.search(
        block.text[max(0, word.start - 12) : word.start]
    ):
        if people:  # a namesake: kept until the surnames are decided
            keys = tuple(entity.key for entity in _entities(people))
            state.add(block, word, word, keys, sure=False, weak=True, score=NAMESAKE)
        return
    entities = _entities(person for person in people if _has_similar_spelling(word.text, person))
    if entities and (not is_common(word.text) or _is_inside(block, at)):
        alone = all(not person.given for person in people)
        state.add(block, word, word, tuple(entity.key for entity in entities), sure=alone, weak=not alone)


def _has_similar_spelling(text: str, person: Person) -> bool:
    """Return whether a word in Latin letters begins as the surname does: «Allied» sounds like Aliyev and is not."""
    if not text.isascii():
        return True
    return phonetic_key(text).startswith(phonetic_key(person.surname.text))


def _is_inside(block: Block, at: int) -> bool:
    """Return whether a word has its capital though it begins no sentence."""
    return at > 0 and block.words[at - 1].sentence == block.words[at].sentence


def _entities(people: Iterable[Person]) -> list[KnownEntity]:
    return list({person.entity.key: person.entity for person in people}.values())


def _are_adjacent(block: Block, one: int, other: int) -> bool:
    """Return whether two words follow each other with nothing but a space or a hyphen between."""
    first, second = sorted((one, other))
    return block.text[block.words[first].end : block.words[second].start] in (" ", "\u00a0", "-", "‑", "\n")


def _given_before(block: Block, at: int, person: Person) -> int | None:
    place = at - 1
    if place >= 0 and PATRONYMIC.search(block.words[place].text) and _are_adjacent(block, place, at):
        place -= 1
    first = None
    for given in reversed(person.given):
        if place < 0 or len(given.text) < 2 or not _are_adjacent(block, place, place + 1):
            break
        if not given.keys & block.words[place].keys or not block.words[place].is_capital:
            break
        first = place
        place -= 1
    return first


def _given_after(block: Block, at: int, person: Person) -> int | None:
    last = None
    place = at + 1
    for given in person.given:
        if place >= len(block.words) or len(given.text) < 2 or not _are_adjacent(block, place - 1, place):
            break
        if not given.keys & block.words[place].keys or not block.words[place].is_capital:
            break
        last = place
        place += 1
    return last


def _same_gender(text: str, person: Person) -> bool:
    """Return whether a surname in this form may be a woman's or a man's, as the person is."""
    surnames = person.surname.text
    if not re.search("[а-яё]", surnames):
        return True
    if FEMALE.search(surnames):
        return not ONLY_MALE.search(text)
    return not ONLY_FEMALE.search(text)


def _initials(block: Block, word: Token) -> tuple[str, int, int]:
    before = INITIALS_BEFORE.search(block.text[max(0, word.start - 10) : word.start])
    if before and before[1][:1].isupper():
        start = word.start - len(before[1])
        return before[1], start, word.end
    after = INITIALS_AFTER.match(block.text[word.end : word.end + 10])
    if after and after[1][:1].isupper():
        return after[1], word.start, word.end + len(after.group().rstrip())
    return "", word.start, word.end


def _initial_fits(initials: str, person: Person) -> bool:
    letters = [phonetic_key(letter)[:1] for letter in re.findall(r"[^\W\d_]", initials) if letter.isupper()]
    starts = [phonetic_key(word.text[:1])[:1] for word in person.given]
    if not letters or not starts or letters[0] not in starts:
        return False
    return len(letters) < 2 or len(starts) < 2 or letters[1] in starts[1:]


def _is_of_another_person(block: Block, at: int) -> bool:
    """Return whether another given name stands before the surname."""
    if at == 0 or not _are_adjacent(block, at - 1, at):
        return False
    before = block.words[at - 1]
    if not before.is_capital or OFFICE.match(before.text) or country_code(before.text):
        return False
    found = tags(before.text)
    if any("Name" in tag for tag in found[:2]):
        return True
    starts = at < 2 or block.words[at - 2].sentence != before.sentence
    return not (is_known(before.text) or (starts and is_common(before.text)))


def decide_surnames(state: TextState) -> None:
    """Say of each surname alone who is meant: whom the text names in full, or whom office and state tell."""
    people = [one for one in state.found if one.kind == "expert"]
    strong = [one for one in people if not one.weak]
    others = [one for one in people if one.score == NAMESAKE]
    for one in people:
        if one.weak and one.score >= 0:
            _decide(state, one, strong, others)
    state.found = [one for one in state.found if one.score >= 0]


def _decide(state: TextState, one: EntityMatch, strong: list[EntityMatch], others: list[EntityMatch]) -> None:
    named = {key for found in strong for key in found.keys if key in one.keys}
    named |= set(one.keys) & state.setting.people
    last = _last_before(one, [found for found in strong if set(found.keys) & set(one.keys)])
    namesake = _last_before(one, [found for found in others if set(found.keys) & set(one.keys)])
    if namesake and (not last or last < namesake):
        one.sure = False
        return
    if len(named) == 1:
        one.keys, one.sure = tuple(named), True
        return
    if named:
        one.keys = tuple(key for key in one.keys if key in named)
        return
    block = state.blocks[one.block]
    sentence = [word for word in block.words if word.start < one.start and one.start - word.start < 40]
    in_office = any(OFFICE.match(word.text) for word in sentence[-4:])
    countries = state.countries(sentence[-4:])
    fitting = [key for key in one.keys if state.gazetteer.entities[key].country in countries]
    if (
        in_office
        and len(fitting) == 1
        and state.gazetteer.entities[fitting[0]].sort in ("official", "diplomat")
    ):
        one.keys, one.sure = (fitting[0],), True
        return
    one.sure = False
    if is_common(one.text):
        one.score = NAMESAKE  # a word of the dictionary, and nobody of this name in the text


def _last_before(one: EntityMatch, found: list[EntityMatch]) -> tuple[int, int] | None:
    return max(
        ((each.block, each.start) for each in found if (each.block, each.start) < (one.block, one.start)),
        default=None,
    )
