"""Stemmer: the terms under which a word is indexed, and those that a query word may stand for.

A text is analysed in its own language, one term per word. A typed word has no language, so it gives
several terms, any of which may match.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pymorphy3
import Stemmer

from editorial.search.phonetic_key import latin_letters, phonetic_key, sound_key
from editorial.search.turkic_stemmer import strip_endings, strip_short_endings

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
# Only of a word that stands for Russian ц, as in cifrovizaciya: ch is another letter.
LATIN_TS = re.compile(r"c(?!h)")
GUTTURAL = re.compile("ğ|gh")  # which Russian and English write as х and kh, too: Qarabağ, Карабах
APOSTROPHE = re.compile(r"[’'ʼ`](?:s$)?")
SURNAME = re.compile(r"^(\w{2,}(?:[ое]в|ин))(?:а|у|ым|ом|е|ой|ых|ыми|ы)?$")
RUSSIAN_ENDING = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ыми|ими|ах|ях|ов|ев|ом|ем|ой|ей|ою|ам|ям|ый|ий|ая|яя|ое|ее|ые|ие|ых|их|ую|юю"
    r"|[аяоеыиуюьй])$"
)
SHORT = 3  # letters that a plural or a long case ending may leave: күндері, газдың
# күні, жолы, газға, qazın: so little stands before a short ending that a text keeps it.
SHORT_WITH_ENDING = re.compile("^(...)(?:[aeiu]|[iu]n|[dgkt][ae]|[dn]i)$")
SHORT_WORD_ENDINGS = ("i", "u", "in")
CYRILLIC_LETTERS = [
    tuple(pair.split())
    for pair in (
        "shch щ|sch щ|sh ш|ch ч|zh ж|kh х|ts ц|yu ю|iu ю|ju ю|ya я|ia я|ja я|yo ё|iy ий|ij ий|yy ый|ey ей|ay ай|oy ой"
        "|ej ей|aj ай|oj ой|a а|b б|c ц|d д|e е|f ф|g г|h х|i и|j ж|k к|l л|m м|n н|o о|p п|r р|s с|t т|u у|v в|y ы|z з"
        "|' ь"
    ).split("|")
]
BEFORE_NAME = re.compile("[\\s\\-–—«„“\"'(]+$")
# British spellings become American ones before stemming.
SPELLED_OTHERWISE = (
    (re.compile(r"is(ation|ations|e|ed|es|ing)$"), r"iz\1"),
    (re.compile(r"yse(d|s)?$"), r"yze\1"),
    (re.compile(r"our(s|ed|ing)?$"), r"or\1"),
    (re.compile(r"(cent|theat)re(s?)$"), r"\1er\2"),
    (re.compile(r"(programm)e(s?)$"), r"program\2"),
    (re.compile(r"(def|off)ence(s?)$"), r"\1ense\2"),
    (re.compile(r"(stan|baijan)is?$"), r"\1"),  # Kazakhstani oil, oil of Kazakhstan
)
# Казахстанский, бакинский, грузинский, российский: what is left of the name of the place, and how the name ends.
OF_PLACE = re.compile(r"^(\w{2,}?)(?:ин|ан|ат|й|н)?ский$")
PLACE_ENDINGS = ("", "й", "ь", "а", "я", "ия", "у", "ы")
MAX_WORD_LENGTH = 40  # letters; what is longer is an address or a slip and is cut
STOP_WORDS = frozenset(
    word
    for line in (
        "а без был была были было в во где да для до его её если же за и из или их к как ко ли на не но о об от",
        "по при с со так то у что это",
        "где как какая какие какой когда кто куда почему сколько чем",
        "және мен бен пен үшін туралы бұл кім қашан қайда қалай қанша",
        "və ilə üçün bu haqqında kim necə neçə nə qədər qədərdir hansı harada",
        "a an and are as at by for from in into is it of on or that the their to was were with",
        "did do does goes how many much through what when where which who why",
        "оглы оғлы oğlu oglu ogly улы ұлы uly кызы қызы qızı qizi kyzy",
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


def get_terms(text: str, language: str) -> list[tuple[str, str]]:
    """Return the terms of a text in order, one per word, each with its word."""
    pairs = ((get_term(word.text, language, is_name=word.is_name), word.text) for word in words(text))
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
def get_term(word: str, language: str, *, is_name: bool = False) -> str:
    """Return the term of one word of a text in `language`."""
    word = _plain(word)
    if CYRILLIC_WORD.search(word):
        if language == "kk" or KAZAKH_LETTERS.search(word):
            return _turkic(word, "kk")
        return phonetic_key(_surname(word, is_name=is_name) or _lemma(word))
    if language == "az" or (language != "en" and AZERBAIJANI_LETTERS.search(word)):
        return _turkic(word, "az")
    return phonetic_key(_english_stem(word))


@lru_cache(maxsize=50_000)
def name_terms(word: str, language: str) -> tuple[str, ...]:
    """Return the terms of one word of a name."""
    plain = _plain(word)
    if CYRILLIC_WORD.search(plain):
        return _unique(
            phonetic_key(_surname(plain, is_name=True)), phonetic_key(_lemma(plain)), phonetic_key(plain)
        )
    azerbaijani = language == "az" or bool(AZERBAIJANI_LETTERS.search(plain))
    terms = [phonetic_key(plain, azerbaijani=azerbaijani), phonetic_key(plain)]
    if "ə" in plain.lower():
        with_a = plain.lower().replace("ə", "a")
        terms += [phonetic_key(with_a, azerbaijani=True), phonetic_key(with_a)]
    return _unique(*terms)


@lru_cache(maxsize=10_000)
def variants(word: str) -> tuple[str, ...]:
    """Return every term that a typed word may stand for, the likeliest first."""
    word = _plain(word)
    if not CYRILLIC_WORD.search(word):
        lowered = word.lower()
        readings = (_english_stem(word), word, GUTTURAL.sub("h", lowered), LATIN_TS.sub("ts", lowered))
        keys = (
            *map(phonetic_key, readings),
            phonetic_key(word, azerbaijani=True),
            *_turkic_readings(word, "az"),
        )
        return _unique(*keys, *map(phonetic_key, _transliterated(lowered)))
    kazakh = _turkic_readings(word, "kk")
    if KAZAKH_LETTERS.search(word):
        return _unique(kazakh[0], phonetic_key(word), *kazakh)
    lemmas = [phonetic_key(lemma) for lemma in _lemmas(word)]
    return _unique(*lemmas, phonetic_key(_surname(word, is_name=True)), *kazakh, phonetic_key(word))


def is_russian(word: str) -> bool:
    """Tell whether the dictionary has the word, in any form; the surnames that it has are few of many alike."""
    return bool(CYRILLIC_WORD.search(word) and not SURNAME.match(word)) and _russian().word_is_known(
        word.lower()
    )


def is_noun(word: str) -> bool:
    """Tell whether the dictionary has the word as a noun in its first form."""
    return _russian().word_is_known(word) and any(
        "NOUN" in parse.tag and parse.normal_form == word for parse in _russian().parse(word)
    )


def get_lemmas(word: str) -> list[str]:
    """Return the first forms of a Russian word as the dictionary has them, none of a word that it has not."""
    if not _russian().word_is_known(word.lower()):
        return []
    return list(dict.fromkeys(parse.normal_form for parse in _russian().parse(word.lower())[:2]))


def inflected_terms(word: str, language: str) -> tuple[str, ...]:
    """Return the terms that a word has in texts of a language in whatever form it stands there.

    They are several where the dictionary takes a form for another word: среднего for that of среднее.
    """
    term = get_term(word, language)
    if language != "ru" or not is_russian(word):
        return _unique(term)
    lexeme = _russian().parse(word.lower())[0].lexeme
    return _unique(term, *(get_term(form.word, language) for form in lexeme))


def _transliterated(word: str) -> list[str]:
    """Return the lemmas of a Russian word in Latin letters, none for any other: zelenaya, konventsii."""
    for letters, letter in CYRILLIC_LETTERS:
        word = word.replace(letters, letter)
    return _lemmas(word) if _russian().word_is_known(word) else []


def is_stop_word(word: str) -> bool:
    """Tell whether a typed word says nothing by itself."""
    return word.lower() in STOP_WORDS


def _plain(word: str) -> str:
    return APOSTROPHE.sub("", word)[:MAX_WORD_LENGTH]


def _english_stem(word: str) -> str:
    lowered = word.lower()
    for spelling, other in SPELLED_OTHERWISE:
        lowered = spelling.sub(other, lowered)
    stem: str = _english.stemWord(lowered)
    return stem


def _turkic(word: str, language: str) -> str:
    return sound_key(strip_endings(latin_letters(word, azerbaijani=language == "az"), language))


def _turkic_readings(word: str, language: str) -> tuple[str, ...]:
    letters = latin_letters(word, azerbaijani=language == "az")
    stem = strip_endings(letters, language)
    short = SHORT_WITH_ENDING.sub(r"\1", stem)
    readings = [stem, strip_short_endings(letters, language), short]
    if len(short) == SHORT:
        readings += [f"{short}{ending}" for ending in SHORT_WORD_ENDINGS]
    return tuple(map(sound_key, readings))


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
        if surname := _surname(word, is_name=True):
            return [surname]
        stem = RUSSIAN_ENDING.sub("", lowered)
        if stem.endswith("ск") and (place := _base_place(f"{stem}ий")) != f"{stem}ий":
            return [place]
        return [stem if len(stem) > 2 else lowered]
    found = [_base_place(parse.normal_form) for parse in analyser.parse(lowered)[:4]]
    return list(dict.fromkeys(found)) or [lowered]


@lru_cache(maxsize=20_000)
def _base_place(lemma: str) -> str:
    """Return the place that an adjective is made from, so that тегеранский саммит is found as one in Тегеран."""
    made = OF_PLACE.match(lemma)
    if not made:
        return lemma
    starts = dict.fromkeys((lemma.removesuffix("ский"), made.group(1)))
    names = (f"{start}{ending}" for start in starts for ending in PLACE_ENDINGS)
    return next((name for name in names if _is_place(name)), lemma)


def _is_place(name: str) -> bool:
    analyser = _russian()
    return analyser.word_is_known(name) and any(
        "Geox" in parse.tag and parse.normal_form == name for parse in analyser.parse(name)
    )


def _unique(*terms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for term in terms if term))
