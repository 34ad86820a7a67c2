"""Short names that nobody wrote down: БТК for Баку – Тбилиси – Карс, ВМС for the Supreme Interstate Council."""

import re
from collections.abc import Iterator

from editorial.search.entry import Text
from editorial.search.stemmer import is_stop_word

ROUTE = re.compile(r"[^\W\d_]\w+(?:\s?[-–—]\s?[^\W\d_]\w+){2,}")
QUOTED = re.compile('[«“„"]([^»”“"]+)[»”"]')
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MIN_LENGTH, MAX_LENGTH = 3, 6  # letters


def routes_in(title: str) -> list[str]:
    """Return the initials of names joined by dashes.

    >>> routes_in("Запуск дороги Баку - Тбилиси - Карс")
    ['БТК']
    """
    found = (WORD.findall(re.sub(r"[-–—]", " ", route)) for route in ROUTE.findall(title))
    return ["".join(word[0] for word in names) for names in found if all(name[0].isupper() for name in names)]


def build_acronyms(names: list[Text]) -> list[Text]:
    """Return the initials by which bodies of these names may be asked for, in the languages of the names."""
    written = dict.fromkeys((letters, name.language) for name in names for letters in _initials(name.text))
    return [Text(letters, language, is_name=True) for letters, language in written]


def _initials(name: str) -> Iterator[str]:
    """Yield the initials of the first words of a name, with and without what it has in quotes, and of that."""
    for part in dict.fromkeys((QUOTED.sub("", name), *QUOTED.findall(name), name)):
        telling = [word for word in WORD.findall(part) if not is_stop_word(word)]
        for words in (telling, [half for word in telling for half in word.split("-")]):
            letters = "".join(word[0] for word in words).upper()
            yield from (letters[:length] for length in range(MIN_LENGTH, min(len(letters), MAX_LENGTH) + 1))
