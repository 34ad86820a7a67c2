"""Numbers with their units as each language writes them: plural forms, ordinals, cases after "more than".

The forms of a unit in a language are patterns with the number inside, by the plural category of CLDR ("one", "few",
"many", "other") and, where a noun after a number is declined, by case: `{"one": "{n} год", "few": "{n} года", …}`.
`{nth}` is the number as an ordinal. Languages without a table here have plural categories only.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel import Locale
from babel.numbers import format_decimal
from babel.plural import PluralRule

NUMBER, ORDINAL = "{n}", "{nth}"
BARE = {"other": NUMBER}
Forms = Mapping[str, str]


class Phrase(NamedTuple):
    """A qualifier with the value inside; `plain` is for a value that has not the form of its case."""

    pattern: str
    form: str = ""
    plain: str = ""


class Grammar(NamedTuple):
    """Plural forms: a number and the noun after it."""

    qualifiers: Mapping[str, Phrase]
    cases: tuple[str, ...] = ()  # forms of the noun beside the plural ones, which editors are asked for
    genitive: Mapping[str, str] = {}  # of the plural forms: the one that is the genitive of another
    is_declined_by_number: bool = True


GRAMMARS: Mapping[str, Grammar] = {
    "en": Grammar(
        {
            "approx": Phrase("about {}"),
            "more_than": Phrase("more than {}"),
            "less_than": Phrase("less than {}"),
            "at_least": Phrase("at least {}"),
            "up_to": Phrase("up to {}"),
        }
    ),
    "ru": Grammar(
        {
            "approx": Phrase("около {}", "genitive"),
            "more_than": Phrase("более {}", "genitive"),
            "less_than": Phrase("менее {}", "genitive"),
            "at_least": Phrase("не менее {}", "genitive"),
            "up_to": Phrase("до {}", "genitive"),
        },
        # 1 год, 1,5 года: more than 1 года; 2 года, 5 лет: more than 2 лет
        genitive={"one": "other", "few": "many"},
    ),
    "kk": Grammar(
        {
            "approx": Phrase("шамамен {}"),
            "more_than": Phrase("{} артық", "ablative", "мынадан артық: {}"),
            "less_than": Phrase("{} кем", "ablative", "мынадан кем: {}"),
            "at_least": Phrase("кемінде {}"),
            "up_to": Phrase("{} дейін", "dative", "көп дегенде {}"),
        },
        cases=("ablative", "dative"),
        is_declined_by_number=False,
    ),
    "az": Grammar(
        {
            "approx": Phrase("təxminən {}"),
            "more_than": Phrase("{} çox", "ablative", "bundan çox: {}"),
            "less_than": Phrase("{} az", "ablative", "bundan az: {}"),
            "at_least": Phrase("ən azı {}"),
            "up_to": Phrase("{}", "terminative", "ən çoxu {}"),
        },
        cases=("ablative", "terminative"),
        is_declined_by_number=False,
    ),
}
# Turkic numerals by the last word read aloud: units, tens, hundred, thousand, million, milliard, trillion.
NUMERALS = {
    "az": (
        "sıfır bir iki üç dörd beş altı yeddi səkkiz doqquz".split(),
        "on iyirmi otuz qırx əlli altmış yetmiş səksən doxsan".split(),
        ("yüz", "min", "milyon", "milyard", "trilyon"),
    ),
    "kk": (
        "нөл бір екі үш төрт бес алты жеті сегіз тоғыз".split(),
        "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан".split(),
        ("жүз", "мың", "миллион", "миллиард", "триллион"),
    ),
}
VOWELS = {"az": ("aıou", "eəiöü"), "kk": ("аоұыуя", "әеөүіиэю")}  # back, front
AZ_ORDINAL = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "ə": "i", "i": "i", "ö": "ü", "ü": "ü"}
KK_NASAL, KK_VOICELESS = "мнң", "бвгғдкқпстфхцчшщһ"
KK_FRONT_WORDS = ("елу",)  # its last vowel is neutral, its first one decides
ENGLISH_ORDINAL = {"one": "st", "two": "nd", "few": "rd", "other": "th"}


@cache
def _locale(language: str) -> Locale:
    # British English puts the day first; Azerbaijani and Kazakh group digits by a space, as their statistics do.
    return Locale.parse({"en": "en_GB", "az": "kk"}.get(language, language))


@cache
def _plural_rule(language: str) -> PluralRule:
    return Locale(language).plural_form


def format_number(value: Decimal, language: str) -> str:
    """Return a number as a language writes it: 1 234,5 or 1,234.5, with a true minus."""
    written = format_decimal(value.normalize(), format="#,##0.######", locale=_locale(language))
    return written.replace("-", "\N{MINUS SIGN}")


def format_ordinal(value: Decimal, language: str) -> str:
    """Return a number with the ending of an ordinal: 28th, 28-ci; the bare number where the noun decides the ending."""
    written = format_number(value, language)
    if value != value.to_integral_value():
        return written
    if language == "en":
        return written + ENGLISH_ORDINAL[Locale("en").ordinal_form(int(value))]
    if language == "az":
        return f"{written}-c{AZ_ORDINAL[_last_vowel(last_numeral(value, 'az'), 'az')]}"
    return written


def last_numeral(value: Decimal, language: str) -> str:
    """Return the word that a number ends with when it is read aloud in Azerbaijani or Kazakh: 463,3 ends with "three"."""
    units, tens, powers = NUMERALS[language]
    whole, _, fraction = f"{abs(value).normalize():f}".partition(".")
    digits = (fraction or whole).lstrip("0")
    if not digits:
        return units[0]
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == 0:
        return units[int(digits[-1])]
    if zeros == 1:
        return tens[int(digits[-2]) - 1]
    return powers[0] if zeros == 2 else powers[min(zeros // 3, 4)]


def decline_number(value: Decimal, case: str, language: str) -> str:
    """Return a number with the ending of a case: 500-dən, 500-ден, 40-қа. Empty where the language has none."""
    written = format_number(value, language)
    if language == "az":
        if case == "terminative":
            return f"{written}-dək"
        is_back = _last_vowel(last_numeral(value, "az"), "az") in VOWELS["az"][0]
        return f"{written}-{'dan' if is_back else 'dən'}"
    if language == "kk":
        return f"{written}-{_kazakh_ending(last_numeral(value, 'kk'), case)}"
    return ""


def _kazakh_ending(word: str, case: str) -> str:
    is_back = word not in KK_FRONT_WORDS and _last_vowel(word, "kk") in VOWELS["kk"][0]
    is_voiceless = word[-1] in KK_VOICELESS
    if case == "dative":
        return ("қа" if is_back else "ке") if is_voiceless else ("ға" if is_back else "ге")
    first = "т" if is_voiceless else "н" if word[-1] in KK_NASAL else "д"
    return first + ("ан" if is_back else "ен")


def _last_vowel(word: str, language: str) -> str:
    return next(letter for letter in reversed(word) if letter in "".join(VOWELS[language]))


@cache
def form_names(language: str) -> tuple[str, ...]:
    """Return the forms that a unit may have in a language: plural categories, then cases."""
    grammar = GRAMMARS.get(language)
    if grammar and not grammar.is_declined_by_number:
        return ("other", *grammar.cases)
    plural = [tag for tag in ("zero", "one", "two", "few", "many") if tag in _plural_rule(language).tags]
    return (*plural, "other", *(grammar.cases if grammar else ()))


def sample_numbers(form: str, language: str) -> list[Decimal]:
    """Return numbers that are followed by a plural form of a language, three at most."""
    rule = _plural_rule(language)
    whole = [Decimal(number) for number in range(1, 40) if rule(number) == form][:3]
    return whole or [number for number in map(Decimal, ("1.5", "0.5", "1000000")) if rule(number) == form][:1]


def write_quantity(
    values: Sequence[Decimal],
    language: str,
    forms: Forms = BARE,
    *,
    qualifier: str = "",
    forms_language: str = "",
) -> str:
    """Return a value, or the two ends of a range, with its unit and qualifier: «более 500 млн долл.».

    `forms` are those of the unit, in `forms_language` where the unit has none in the language of the text.
    """
    in_language = forms_language or language
    forms = forms or BARE
    phrase = _phrase(qualifier, language)
    category = _plural_category(values, in_language)
    if phrase is None:
        return _fill(_pattern(forms, category), values, language)
    if not phrase.form or in_language != language:
        return (phrase.plain or phrase.pattern).replace(
            "{}", _fill(_pattern(forms, category), values, language)
        )
    if phrase.form == "genitive":
        category = GRAMMARS[language].genitive.get(category, category)
        return phrase.pattern.replace("{}", _fill(_pattern(forms, category), values, language))
    if declined := forms.get(phrase.form):
        return phrase.pattern.replace("{}", _fill(declined, values, language))
    if (pattern := _pattern(forms, category)).endswith(NUMBER):
        ending = decline_number(values[-1], phrase.form, language)
        return phrase.pattern.replace("{}", _fill(pattern, values, language, last=ending))
    return phrase.plain.replace("{}", _fill(pattern, values, language))


def _phrase(qualifier: str, language: str) -> Phrase | None:
    if not qualifier:
        return None
    return GRAMMARS.get(language, GRAMMARS["en"]).qualifiers[qualifier]


def _plural_category(values: Sequence[Decimal], language: str) -> str:
    if len(values) > 1 and language == "en":
        return "other"
    return _plural_rule(language)(Decimal(f"{abs(values[-1]).normalize():f}"))


def _pattern(forms: Forms, category: str) -> str:
    return forms.get(category) or forms.get("other") or next(iter(forms.values()), NUMBER)


def _fill(pattern: str, values: Sequence[Decimal], language: str, *, last: str = "") -> str:
    def joined(written: Iterable[str]) -> str:
        return "–".join(written)

    if ORDINAL in pattern:
        figure, mark = joined(format_ordinal(value, language) for value in values), ORDINAL
    else:
        parts = [format_number(value, language) for value in values]
        figure, mark = joined([*parts[:-1], last or parts[-1]]), NUMBER
    spaced = pattern.replace(f"{mark} ", f"{mark}\N{NO-BREAK SPACE}").replace(
        f" {mark}", f"\N{NO-BREAK SPACE}{mark}"
    )
    return spaced.replace(mark, figure)
