"""Soft hyphens for Kazakh and Azerbaijani, for which typesetting programs carry no patterns.

Both languages divide words between syllables, and a syllable takes exactly one consonant before its vowel.
"""

import re
from itertools import pairwise

VOWELS = {"kk": "аәеёиоөуұүыіэюя", "az": "aeəıioöuü"}
LETTERS = {"kk": "а-яёәғқңөұүһі", "az": "a-zəğışçöü"}
SOFT_HYPHEN = "\u00ad"
LEAST_LETTERS = 2  # on either side of a break


def hyphenated(value: str, language: str) -> str:
    """The text with soft hyphens, or as it is in a language that needs none."""
    if language not in VOWELS:
        return value
    word = re.compile(rf"(?<![\w@./:-])[{LETTERS[language]}]{{5,}}(?![\w@/:])", re.IGNORECASE)
    return word.sub(lambda found: divided(found.group(), language), value)


def divided(word: str, language: str) -> str:
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
        if LEAST_LETTERS <= start <= len(word) - LEAST_LETTERS:
            breaks.append(start)
    pieces = [word[start:end] for start, end in zip([0, *breaks], [*breaks, len(word)], strict=True)]
    return SOFT_HYPHEN.join(pieces)
