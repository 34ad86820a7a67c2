"""Hyphenation: soft hyphens and no-break spaces.

Typesetting programs carry no patterns for Kazakh and Azerbaijani. Both divide words between syllables, and a syllable
takes exactly one consonant before its vowel.
"""

import re
from itertools import pairwise

VOWELS = {"kk": "аәеёиоөуұүыіэюя", "az": "aeəıioöuü"}
LETTERS = {"kk": "а-яёәғқңөұүһі", "az": "a-zəğışçöü"}
SOFT_HYPHEN = "\u00ad"
MIN_LETTERS = 2  # on either side of a break
# What does not end a line in Russian: a word of one letter; in a title no preposition.
LONE = re.compile(r"(?<![\w-])([авиксоуя]) (?=\S|$)", re.IGNORECASE)
PREPOSITION = re.compile(
    r"(?<![\w-])(на|по|из|от|до|за|об|со|ко|во|не|ни|для|при|под|над|без) (?=\S|$)", re.IGNORECASE
)
UNIT = re.compile(r"(?<=\d) (?=%|(?:млн|млрд|трлн|тыс|мың|mln|mlrd|min|км|km|кг|гг?|жж?|вв?|см?)\b)")
INITIAL = re.compile(r"(?<=(?<!\w)[A-ZÀ-ÞӘА-ЯЁ]\.) (?=[A-ZÀ-ÞӘА-ЯЁ])")


def nonbreaking_spaces(value: str, language: str, *, title: bool = False) -> str:
    """Put non-breaking spaces before dashes, in “15 млн” and “К. Токаев”, and after one-letter words."""
    for dash in "–—":
        value = value.replace(f" {dash}", f"\u00a0{dash}")
    value = INITIAL.sub("\u00a0", UNIT.sub("\u00a0", value))
    if language != "ru":
        return value
    # Twice: «и в» shares its space.
    value = LONE.sub("\\1\u00a0", LONE.sub("\\1\u00a0", value))
    return PREPOSITION.sub("\\1\u00a0", value) if title else value


def hyphenated(value: str, language: str) -> str:
    """Insert soft hyphens, unless the language needs none."""
    if language not in VOWELS:
        return value
    word = re.compile(rf"(?<![\w@./:-])[{LETTERS[language]}]{{5,}}(?![\w@/:])", re.IGNORECASE)
    return word.sub(lambda found: hyphenate_word(found.group(), language), value)


def hyphenate_word(word: str, language: str) -> str:
    """One word with soft hyphens between its syllables."""
    vowels = VOWELS[language]
    # "İ".lower() is two characters; the dot must not shift the places.
    small = "".join(char.lower()[0] for char in word)
    places = [number for number, char in enumerate(small) if char in vowels]
    breaks = []
    for before, place in pairwise(places):
        start = place - 1 if place - before > 1 else place
        while small[start] in "ьъ" and start > before + 1:
            start -= 1
        if MIN_LETTERS <= start <= len(word) - MIN_LETTERS:
            breaks.append(start)
    pieces = [word[start:end] for start, end in zip([0, *breaks], [*breaks, len(word)], strict=True)]
    return SOFT_HYPHEN.join(pieces)
