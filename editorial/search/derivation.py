"""The noun that an adjective is made from: who asks for газовые запасы is answered by запасы газа.

Only what a reader typed is led back to the noun, never a text, and it is worth less than the word itself.
"""

from collections.abc import Iterator
from functools import lru_cache

from editorial.search.phonetic_key import latin_letters, sound_key
from editorial.search.stemmer import CYRILLIC_WORD, get_lemmas, is_noun
from editorial.search.turkic_stemmer import MIN_STEM_LENGTH, base_noun, strip_endings

ADJECTIVE_ENDINGS = (
    "ический еский ский ской овый овой евый евой яной ный ной".split()  # газовый, нефтяной, угольный
)
NOUN_ENDINGS = ("", "ь", "о", "е", "а", "я", "ия", "ика")
MIN_PREFIX_LENGTH = 3
MAX_NOUNS = 3
# дорожный of дорога, речной of река, воздушный of воздух
SOFT_AND_HARD = {"ж": "г", "ч": "к", "ш": "х"}


@lru_cache(maxsize=10_000)
def base_nouns(word: str) -> tuple[str, ...]:
    """Return the terms of the nouns that an adjective may be made from, none for another word."""
    if not CYRILLIC_WORD.search(word):
        return ()
    if lemmas := get_lemmas(word):
        nouns = (noun for lemma in lemmas for noun in _russian_nouns(lemma))
        terms = dict.fromkeys(sound_key(latin_letters(noun)) for noun in nouns)
        return tuple(terms)[:MAX_NOUNS]
    noun = base_noun(strip_endings(latin_letters(word), "kk"))
    return (sound_key(noun),) if len(noun) >= MIN_STEM_LENGTH else ()


def _russian_nouns(adjective: str) -> Iterator[str]:
    for ending in ADJECTIVE_ENDINGS:
        start = adjective.removesuffix(ending)
        if start == adjective or len(start) < MIN_PREFIX_LENGTH:
            continue
        for root in _roots(start):
            yield from (noun for noun in (f"{root}{end}" for end in NOUN_ENDINGS) if is_noun(noun))


def _roots(start: str) -> Iterator[str]:
    """Yield the start as it stands before the endings of a noun."""
    yield start
    if hard := SOFT_AND_HARD.get(start[-1]):
        yield f"{start[:-1]}{hard}"
    if start[-2:] == "еч":  # солнечный of солнце
        yield f"{start[:-2]}ц"
    yield f"{start[:-1]}е{start[-1]}"  # ветряной of ветер
