"""Numbers in words, in the four languages."""

import re
from functools import cache, lru_cache

ORDINALS = {
    "первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6, "седьмой": 7, "восьмой": 8,
    "девятый": 9, "десятый": 10, "одиннадцатый": 11, "двенадцатый": 12, "тринадцатый": 13, "двадцатый": 20,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "birinci": 1, "ikinci": 2, "üçüncü": 3, "бірінші": 1, "екінші": 2,
    "үшінші": 3, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "xii": 12,
}  # fmt: skip
CARDINALS = {
    "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10,
}  # fmt: skip
ENDING = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ым|им|ом|ем|ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их|ую|ья|ье|ьего|ьем)$"
)


@lru_cache(maxsize=20_000)
def parse_ordinal(word: str) -> int:
    """Return the number of «второго» or II; 0 where it is none."""
    lowered = word.lower().replace("ё", "е")
    return ORDINALS.get(lowered) or _ordinal_stems().get(ENDING.sub("", lowered), 0)


def parse_number(word: str) -> int:
    """Return the number of «шесть»; 0 where it is none."""
    return CARDINALS.get(word.lower(), 0)


@cache
def _ordinal_stems() -> dict[str, int]:
    return {ENDING.sub("", word): number for word, number in ORDINALS.items() if len(word) > 4}
