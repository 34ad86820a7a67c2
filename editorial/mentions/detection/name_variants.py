"""The ways in which texts shorten the full name of a body: without its country, its legal form, its general words."""

import re
from dataclasses import dataclass
from functools import lru_cache

from editorial.manuscripts.lexicon import is_known, tags
from editorial.mentions.detection.countries import country_code
from editorial.mentions.detection.tokens import Token, is_empty, tokens
from editorial.mentions.detection.types import Form

LEGAL = frozenset("ао тоо зао оао ооо пао нк ҰК аҚ ақ жшс qsc sc jsc ltd llc mmc asc plc inc".lower().split())
STATE_WORDS = frozenset(
    "республика республики республике республикой республику республикасы республикасының republic respublikası respublikasının"
    " respublikasındakı республикасындағы".split()
)
GENERAL = frozenset(
    "международный международная международное морской торговый государственный государственная национальный"
    " национальная совместный совместная информационное халықаралық мемлекеттік ұлттық beynəlxalq dövlət milli"
    " international state national joint взаимные".split()
)
QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{3,80})[»”\"]")
UNDER = re.compile(r"\s(?:при|under)\s.+$")
WORDS_TO_TURN = 3  # of a name whose first two words may be turned about: «Национальное бюро статистики»
HEADS_THAT_SHORTEN = frozenset("комиссия совет комитет форум неделя саммит commission council week".split())


@dataclass(frozen=True, slots=True)
class Variant:
    """A form cut into words. What the words must look like in a text follows from the flags.

    `nationless`: the country was left out, so the text has to name it otherwise; `quoted`: common words, a name
    only between quotation marks and after one of the words for what it is, `sort`; `short`: general words or a tail
    were left out.
    """

    words: tuple[Token, ...]
    nationless: bool = False
    quoted: bool = False
    short: bool = False
    sort: tuple[Token, ...] = ()


def variants(form: Form) -> list[Variant]:
    """Return the form and its shorter ways."""
    name = UNDER.sub("", form.text.partition(":")[0])
    full = _content(form.text, form.language)
    found = [Variant(full)]
    if name != form.text:
        found.append(Variant(_content(name, form.language)))
    without_state = tuple(word for word in _content(name, form.language) if not _is_state_adjective(word))
    if without_state != _content(name, form.language):
        found.append(Variant(without_state))
    nationless = tuple(word for word in without_state if not country_code(word.text))
    if len(nationless) >= 2 and nationless != without_state:
        found.append(Variant(nationless, nationless=True))
    found += [
        Variant(words, nationless=not has_country, short=True)
        for words, has_country in _shortened(without_state)
    ]
    if 2 <= (ends := _first_state_only(without_state)) < len(without_state):
        found.append(Variant(without_state[:ends], short=True))
    if len(without_state) >= WORDS_TO_TURN:
        found.append(Variant((without_state[1], without_state[0], *without_state[2:])))
    if quoted := QUOTED.search(form.text):
        before = _content(form.text[: quoted.start()], form.language)
        found += _core_variants(_content(quoted[1], form.language), before)
    unique: dict[tuple[str, ...], Variant] = {}
    for variant in found:
        if variant.words:
            unique.setdefault(tuple(word.text.lower() for word in variant.words), variant)
    return [each for each in unique.values() if _is_specific(each)]


def _content(text: str, language: str) -> tuple[Token, ...]:
    words = [word for word in tokens(text, language) if not is_empty(word.text)]
    while words and words[0].text.lower() in LEGAL:
        words = words[1:]
    return tuple(word for word in words if word.text.lower() not in LEGAL)


def _is_state_adjective(word: Token) -> bool:
    return word.text.lower() in STATE_WORDS


def _core_variants(core: tuple[Token, ...], before: tuple[Token, ...]) -> list[Variant]:
    if len(core) == 1 and (country_code(core[0].text) or len(core[0].text) < 4):
        return []
    is_quoted = all(is_common(word.text) for word in core)
    return [Variant(core, quoted=is_quoted, sort=before if is_quoted else ())]


def _first_state_only(words: tuple[Token, ...]) -> int:
    """Return where an embassy's name may end: before the state that it is in."""
    states = [(place, code) for place, word in enumerate(words) if (code := country_code(word.text))]
    if not states or states[0][0] == 0:
        return 0
    return next((place for place, code in states if code != states[0][1]), 0)


def _shortened(words: tuple[Token, ...]) -> list[tuple[tuple[Token, ...], bool]]:
    """Leave out general adjectives, and what follows the head of a commission or council."""
    found = []
    plain = tuple(word for word in words if word.text.lower() not in GENERAL)
    if 2 <= len(plain) < len(words):
        found.append((plain, True))
    heads = [at for at, word in enumerate(plain) if word.text.lower() in HEADS_THAT_SHORTEN]
    if heads and 1 <= heads[0] < len(plain) - 1:
        short = tuple(word for word in plain[: heads[0] + 1] if not country_code(word.text))
        if len(short) >= 2:
            found.append((short, False))
    return found


def _is_specific(variant: Variant) -> bool:
    """Return whether a variant names anything by itself: two words, or one that is no common word."""
    if len(variant.words) > 1:
        return True
    word = variant.words[0].text
    return variant.quoted or len(word) >= 3 or word.isupper()


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Return whether a word is in the dictionary as anything but a name."""
    if not is_known(word):
        return False
    return not any("Name" in tag or "Surn" in tag or "Geox" in tag or "Orgn" in tag for tag in tags(word)[:2])
