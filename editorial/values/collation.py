"""Alphabetical order in each of the four languages, the same on every database."""

from django.utils.translation import get_language

ALPHABETS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
_PLACES = {
    language: {letter: turn for turn, letter in enumerate(letters)} for language, letters in ALPHABETS.items()
}


def alphabetical(text: str, language: str | None = None) -> list[int]:
    """Return the key by which a text sorts in a language: its own letters first, then those of others."""
    code = language or get_language() or "ru"
    places = _PLACES.get(code, _PLACES["en"])
    # İ and I are two letters in Azerbaijani.
    lowered = (text.replace("İ", "i").replace("I", "ı") if code == "az" else text).lower()
    return [places.get(letter, 1000 + ord(letter)) for letter in lowered if letter.isalnum() or letter == " "]
