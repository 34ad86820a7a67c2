"""Everything that the record knows by name, made ready to be looked up word by word."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from editorial.manuscripts.lexicon import tags
from editorial.mentions.detection.countries import country_code
from editorial.mentions.detection.name_variants import STATE_WORDS, Variant, variants
from editorial.mentions.detection.tokens import Token, is_abbreviation, is_empty, tokens, word_roots
from editorial.mentions.detection.types import Form, KnownEntity

NAMED = ("organisation", "mechanism", "place")
DESCRIBED = ("agreement", "event")
VISIT = re.compile(r"^(?:визит|поездк|visit|trip|səfər|сапар)", re.IGNORECASE)
JOINED = {"мин": "министерств", "евро": "европейск", "нац": "национальн", "гос": "государственн"}
COMMON_ROOT = 400  # things that share a word before it tells nothing
MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
SOURCE_WORDS = "версия сборник статья источник"
FIELD_WORDS = "область сфера вопрос рамки field sphere area framework"  # one may stand for another


@dataclass(frozen=True, slots=True)
class Person:
    """A form of a person's name: given names, then the surname."""

    entity: KnownEntity
    given: tuple[Token, ...]
    surname: Token


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """An agreement or event as its title tells it: the weights of its telling words, and the states it names.

    `head` is the place of the word that the title is about among the weights, -1 where there is none; `bodies` are
    those that the title names, with the places of the words that do; `is_dated` that it needs a month to be told.
    """

    entity: KnownEntity
    words: tuple[Token, ...]
    weights: tuple[float, ...] = ()
    head: int = -1
    countries: frozenset[str] = frozenset()
    bodies: dict[str, frozenset[int]] = field(default_factory=dict, hash=False)
    is_dated: bool = False

    @property
    def weight(self) -> float:
        """The weight of all its words."""
        return sum(self.weights) or 1.0


def name_keys(word: Token) -> frozenset[str]:
    """Return the keys of a word of a name; a state has one for its noun, its adjectives and its letters."""
    code = country_code(word.text)
    return word.keys | {f"={code}"} if code else word.keys


def compound_prefix(word: str) -> str:
    """Return what a first word becomes in a word such as «Минтранс» or «Евросоюз»."""
    return next((head for head, full in JOINED.items() if word.lower().startswith(full)), "")


@dataclass(slots=True)
class Gazetteer:
    """Known entities, by the keys of their look-up."""

    entities: dict[str, KnownEntity] = field(default_factory=dict)
    named: dict[str, list[tuple[KnownEntity, Variant]]] = field(default_factory=lambda: defaultdict(list))
    joined: dict[str, list[tuple[KnownEntity, Variant]]] = field(default_factory=lambda: defaultdict(list))
    abbreviations: dict[str, list[tuple[KnownEntity, Form]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    surnames: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    titles: dict[str, dict[str, list[tuple[TitleEntry, int]]]] = field(
        default_factory=dict
    )  # by language, then by root
    sessions: dict[tuple[str, int], KnownEntity] = field(default_factory=dict)
    visits: dict[str, list[TitleEntry]] = field(default_factory=dict)
    packages: dict[int, list[KnownEntity]] = field(default_factory=lambda: defaultdict(list))


def build(entities: Iterable[KnownEntity], languages: Iterable[str] = ("ru", "kk", "az", "en")) -> Gazetteer:
    """Make a gazetteer of all that the record knows."""
    gazetteer = Gazetteer(entities={entity.key: entity for entity in entities})
    places = frozenset(
        form.text for entity in gazetteer.entities.values() if entity.kind == "place" for form in entity.forms
    )
    bodies = {
        form.text
        for entity in gazetteer.entities.values()
        if entity.kind == "organisation"
        for form in entity.forms
    }
    for entity in gazetteer.entities.values():
        if entity.kind == "expert":
            _add_person(gazetteer, entity)
        elif entity.kind == "mechanism" and any(form.text in bodies for form in entity.forms):
            continue  # the body of the same name stands for it
        elif entity.kind in NAMED:
            _add_named(gazetteer, entity, places)
        if entity.series and entity.number is not None:
            gazetteer.sessions[entity.series, entity.number] = entity
        if entity.count is not None:
            gazetteer.packages[entity.count].append(entity)
    for language in languages:
        _add_titles(gazetteer, language)
    return gazetteer


def _add_person(gazetteer: Gazetteer, entity: KnownEntity) -> None:
    seen = set()
    for form in entity.forms:
        words = tokens(form.text, form.language)
        whole = [word for word in words if len(word.text) > 1]
        if not whole or len(whole[-1].text) < 3:
            continue
        surname = whole[-1]
        given = tuple(word for word in words if word.start < surname.start)
        person = Person(entity, given, surname)
        spelled = (tuple(word.text for word in given), surname.text)
        if spelled in seen:
            continue
        seen.add(spelled)
        for key in surname.keys:
            gazetteer.surnames[key].append(person)


def _add_named(gazetteer: Gazetteer, entity: KnownEntity, places: frozenset[str]) -> None:
    seen: set[tuple[frozenset[str], ...]] = set()
    for form in entity.forms:
        if is_abbreviation(form.text):
            gazetteer.abbreviations[form.text].append((entity, form))
            continue
        for variant in variants(form):
            shape = tuple(word.keys for word in variant.words)
            is_a_place = len(shape) == 1 and entity.kind != "place" and variant.words[0].text in places
            if shape in seen or is_a_place:
                continue
            seen.add(shape)
            for key in name_keys(variant.words[0]) if len(shape) > 1 else variant.words[0].keys:
                gazetteer.named[key].append((entity, variant))
            if len(shape) > 1 and (head := compound_prefix(variant.words[0].text)):
                gazetteer.joined[head].append((entity, variant))


def _add_titles(gazetteer: Gazetteer, language: str) -> None:
    titles: list[tuple[KnownEntity, tuple[Token, ...]]] = []
    for entity in gazetteer.entities.values():
        if entity.kind not in DESCRIBED:
            continue
        form = _in_language(entity, language)
        if form is not None:
            title = form.text.partition(" (")[0]
            titles.append(
                (entity, tuple(word for word in tokens(title, form.language) if not is_empty(word.text)))
            )
    shared: Counter[str] = Counter()
    for _entity, words in titles:
        shared.update({root for word in words for root in word_roots(word.text, language)})
    index: dict[str, list[tuple[TitleEntry, int]]] = defaultdict(list)
    gazetteer.visits[language] = []
    for entity, words in titles:
        telling = [word for word in words if _is_distinctive(word)]
        weights = tuple(_weight(word, language, shared, len(titles)) for word in telling)
        states = frozenset(code for word in words if (code := country_code(word.text)))
        entry = TitleEntry(
            entity, words, weights, _head(telling, language), states,
            bodies=_bodies_in(gazetteer, telling), is_dated=any(word.keys & _months() for word in words),
        )  # fmt: skip
        if entity.sort == "visit" and any(VISIT.match(word.text) for word in words[:2]):
            gazetteer.visits[language].append(entry)
            continue
        for part, word in enumerate(telling):
            for root in word_roots(word.text, language):
                if shared[root] <= COMMON_ROOT:
                    index[root].append((entry, part))
    gazetteer.titles[language] = dict(index)


def _bodies_in(made: Gazetteer, telling: list[Token]) -> dict[str, frozenset[int]]:
    """Find the bodies that a title names, and which of its telling words do."""
    found: dict[str, frozenset[int]] = {}
    for place, word in enumerate(telling):
        for entity, _form in made.abbreviations.get(word.text, ()):
            found[entity.key] = frozenset((place,))
        for key in word.keys:
            for entity, variant in made.named.get(key, ()):
                name = [each for each in variant.words if _is_distinctive(each)]
                here = telling[place : place + len(name)]
                whole = len(name) > 1 and len(here) == len(name) and not variant.nationless
                if whole and all(one.keys & other.keys for one, other in zip(name, here, strict=True)):
                    found[entity.key] = frozenset(range(place, place + len(name)))
    return found


def _weight(word: Token, language: str, shared: Counter[str], titles: int) -> float:
    return math.log(1 + titles / max(1, min(shared[root] for root in word_roots(word.text, language))))


def _head(words: list[Token], language: str) -> int:
    """Return the place of the word that a title is about: its first noun or verb that names no state."""
    for place, word in enumerate(words):
        if language != "ru" or any(tag.startswith(("NOUN", "VERB")) for tag in tags(word.text)[:1]):
            return place
    return -1


def _is_distinctive(word: Token) -> bool:
    return not (
        word.is_number
        or word.text.lower() in STATE_WORDS
        or country_code(word.text)
        or word.keys & _common_words()
        or len(word.text) < 3
    )


@cache
def _months() -> frozenset[str]:
    return frozenset(key for word in tokens(MONTHS, "ru") for key in word.keys)


@cache
def _common_words() -> frozenset[str]:
    words = (*tokens(SOURCE_WORDS, "ru"), *tokens(FIELD_WORDS, "ru"), *tokens(FIELD_WORDS, "en"))
    return _months().union(key for word in words for key in word.keys)


def _in_language(entity: KnownEntity, language: str) -> Form | None:
    forms = {form.language: form for form in entity.forms}
    return forms.get(language) or (forms.get("ru") if language == "ru" else None)
