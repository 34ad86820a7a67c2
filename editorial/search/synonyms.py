"""Words that mean the same: countries by their names in the four languages, and what everybody shortens."""

from functools import lru_cache

from editorial.search.entry import LANGUAGES
from editorial.search.stemmer import get_term, words
from editorial.values.countries import COUNTRIES, country_name

SHORTENED = """
ru ВВП | en GDP | az ÜDM | kk ЖІӨ | ru валовой внутренний продукт | en gross domestic product | az ümumi daxili məhsul
ru ВИЭ | ru возобновляемая энергия | en renewable energy | az bərpa olunan enerji | kk жаңартылатын энергия
ru ИИ | ru искусственный интеллект | en artificial intelligence | az süni intellekt | kk жасанды интеллект
ru ВНП | en GNP | ru валовой национальный продукт | en gross national product
ru ИКТ | en ICT | az İKT | ru информационно-коммуникационные технологии
ru МСБ | en SME | az KOB | kk ШОБ | ru малый и средний бизнес | az kiçik və orta biznes | kk шағын және орта бизнес
ru ПИИ | en FDI | ru прямые инвестиции | ru прямые иностранные инвестиции | en direct investment
ru СНГ | en CIS | az MDB | kk ТМД | ru Содружество Независимых Государств
ru США | en USA | en US | az ABŞ | kk АҚШ | ru Соединённые Штаты | en United States
ru ОАЭ | en UAE | az BƏƏ | kk БАӘ | ru Объединённые Арабские Эмираты | en United Arab Emirates
ru КНР | en PRC | ru Китай | en China | az Çin | kk Қытай
ru военный | ru оборона | ru оборонный | en defence | en military | az müdafiə | az hərbi | kk қорғаныс | kk әскери
ru груз | ru перевозка | en cargo | en freight | az yük | az yükdaşıma | kk жүк
ru инвестиция | ru вложение | en investment | az investisiya | az sərmayə | kk инвестиция
ru экспорт | ru вывоз | en export | az ixrac
ru импорт | ru ввоз | en import | az idxal
ru РФ | ru Россия | en Russia | az Rusiya | kk Ресей
"""


def synonyms_of(terms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return what else is meant by a word that may stand for the terms: words and phrases, as their terms."""
    known = _meanings()
    found = dict.fromkeys(other for term in terms for other in known.get(term, ()))
    return tuple(other for other in found if other not in {(term,) for term in terms})


@lru_cache(maxsize=1)
def _meanings() -> dict[str, tuple[tuple[str, ...], ...]]:
    meanings: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in [*_countries(), *_shortened()]:
        for terms in row:
            if len(terms) == 1:
                meanings[terms[0]] = (*meanings.get(terms[0], ()), *row)
    return meanings


def _countries() -> list[list[tuple[str, ...]]]:
    names = ([(country_name(code, language), language) for language in LANGUAGES] for code in COUNTRIES)
    rows = ([_terms(name, language) for name, language in row] for row in names)
    return [[terms for terms in dict.fromkeys(row) if len(terms) == 1] for row in rows]


def _shortened() -> list[list[tuple[str, ...]]]:
    rows = (line.split(" | ") for line in SHORTENED.strip().splitlines())
    return [[_terms(name[3:], name[:2]) for name in row] for row in rows]


def _terms(name: str, language: str) -> tuple[str, ...]:
    return tuple(get_term(word.text, language) for word in words(name))
