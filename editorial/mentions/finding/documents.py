"""Words for kinds of documents and for numbers, in the four languages."""

import re
from functools import cache, lru_cache

from editorial.mentions.finding.gazetteer import Told
from editorial.mentions.finding.things import Thing
from editorial.mentions.finding.words import Token, keys_of

# A word, and the kinds of documents that it may stand for.
KIND_WORDS: dict[str, tuple[str, ...]] = {
    "договор treaty müqavilə шарт": ("treaty", "agreement", "contract"),
    "соглашение agreement saziş келісім": ("agreement", "treaty", "contract"),
    "меморандум memorandum": ("memorandum",),
    "декларация хартия declaration charter bəyannamə": ("declaration",),
    "конвенция convention konvensiya": ("convention",),
    "заявление statement bəyanat мәлімдеме": ("joint_statement",),
    "коммюнике communiqué communique kommünike": ("communique",),
    "карта roadmap xəritə": ("roadmap",),
    "программа programme program proqram бағдарлама": ("programme",),
    "решение договоренность договориться договорились решить решили decision understanding qərar шешім": (
        "decision",
    ),
    "контракт заказ contract order müqavilə": ("contract",),
    "протокол protocol protokol хаттама": ("protocol",),
    "документ пакет document documents package sənəd құжат": ("package",),
}
ORDINALS = {
    "первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6, "седьмой": 7, "восьмой": 8,
    "девятый": 9, "десятый": 10, "одиннадцатый": 11, "двенадцатый": 12, "тринадцатый": 13, "двадцатый": 20,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "birinci": 1, "ikinci": 2, "üçüncü": 3, "бірінші": 1, "екінші": 2,
    "үшінші": 3, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "xii": 12,
}  # fmt: skip
CARDINALS = {
    "два": 2,
    "три": 3,
    "четыре": 4,
    "пять": 5,
    "шесть": 6,
    "семь": 7,
    "восемь": 8,
    "девять": 9,
    "десять": 10,
}
FIRM = re.compile(r"ё")


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for words, kinds in KIND_WORDS.items():
        for word in words.split():
            for language in ("ru", "en", "az", "kk"):
                for key in keys_of(word, language):
                    found[key] = found.get(key, frozenset()) | frozenset(kinds)
    return found


def kinds_of(word: Token) -> frozenset[str]:
    """Return the kinds of documents that a word may stand for."""
    kinds = _kinds()
    found = [kinds[key] for key in word.keys if key in kinds]
    return frozenset().union(*found) if found else frozenset()


def is_of_kind(thing: Thing, told: Told, kinds: frozenset[str]) -> bool:
    """Whether an agreement may be called by a word of these kinds; its title may call it otherwise."""
    if thing.sort in kinds:
        return True
    return bool(told.words) and bool(kinds_of(told.words[0]) & kinds)


@lru_cache(maxsize=20_000)
def _number(text: str, ordinal: bool) -> int:
    lowered = FIRM.sub("е", text.lower())
    if ordinal and (number := ORDINALS.get(lowered) or _ordinal_stems().get(_stem(lowered))):
        return number
    return CARDINALS.get(lowered, 0)


@cache
def _ordinal_stems() -> dict[str, int]:
    return {_stem(word): number for word, number in ORDINALS.items() if len(word) > 4}


def _stem(word: str) -> str:
    return re.sub(
        r"(?:ого|его|ому|ему|ыми|ими|ым|им|ом|ем|ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их|ую|ья|ье|ьего|ьем)$",
        "",
        word,
    )


def counted(words: list[Token], *, ordinal: bool = False) -> int:
    """Return the number that the words say, in figures or letters; 0 where there is none."""
    for word in words:
        if word.is_number and len(word.text) <= 3:
            return int(word.text)
        if number := _number(word.text, ordinal):
            return number
    return 0
