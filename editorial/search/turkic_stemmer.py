"""Light suffix strippers for Kazakh and Azerbaijani, on words already written in plain Latin letters.

They take off plural, possessive and case, the longest ending first, as long as enough of the word is left.
No harmony of vowels is checked, as a word typed without its marks has lost it.
"""

import re

KAZAKH_ENDINGS = (
    "larindagi lerindegi darindagi derindegi tarindagi terindegi indagi indegi ndagi ndegi dagi degi tagi tegi "
    "larimiz lerimiz darimiz derimiz larinin lerinin darinin derinin tarinin terinin larinda lerinde "
    "larina lerine larin lerin darin derin tarin terin imizdin imizdin lari leri dari deri tari teri "
    "sinin sinda sinde sinan sinen lardin lerdin dardin derdin tardin terdin "
    "imiz iniz inda inde inan inen inin nan nen dan den tan ten nin din tin nda nde "
    "lar ler dar der tar ter men ben pen sin sim "
    "in im si ga ge ka ke na ne da de ta te ni di ti i a e n"
)
AZERBAIJANI_ENDINGS = (
    "larindaki lerindeki lardaki lerdeki sindaki sindeki indaki indeki undaki daki deki "
    "larimiz lerimiz larinin lerinin larindan lerinden larinda lerinde larina lerine larini lerini "
    "larin lerin lari leri lardan lerden larda lerde "
    "sinin sunun sinda sinde sindan sinden sunda sundan sina sine suna sini sunu imiz umuz "
    "inda inde unda indan inden undan inin unun ndan nden dan den nin nun nda nde "
    "lar ler yla yle "
    "in un im um si su da de na ne ni nu ya ye yi yu la le i u a e"
)
MIN_STEM_LENGTH = 4
LONG_ENDING = 3  # letters, which a short word seldom ends in by chance: күндері, газдың, yolunun
LAND = "stan"  # Қазақстан is no ablative, and Қазақстанда no form of Қазақста
IN_LAND = re.compile(f"^(.{{2,}}{LAND})(.+)$")


def _longest_first(endings: str) -> tuple[str, ...]:
    return tuple(sorted(set(endings.split()), key=lambda ending: (-len(ending), ending)))


ENDINGS = {"kk": _longest_first(KAZAKH_ENDINGS), "az": _longest_first(AZERBAIJANI_ENDINGS)}
SOFTENED = {"g": "k", "b": "p", "q": "k"}
BETWEEN_VOWELS = ("ey", "iy")  # küləyin of külək
ADJECTIVE = re.compile("^(.+)[dlt][iu]k$")


def strip_endings(letters: str, language: str) -> str:
    """Take endings off until none fits; a softened last consonant (кітаб-ы, əməkdaşlığ-ı) hardens again."""
    return _stripped(letters, ENDINGS[language])


def strip_short_endings(letters: str, language: str) -> str:
    """Take the shortest endings off first, for a word whose stem looks like one: liman-ı, not lima-nı."""
    return _stripped(letters, ENDINGS[language][::-1])


def _stripped(letters: str, endings: tuple[str, ...]) -> str:
    land = IN_LAND.match(letters)
    if land and land[2] in endings:
        return land[1]
    stem = letters
    while shorter := _without_ending(stem, endings):
        stem = shorter
    if stem != letters and stem.endswith(BETWEEN_VOWELS):
        return f"{stem[:-1]}k"
    return stem[:-1] + SOFTENED.get(stem[-1], stem[-1]) if stem else stem


def base_noun(stem: str) -> str:
    """Return the noun that a Kazakh adjective is made from: көліктік of көлік; nothing for another word."""
    made = ADJECTIVE.match(stem)
    return made[1] if made else ""


def _without_ending(stem: str, endings: tuple[str, ...]) -> str:
    if stem.endswith(LAND):
        return ""
    for ending in endings:
        least = MIN_STEM_LENGTH - 1 if len(ending) >= LONG_ENDING else MIN_STEM_LENGTH
        if stem.endswith(ending) and len(stem) - len(ending) >= least:
            return stem[: -len(ending)]
    return ""
