"""Words for kinds of documents, in the four languages, and the numbers that stand before them."""

from functools import cache

from editorial.mentions.detection.gazetteer import TitleEntry
from editorial.mentions.detection.numerals import number_of, ordinal_of
from editorial.mentions.detection.tokens import Token, keys_of
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
                for key in keys_of(word, language):
                    found[key] = found.get(key, frozenset()) | frozenset(kinds)
    return found


def kinds_of(word: Token) -> frozenset[str]:
    """Return the kinds of documents that a word may stand for."""
    kinds = _kinds()
    found = [kinds[key] for key in word.keys if key in kinds]
    return frozenset().union(*found) if found else frozenset()


def is_of_kind(entity: KnownEntity, entry: TitleEntry, kinds: frozenset[str]) -> bool:
    """Whether an agreement may be called by a word of these kinds; its title may call it otherwise."""
    if entity.sort in kinds:
        return True
    return bool(entry.words) and bool(kinds_of(entry.words[0]) & kinds)


def counted(words: list[Token], *, ordinal: bool = False) -> int:
    """Return the number that the words say, in figures or letters; 0 where there is none."""
    for word in words:
        if word.is_number and len(word.text) <= 3:
            return int(word.text)
        if number := ordinal_of(word.text) or number_of(word.text) if ordinal else number_of(word.text):
            return number
    return 0
