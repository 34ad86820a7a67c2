"""One spelling for all: a word of any of the four languages becomes a key of Latin letters and digits.

Алиев, Aliyev and Əliyev meet in `aliev`, Токаев and Tokayev in `tokaev`, Шуша, Shusha and Şuşa in `susa`.
A word typed without the marks of Kazakh or Azerbaijani gets the key of the word typed with them.
"""

import re
import unicodedata
from functools import lru_cache

CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "h", "ц": "ts", "ч": "c", "ш": "s", "щ": "sc", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu",
        "я": "ia", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
    }
)  # fmt: skip
LATIN = str.maketrans({"ə": "e", "ı": "i", "ß": "ss", "æ": "e", "ø": "o", "ł": "l"})
AZERBAIJANI = str.maketrans({"ç": "ch", "c": "j", "x": "h", "q": "k", "ə": "e", "ı": "i"})

# Letters and groups that one tongue writes in one way and its neighbour in another, in order.
SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        ("shch", "sc"),
        ("[kc]h(?=[aeiouyrl]|$)", "h*"),
        ("kh", "h"),
        ("gh", "g"),
        ("dzh|dj|zh", "j"),
        ("sh", "s"),
        ("ch", "c"),
        ("y[oe]", "e"),
        ("y", "i"),
        ("w", "v"),
        ("q", "k"),
        ("x", "ks"),
    )
    if "*" not in key
)
HARD_C = re.compile("c(?=[aouklrt]|$)")  # corridor, Socar; a ch and a ç are another sound
DOUBLED = re.compile(r"([a-z])\1+")
NEITHER_LETTER_NOR_DIGIT = re.compile(r"[^a-z0-9]+")

# The two countries, the capital and the mountains, as the four languages spell them: sound alone does not join these.
SPELLINGS = {
    "kazakstan": "kazahstan",
    "kazahistan": "kazahstan",
    "kazakistan": "kazahstan",
    "azerbaican": "azerbaijan",
    "baki": "baku",
    "kafkaz": "kavkaz",
    "kafkas": "kavkaz",
    "kaukasus": "kavkaz",
}


def strip_marks(word: str) -> str:
    """Lower the case and take off what sits above or under letters: ё becomes е, й и, ş s, ğ g."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def latin_letters(word: str, *, azerbaijani: bool = False) -> str:
    """Write the word in Latin letters without marks, before sounds are joined."""
    word = unicodedata.normalize("NFC", word.lower())
    word = word.translate(AZERBAIJANI) if azerbaijani else HARD_C.sub("k", word)
    return strip_marks(word).translate(CYRILLIC).translate(LATIN)


@lru_cache(maxsize=200_000)
def sound_key(letters: str) -> str:
    """Join the spellings of one sound; takes what `latin_letters` gave."""
    key = letters
    for pattern, sound in SOUNDS:
        key = pattern.sub(sound, key)
    key = NEITHER_LETTER_NOR_DIGIT.sub("", DOUBLED.sub(r"\1", key) if len(key) > 2 else key)  # ИИ is no И
    return SPELLINGS.get(key, key)


def phonetic_key(word: str, *, azerbaijani: bool = False) -> str:
    """Return the key of one word.

    >>> key_of("Әлиев"), key_of("Shafiyev"), key_of("Qarabağ", azerbaijani=True)
    ('aliev', 'safiev', 'karabag')
    """
    return sound_key(latin_letters(word, azerbaijani=azerbaijani))
