"""The catalogues keep to the term base: phrases that another term replaces, suffixes joined to a value."""

import re

import pytest

from tests.catalogues import messages

# The "never" columns of the term bases, as far as no other term of the language uses the phrase.
NEVER = {
    "en": (
        "chronicle", "the desk", "book of articles", "digest", "reason of", "withdrawal reason", "stands for",
        "take the data", "what is in them", "show it on your site", "how to ask", "narrow the", "take off",
        "weak-sighted", "log in", "two-factor sign-in", "signed out there", "waits for me", "where the texts stand",
        "health of the record", "steps of the parties", "as of", "on that day", "says so outright", "family of",
        "what it produced", "in its course", "feed of whatever is new", "disagree about", "both stand", "remark",
        "bodies", "name form", "also written", "exactness", "passage", "literature", "sits in", "seat in",
        "contribution", "genre", "stated by", "speaks", "picture", "printed file",
    ),
    "ru": (
        "летопис", "хроник", "дайджест", "пересказ", "оглавлени", "пометк", "картинк", "сузить", "взять данные",
        "показать на своём сайте", "как спрашивать", "снимите", "веб-хук", "там вы вышли", "ждёт меня", "где тексты",
        "здоровье летописи", "шаги сторон", "форма имени", "место в совете", "пишется также", "выведено",
        "основано на", "семейств", "что из него вышло", "в его ходе", "лента всего", "стоят оба", "у нас", "жанр",
        "кто называет", "говорит", "понято", "напечатанный файл", "двухфакторный вход", "рубрик",
    ),
    "kk": ("жылнама", "шежіре", "әзірбайжан", "тіркелгі", "сұраныс", "түйме", "құпия сөз"),
    "az": ("salnamə", "altyazı", "iş masası", "xronika", "məcmuə", "qurğu", "çıxış et"),
}  # fmt: skip

# A value can end in any sound, so no ending of Kazakh or Azerbaijani fits all of them.
SUFFIXES = {
    "kk": r"[дтн][еа]н|[гқкғ][еа]|[дтн][ыі]ң?|[дтн]ың|[дтн]ің|[дт][еа]|[мбп]ен|[ыі]",
    "az": r"-(?:d[əa]n?|c[iıuü]|[əaiıuü]|n[iıuü]n|[iıuü]n)",
}


def texts(language: str) -> list[str]:
    """Return all texts of a language's catalogues, each plural form on its own."""
    found = [message.string for message in messages(language)]
    return [text for entry in found for text in ([entry] if isinstance(entry, str) else entry)]


@pytest.mark.parametrize("language", NEVER)
def test_no_text_uses_a_phrase_that_the_term_base_replaced(language: str) -> None:
    phrases = re.compile(r"\b(" + "|".join(map(re.escape, NEVER[language])) + ")", re.IGNORECASE)
    assert [text for text in texts(language) if phrases.search(text)] == []


@pytest.mark.parametrize("language", SUFFIXES)
def test_no_suffix_is_joined_to_a_value(language: str) -> None:
    joined = re.compile(rf"%\(\w+\)[sd]-?(?:{SUFFIXES[language]})\b")
    assert [text for text in texts(language) if joined.search(text)] == []


def test_azerbaijani_has_its_own_quotation_marks() -> None:
    assert [text for text in texts("az") if re.search(r"[«»]", text)] == []
