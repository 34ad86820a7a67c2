"""Matching of names met in a text with known names, inflected, abbreviated or turned round."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from editorial.manuscripts.lexicon import RUSSIAN, morphology
from editorial.manuscripts.names import nominative, strip_degree

WHOLE, INITIALS, SURNAME = 1.0, 0.8, 0.4
MIN_SIMILARITY = 0.75
WHOLE_ENOUGH = 4  # words of a name that is longer in the record
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PARTICLES = {"оглы", "оглу", "кызы", "гызы", "ұлы", "қызы", "oğlu", "qızı"}
EMPTY_WORDS = {"и", "в", "по", "при", "для", "of", "the", "and", "for", "at", "on", "və", "мен"}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something of the record: a key of the caller's, and all forms of the name."""

    key: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A known one, and how sure it is: 1 for the whole name, 0.8 for initials, 0.4 for the surname alone."""

    key: str
    score: float


@dataclass(slots=True)
class _Name:
    words: list[frozenset[str]] = field(default_factory=list)
    initials: list[str] = field(default_factory=list)


def match_person(name: str, known: Iterable[Known]) -> list[Match]:
    """Return the people a name may mean, most certain first."""
    target = _parse(strip_degree(name).name)
    found = [
        Match(each.key, score)
        for each in known
        if (score := max((_likeness(target, _parse(form)) for form in each.forms), default=0.0)) > 0
    ]
    return sorted(found, key=lambda match: -match.score)


def match_body(name: str, known: Iterable[Known]) -> list[Match]:
    """Return the organisations a name may mean, most certain first."""
    target = _stems(nominative(name))
    found = []
    for each in known:
        score = max((_overlap(target, _stems(form)) for form in each.forms), default=0.0)
        if score >= MIN_SIMILARITY:
            found.append(Match(each.key, score))
    return sorted(found, key=lambda match: -match.score)


def suggest_topics(
    texts: Iterable[tuple[str, float]], known: Iterable[Known], *, limit: int = 3
) -> list[Match]:
    """Return the headings whose words a text uses most; each text comes with its weight."""
    weights: dict[str, float] = {}
    for text, weight in texts:
        for word in WORD.findall(text):
            for stem in _forms(word.lower()):
                weights[stem] = weights.get(stem, 0.0) + weight
    found: list[Match] = []
    for each in known:
        score = max((_topic_score(form, weights) for form in each.forms), default=0.0)
        if score >= 1:
            found.append(Match(each.key, score))
    return sorted(found, key=lambda match: -match.score)[:limit]


def _topic_score(form: str, weights: dict[str, float]) -> float:
    words = [word for word in WORD.findall(form.lower()) if len(word) > 3]
    if not words:
        return 0.0
    return min(max((weights.get(stem, 0.0) for stem in _forms(word)), default=0.0) for word in words)


@lru_cache(maxsize=20_000)
def _forms(word: str) -> frozenset[str]:
    """Return a word and its dictionary forms, ё as е."""
    word = word.replace("ё", "е")
    if not RUSSIAN.fullmatch(word.replace("-", "")):
        return frozenset((word,))
    lemmas = {parse.normal_form.replace("ё", "е") for parse in morphology().parse(word)}
    return frozenset({word, *lemmas})


def _parse(name: str) -> _Name:
    parsed = _Name()
    for piece in re.findall(r"[^\W\d_]\.|[^\W\d_]+(?:-[^\W\d_]+)*", name):
        if piece.endswith("."):
            parsed.initials.append(piece[0].lower())
        elif piece.lower() not in PARTICLES:
            parsed.words.append(_forms(piece.lower()))
    return parsed


def _likeness(one: _Name, other: _Name) -> float:
    shared = sum(1 for word in one.words if any(word & each for each in other.words))
    if not shared:
        return 0.0
    if shared >= 2 or (shared == len(one.words) == len(other.words) == 1 and one.initials == other.initials):
        return WHOLE
    short, long = (one, other) if one.initials else (other, one)
    if not short.initials:
        return SURNAME if min(len(one.words), len(other.words)) == 1 else 0.0
    rest = [word for word in long.words if not any(word & each for each in short.words)]
    starts = {form[0] for word in rest for form in word} | set(long.initials)
    return INITIALS if short.initials[0] in starts else 0.0


def _stems(text: str) -> list[frozenset[str]]:
    return [_forms(word.lower()) for word in WORD.findall(text) if word.lower() not in EMPTY_WORDS]


def _overlap(one: list[frozenset[str]], other: list[frozenset[str]]) -> float:
    if not one or not other:
        return 0.0
    shared = sum(1 for word in one if any(word & each for each in other))
    if shared == len(one) >= WHOLE_ENOUGH:
        return max(INITIALS, shared / len(other))
    return shared / max(len(one), len(other))
