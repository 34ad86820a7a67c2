"""Words for kinds of documents, in the four languages, and the numbers that stand before them."""

from functools import cache

from editorial.mentions.detection.gazetteer import TitleEntry
from editorial.mentions.detection.numerals import parse_number, parse_ordinal
from editorial.mentions.detection.tokens import Token, word_keys
from editorial.mentions.detection.types import KnownEntity

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


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for words, kinds in KIND_WORDS.items():
        for word in words.split():
            for language in ("ru", "en", "az", "kk"):
                for key in word_keys(word, language):
                    found[key] = found.get(key, frozenset()) | frozenset(kinds)
    return found


def kinds_named_by(word: Token) -> frozenset[str]:
    """Return the kinds of documents that a word may stand for."""
    kinds = _kinds()
    found = [kinds[key] for key in word.keys if key in kinds]
    return frozenset().union(*found) if found else frozenset()


def matches_kind(entity: KnownEntity, entry: TitleEntry, kinds: frozenset[str]) -> bool:
    """Return whether an agreement may be called by a word of these kinds; its title may call it otherwise."""
    if entity.sort in kinds:
        return True
    return bool(entry.words) and bool(kinds_named_by(entry.words[0]) & kinds)


def counted(words: list[Token], *, ordinal: bool = False) -> int:
    """Return the number that the words say, in figures or letters; 0 where there is none."""
    for word in words:
        if word.is_number and len(word.text) <= 3:
            return int(word.text)
        if (
            number := parse_ordinal(word.text) or parse_number(word.text)
            if ordinal
            else parse_number(word.text)
        ):
            return number
    return 0
