"""A text cut into words with their places, and the keys under which a word meets its other forms."""

import re
from dataclasses import dataclass
from functools import lru_cache

from editorial.mentions.detection.numerals import parse_ordinal
from editorial.search.phonetic_key import phonetic_key
from editorial.search.stemmer import get_term, name_terms

WORD = re.compile(r"[^\W\d_]{1,3}-?\d+\b(?!-)|\d+|[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*")
ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]|\b(?:г|гг|им|ул|тыс|млн|млрд|долл|см|стр|с|т|д|п|ст|др|пр|проф|акад|Dr|Mr|Mrs|St|No))$"
)
SENTENCE_END = re.compile(r"[.!?…]+[»”\"')\]]*\s+(?=[«„“\"'(\[]*[^\W\d_a-zа-яё]|\d)|\n+")
EMPTY = frozenset(
    "и в во на по при для о об от до из к ко с со у за между под над через как что а но или же the of and for in on at to "
    "a an by with from və ilə üçün ilə мен пен және үшін туралы г гг год года году годы лет".split()
)
CASE_ENDING = re.compile(r"(?<=[А-Яа-яё])(?:[аяуюеиыьй]|[оеё]й|[оеё]м)$")
NAME_MARK = "~"
ROOT = 5  # letters


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, where it stands, and the keys it is met by."""

    start: int
    end: int
    text: str
    keys: frozenset[str]
    sentence: int

    @property
    def is_capital(self) -> bool:
        """Return whether it begins with a capital."""
        return self.text[:1].isupper()

    @property
    def is_number(self) -> bool:
        """Return whether it is a number in figures."""
        return self.text.isdigit()


@lru_cache(maxsize=200_000)
def word_keys(word: str, language: str) -> frozenset[str]:
    """Return the keys of a word: two words of one name share at least one, whatever their endings and letters."""
    if word.isdigit():
        return frozenset((word,))
    found = {*name_terms(word, language), get_term(word, language), get_term(word, language, is_name=True)}
    if word[:1].isupper() and len(stem := CASE_ENDING.sub("", word)) >= 4:
        found.add(NAME_MARK + phonetic_key(stem))  # names of towns that the dictionary lacks
    return frozenset(key for key in found if key) or frozenset((word.lower(),))


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends; a point after an initial or a short word ends none."""
    spans, start = [], 0
    for found in SENTENCE_END.finditer(text):
        if found.group().startswith(".") and ABBREVIATED.search(text[start : found.start()]):
            continue
        spans.append((start, found.end()))
        start = found.end()
    spans.append((start, len(text)))
    return [span for span in spans if text[slice(*span)].strip()] or [(0, len(text))]


def tokens(text: str, language: str) -> list[Token]:
    """Return the words of a text."""
    spans = sentences(text)
    at, found = 0, []
    for word in WORD.finditer(text):
        while at + 1 < len(spans) and word.start() >= spans[at][1]:
            at += 1
        found.append(Token(word.start(), word.end(), word.group(), word_keys(word.group(), language), at))
    return found


def is_empty(word: str) -> bool:
    """Return whether a word only ties others together."""
    return word.lower() in EMPTY


def is_abbreviation(name: str) -> bool:
    """Return whether a name is set in capitals: ОТГ, SOCAR, ҚТЖ, ТюркПА."""
    letters = [letter for letter in name if letter.isalpha()]
    return " " not in name and sum(letter.isupper() for letter in letters) >= max(2, len(letters) / 2)


@lru_cache(maxsize=100_000)
def word_roots(word: str, language: str) -> frozenset[str]:
    """Return what a noun shares with its verb or adjective: открытие, открыли; энергетики, энергетический."""
    if number := parse_ordinal(word):
        return frozenset((f"№{number}",))  # «пятый» is not «пять»
    return frozenset(key[:ROOT] for key in word_keys(word, language) if not key.startswith(NAME_MARK))
