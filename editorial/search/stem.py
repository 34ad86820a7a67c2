"""From words to terms: what a text is indexed under, and what a typed word may stand for.

A text is analysed in its own language, one term per word. A typed word has no language, so it gives
several terms, any of which may match.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pymorphy3
import Stemmer

from editorial.search.fold import key_of, latin_letters, sound_key
from editorial.search.turkic import strip_endings

# A short name with a number, as in COP-29, is one word; a number is one whatever ending it has: 3-й, 21st, 2005-ci.
ORDINAL_ENDINGS = (
    "й|я|е|го|му|м|ми|х|ая|ое|ый|ой|ого|ому|ших?|ші|шы|інші|ыншы|st|nd|rd|th|ci|cı|cu|cü|inci|ıncı|uncu|üncü"
)
WORD = re.compile(
    rf"\b[^\W\d_]{{1,3}}-\d+\b|\b(?P<number>\d+)-?(?:{ORDINAL_ENDINGS})\b|[^\W_]+(?:[’'ʼ`][^\W_]+)*"
)
CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]")
KAZAKH_LETTERS = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
AZERBAIJANI_LETTERS = re.compile("[əğışƏĞIİŞ]")
GUTTURAL = re.compile("ğ|gh")  # which Russian and English write as х and kh, too: Qarabağ, Карабах
APOSTROPHE = re.compile(r"[’'ʼ`](?:s$)?")
SURNAME = re.compile(r"^(\w{2,}(?:[ое]в|ин))(?:а|у|ым|ом|е|ой|ых|ыми|ы)?$")
RUSSIAN_ENDING = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ыми|ими|ах|ях|ов|ев|ом|ем|ой|ей|ою|ам|ям|ый|ий|ая|яя|ое|ее|ые|ие|ых|их|ую|юю"
    r"|[аяоеыиуюьй])$"
)
BEFORE_NAME = re.compile("[\\s\\-–—«„“\"'(]+$")
# British spellings become American ones before stemming.
SPELLED_OTHERWISE = (
    (re.compile(r"is(ation|ations|e|ed|es|ing)$"), r"iz\1"),
    (re.compile(r"yse(d|s)?$"), r"yze\1"),
    (re.compile(r"our(s|ed|ing)?$"), r"or\1"),
    (re.compile(r"(cent|theat)re(s?)$"), r"\1er\2"),
    (re.compile(r"(programm)e(s?)$"), r"program\2"),
    (re.compile(r"(def|off)ence(s?)$"), r"\1ense\2"),
)
LONGEST_WORD = 40  # letters; what is longer is an address or a slip and is cut
STOP_WORDS = frozenset(
    word
    for line in (
        "а без был была были было в во где да для до его её если же за и из или их к как ко ли на не но о об от",
        "по при с со так то у что это",
        "где как какая какие какой когда кто куда почему сколько чем",
        "және мен бен пен үшін туралы бұл кім қашан қайда қалай қанша",
        "və ilə üçün bu haqqında kim necə neçə harada",
        "a an and are as at by for from in into is it of on or that the their to was were with",
        "did do does how many much what when where which who why",
    )
    for word in line.split()
)

_english = Stemmer.Stemmer("english")


@lru_cache(maxsize=1)
def _russian() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


class Word(NamedTuple):
    """A word where it stands in a text."""

    start: int
    end: int
    text: str
    is_name: bool


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text; a capital inside a sentence marks a name."""
    for found in WORD.finditer(text):
        word, start = found["number"] or found.group(), found.start()
        yield Word(start, found.end(), word, word[0].isupper() and _inside_sentence(text, start))


def _inside_sentence(text: str, start: int) -> bool:
    before = BEFORE_NAME.sub("", text[max(0, start - 3) : start])
    if not before:
        return False
    return before[-1].isalnum() or before[-1] == "," or (len(before) >= 2 and before[-2].isupper())


def terms_of(text: str, language: str) -> list[tuple[str, str]]:
    """Return the terms of a text in order, one per word, each with its word."""
    pairs = ((term_of(word.text, language, is_name=word.is_name), word.text) for word in words(text))
    return [pair for pair in pairs if pair[0]]


def name_lines(name: str, language: str) -> list[list[tuple[str, str]]]:
    """Return the spellings of a name, each as its terms with their words.

    No word of a name is stemmed in Latin letters, and an Azerbaijani ə is written as e and as a.
    """
    spellings = [(name_terms(word.text, language), word.text) for word in words(name)]
    spellings = [(terms, word) for terms, word in spellings if terms]
    most = max((len(terms) for terms, _word in spellings), default=0)
    return [[(terms[min(line, len(terms) - 1)], word) for terms, word in spellings] for line in range(most)]


@lru_cache(maxsize=400_000)
def term_of(word: str, language: str, *, is_name: bool = False) -> str:
    """Return the term of one word of a text in `language`."""
    word = _plain(word)
    if CYRILLIC_WORD.search(word):
        if language == "kk" or KAZAKH_LETTERS.search(word):
            return _turkic(word, "kk")
        return key_of(_surname(word, is_name=is_name) or _lemma(word))
    if language == "az" or (language != "en" and AZERBAIJANI_LETTERS.search(word)):
        return _turkic(word, "az")
    return key_of(_english_stem(word))


@lru_cache(maxsize=50_000)
def name_terms(word: str, language: str) -> tuple[str, ...]:
    """Return the terms of one word of a name."""
    plain = _plain(word)
    if CYRILLIC_WORD.search(plain):
        return _unique(key_of(_surname(plain, is_name=True)), key_of(_lemma(plain)), key_of(plain))
    azerbaijani = language == "az" or bool(AZERBAIJANI_LETTERS.search(plain))
    terms = [key_of(plain, azerbaijani=azerbaijani), key_of(plain)]
    if "ə" in plain.lower():
        with_a = plain.lower().replace("ə", "a")
        terms += [key_of(with_a, azerbaijani=True), key_of(with_a)]
    return _unique(*terms)


@lru_cache(maxsize=10_000)
def variants(word: str) -> tuple[str, ...]:
    """Return every term that a typed word may stand for, the likeliest first."""
    word = _plain(word)
    if not CYRILLIC_WORD.search(word):
        readings = (_english_stem(word), word, GUTTURAL.sub("h", word.lower()))
        return _unique(*map(key_of, readings), key_of(word, azerbaijani=True), _turkic(word, "az"))
    kazakh = _turkic(word, "kk")
    if KAZAKH_LETTERS.search(word):
        return _unique(kazakh, key_of(word))
    lemmas = [key_of(lemma) for lemma in _lemmas(word)]
    return _unique(*lemmas, key_of(_surname(word, is_name=True)), kazakh)


def is_stop_word(word: str) -> bool:
    """Tell whether a typed word says nothing by itself."""
    return word.lower() in STOP_WORDS


def _plain(word: str) -> str:
    return APOSTROPHE.sub("", word)[:LONGEST_WORD]


def _english_stem(word: str) -> str:
    lowered = word.lower()
    for spelling, other in SPELLED_OTHERWISE:
        lowered = spelling.sub(other, lowered)
    stem: str = _english.stemWord(lowered)
    return stem


def _turkic(word: str, language: str) -> str:
    return sound_key(strip_endings(latin_letters(word, azerbaijani=language == "az"), language))


def _surname(word: str, *, is_name: bool) -> str:
    """Return the surname without its case ending, or nothing when the word is none.

    The dictionary knows few Kazakh and Azerbaijani surnames and takes some for other words: Токаев would
    be the wine. A capital inside a sentence settles it.
    """
    found = SURNAME.match(word.lower().replace("ё", "е"))
    if found and (is_name or not _russian().word_is_known(word.lower())):
        return found.group(1)
    return ""


@lru_cache(maxsize=200_000)
def _lemma(word: str) -> str:
    return _lemmas(word)[0]


def _lemmas(word: str) -> list[str]:
    lowered = word.lower()
    analyser = _russian()
    if not analyser.word_is_known(lowered):
        stem = RUSSIAN_ENDING.sub("", lowered)
        return [stem if len(stem) > 2 else lowered]
    found = [parse.normal_form for parse in analyser.parse(lowered)[:4]]
    return list(dict.fromkeys(found)) or [lowered]


def _unique(*terms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for term in terms if term))
