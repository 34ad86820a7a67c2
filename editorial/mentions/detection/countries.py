"""States named in a text, as nouns and as adjectives, in the four languages."""

import re
from functools import cache, lru_cache

from editorial.values.countries import country_name
from editorial.values.languages import Language

# States that the texts of the record speak of; a name is a prefix of its forms and of its adjective.
CODES = (
    "AZ KZ RU AM GE TR IR TM UZ KG TJ CN HU RO UA BY US GB DE FR IT JP IN PK AF IL KR SG AE SA CA BG RS PL MD MN SY"
).split()
SHORT = {
    "RU": ("РФ", "росси", "russia", "rusiya", "ресей"), "AZ": ("АР", "azerbaijan"), "KZ": ("РК", "ҚР", "kazakhstan"),
    "US": ("США", "америк"), "CN": ("КНР", "кита", "қытай", "çin"), "AE": ("ОАЭ",), "GB": ("британ", "англи"),
    "TR": ("турци", "турец", "türki", "түрки", "turkey", "türkiye", "turkiye"), "HU": ("венг", "венгер"),
    "FR": ("франц",), "DE": ("герман", "немец"), "IR": ("иран",), "UA": ("украин",), "JP": ("япон",),
}  # fmt: skip
FINAL = re.compile(r"[аяйьыиеуюaeiouyəıɪ]$")
NOT_STATES = re.compile(r"^(?:Индонези|тюрк|Романов|Иранд)", re.IGNORECASE)


@cache
def _stems() -> list[tuple[str, str]]:
    found = []
    for code in CODES:
        names = [country_name(code, language) for language in Language.values]
        for name in (*names, *SHORT.get(code, ())):
            if " " in name or not name:
                continue
            stem = name if name.isupper() and len(name) < 4 else FINAL.sub("", name.lower())
            if len(stem) >= 4 or stem.isupper():
                found.append((stem, code))
    return sorted(found, key=lambda pair: -len(pair[0]))


@lru_cache(maxsize=50_000)
def country_code(word: str) -> str:
    """Return the code of the state that a word names, or an empty text."""
    if NOT_STATES.match(word):
        return ""
    lowered = word.lower()
    for stem, code in _stems():
        if stem.isupper():
            if word == stem:
                return code
        elif lowered.startswith(stem) and len(lowered) - len(stem) <= 8:
            return code
    return ""
