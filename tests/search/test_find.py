import datetime as dt
import random
from collections.abc import Sequence

import pytest

from editorial.search import index
from editorial.search.acronyms import build_acronyms
from editorial.search.dates import find_dates
from editorial.search.engine import MAX_WEIGHED
from editorial.search.entry import LANGUAGES, Facet, Passage, SearchEntry, Text
from editorial.search.fields_by_language import days_and_months
from editorial.search.models import SearchDocument, SynonymGroup, Term
from editorial.search.suggest import titles
from editorial.values.partial_dates import PartialDate
from tests.campaigns import mark_campaign

pytestmark = pytest.mark.django_db


def entry(key: str, title: str, **fields: object) -> SearchEntry:
    given = {"type": "event", "language": "ru", "path": f"/events/{key}/", "available_in": LANGUAGES} | fields
    return SearchEntry(key=key, title=title, **given)  # type: ignore[arg-type]


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def put(*entries: SearchEntry) -> None:
    for one in entries:
        index.index_entries([one])


def found(text: str, language: str = "ru", **chosen: Sequence[str]) -> list[str]:
    return [hit.document.key for hit in index.find(text, language=language, chosen=chosen).hits]


@pytest.mark.parametrize(
    "query", ["соглашение о транзите", "соглашениями", "транзит нефти", "СОГЛАШЕНИЮ", "soglashenie", "нефтью"]
)
def test_a_russian_word_is_found_in_any_form(query: str) -> None:
    put(entry("oil", "Соглашения о транзите нефти"), entry("grain", "Вывоз зерна"))
    assert found(query) == ["oil"]


@pytest.mark.parametrize("query", ["Токаев", "Токаева", "токаеву", "Tokayev", "tokaev", "Тоқаев", "Tokaev's"])
def test_a_name_is_found_in_either_script_and_any_case(query: str) -> None:
    put(entry("visit", "Визит Токаева в Баку"), entry("other", "Встреча послов"))
    assert found(query) == ["visit"]


@pytest.mark.parametrize("query", ["Əliyev", "Aliyev", "Алиев", "Eliyev", "алиева", "Әлиев"])
def test_azerbaijani_names_are_found_with_and_without_marks(query: str) -> None:
    put(entry("head", "Ильхам Алиев", names=[Text("İlham Əliyev", "az", is_name=True)]))
    assert found(query) == ["head"]


@pytest.mark.parametrize(
    ("language", "title", "query"),
    [
        ("kk", "Түркі мемлекеттерінің ынтымақтастығы", "ынтымақтастық"),
        ("kk", "Түркі мемлекеттерінің ынтымақтастығы", "турки ынтымактастык"),
        ("kk", "Каспий теңізінде", "тенизи"),
        ("kk", "Қазақстанның дәлізі", "Казакстан дализ"),
        ("az", "Orta Dəhlizin inkişafı", "orta dehliz"),
        ("az", "Xəzər dənizində əməkdaşlıq", "xezer denizi emekdasligi"),
        ("az", "Azərbaycanın nəqliyyatı", "Azerbaijan"),
        ("en", "Corridors and ports", "port corridor"),
        ("kk", "Газдың үлесі", "газ үлесі"),
        ("kk", "Мұнай қоры", "мұнай қорлары"),
        ("kk", "Мұнай қоры", "мұнайдың қорында"),
        ("kk", "Көлік орталығы", "көліктік орталық"),
        ("kk", "Қазақстандағы өндіріс", "Қазақстанның өндірісі"),
        ("kk", "Өзбекстанда", "Өзбекстан"),
        ("az", "Qazaxıstandakı azərbaycanlılar", "Qazaxıstanda"),
        ("az", "Küləyin payı", "külək payı"),
        ("az", "Qaz hasilatı", "qazın hasilatı"),
        ("az", "Yolun uzunluğu", "yol uzunluğu"),
    ],
)
def test_words_of_the_other_languages_are_found_in_other_forms(language: str, title: str, query: str) -> None:
    put(entry("it", title, language=language))
    assert found(query) == ["it"]


def test_a_phrase_matches_words_side_by_side_only() -> None:
    put(entry("near", "Каспийское море"), entry("far", "Море у каспийского берега"))
    assert found('"каспийское море"') == ["near"]
    assert sorted(found("каспийское море")) == ["far", "near"]


def test_a_phrase_does_not_reach_from_the_title_into_the_text() -> None:
    put(entry("split", "Форум в Астане", passages=[Passage("Саммит прошёл")]))
    assert found('"Астане саммит"') == []


def test_an_excluded_word_takes_documents_out() -> None:
    put(entry("baku", "Саммит в Баку"), entry("astana", "Саммит в Астане"))
    assert found("саммит -Баку") == ["astana"]
    assert found("-Баку") == []


def test_a_prefix_matches_what_begins_so() -> None:
    put(entry("rail", "Железнодорожный узел"), entry("iron", "Железная руда"))
    assert found("железнод*") == ["rail"]
    assert sorted(found("желез*")) == ["iron", "rail"]


@pytest.mark.parametrize("query", ["саммт", "самит", "сотрудничесво", "cотрудничиство"])
def test_a_mistyped_word_is_corrected(query: str) -> None:
    put(entry("it", "Сотрудничество на саммите"))
    results = index.find(query, language="ru")
    assert [hit.document.key for hit in results.hits] == ["it"]


def test_a_correction_is_reported() -> None:
    put(entry("it", "Сотрудничество на саммите"))
    assert index.find("сотрудничесво", language="ru").corrections == {"сотрудничесво": "сотрудничество"}


def test_when_no_document_has_all_words_those_with_most_come_first() -> None:
    put(entry("two", "Договор о союзничестве"), entry("one", "Договор аренды"))
    results = index.find("договор союзничество метеорология", language="ru")
    assert results.is_relaxed
    assert [hit.document.key for hit in results.hits] == ["two", "one"]


def test_the_title_outweighs_the_text_and_the_whole_title_outweighs_all() -> None:
    put(
        entry("text", "Хроника", passages=[Passage("Каспийский саммит. " * 5)]),
        entry("title", "Пятый каспийский саммит в Актау"),
        entry("whole", "Каспийский саммит"),
    )
    assert found("каспийский саммит") == ["whole", "title", "text"]


def test_facets_count_the_results_and_narrow_them() -> None:
    energy = Facet("topic", "energy", {"ru": "Энергетика", "en": "Energy"})
    put(
        entry("a", "Саммит", facets=[energy], date=dt.date(2022, 1, 1)),
        entry("b", "Саммит", date=dt.date(2023, 1, 1)),
        entry("c", "Форум", facets=[energy], date=dt.date(2023, 1, 1)),
    )
    facets = index.find("саммит", language="en").facets
    assert [(one.label, one.count) for one in facets["topic"]] == [("Energy", 1)]
    assert [(one.value, one.count) for one in facets["year"]] == [("2022", 1), ("2023", 1)]
    assert found("саммит", year=["2023"]) == ["b"]
    assert sorted(found("", topic=["energy"])) == ["a", "c"]


def test_a_snippet_marks_the_words_and_names_the_passage() -> None:
    passages = [Passage("Введение о работе.", "p1"), Passage("О транзите нефти договорились в Баку.", "p2")]
    put(entry("it", "Отчёт", passages=passages))
    snippet = index.find("транзит нефть", language="ru").hits[0].snippet
    assert snippet.anchor == "p2"
    assert [piece.text for piece in snippet.pieces if piece.marked] == ["транзите", "нефти"]


@pytest.mark.parametrize("text", ["Ь — знак. О транзите нефти.", "石油 по транзиту", "Знак «ъ»: транзит"])
def test_a_word_is_marked_beside_one_that_is_not_indexed(text: str) -> None:
    put(entry("it", text, passages=[Passage(text, "p1")]))
    hit = index.find("транзитом", language="ru").hits[0]
    for pieces in (hit.title, hit.snippet.pieces):
        assert [piece.text[:7] for piece in pieces if piece.marked] == ["транзит"]


@pytest.mark.parametrize(
    "query",
    mark_campaign(
        ["саммит", "саммит нефть", "нефти саммита Баку дорога", "отчёт саммит", '"саммит в Баку"'],
        fast=["саммит нефть"],
    ),
)
def test_pages_of_any_size_have_one_order(query: str) -> None:
    chance = random.Random(14)  # noqa: S311  (the same texts each time)
    words = "саммит нефть Баку дорога зерно культура в отчёт порт".split()
    text = lambda length: " ".join(chance.choices(words, k=length))  # noqa: E731
    index.rebuild(
        entry(f"text-{number}", text(3), passages=[Passage(text(9), f"p{place}") for place in range(4)])
        for number in range(MAX_WEIGHED + 30)
    )
    whole = [hit.document.key for hit in index.find(query, language="ru", page_size=1_000).hits]
    pages = [index.find(query, language="ru", page=page, page_size=7).hits for page in range(1, 30)]
    assert [hit.document.key for hits in pages for hit in hits] == whole


def test_each_site_language_shows_an_object_once() -> None:
    index.index_entries(
        [
            entry("t", "Энергетика", available_in=("ru", "kk", "az")),
            entry("t", "Energy", language="en", available_in=("en",), names=[Text("Энергетика", "ru")]),
        ]
    )
    hits = index.find("энергетика", language="en").hits
    assert [hit.document.title for hit in hits] == ["Energy"]


def test_putting_again_replaces_and_dropping_leaves_nothing() -> None:
    put(entry("it", "Первый саммит"))
    put(entry("it", "Второй форум", date=dt.date(2024, 5, 1)))
    assert (found("саммит"), found("форум")) == ([], ["it"])
    index.remove("event", "it")
    assert found("форум") == []
    assert not SearchDocument.objects.exists()
    assert not Term.objects.filter(documents__gt=0).exists()


def test_a_rebuilt_index_answers_as_one_that_was_put() -> None:
    entries = [entry("a", "Саммит в Баку"), entry("b", "Форум в Астане")]
    put(entry("gone", "Саммит"))
    assert index.rebuild(entries) == 2
    assert found("саммит") == ["a"]
    counts = dict(Term.objects.values_list("term", "documents"))
    put(*entries)
    assert dict(Term.objects.filter(documents__gt=0).values_list("term", "documents")) == counts


@pytest.mark.parametrize(
    "query",
    ["", "   ", '"', '""', "-", "*", "' OR 1=1 --", "NEAR(a b)", "a:b", "\x00", "()&|!<->", "ё" * 500],
)
def test_nothing_that_a_reader_types_fails(query: str) -> None:
    put(entry("it", "Саммит"))
    index.find(query, language="ru")


def test_a_number_is_found_whatever_follows_it() -> None:
    put(entry("visit", "Визит", keywords=[Text("2005-03 12 XII", "ru")]), entry("other", "Другой визит"))
    for text in ("визит 2005 года", "визит в 2005 г.", "12-й визит", "XII визит", "2005-ci il"):
        assert found(text) == ["visit"], text


def test_a_body_and_a_route_are_found_by_their_initials() -> None:
    put(entry("railway", "Открытие дороги Баку - Тбилиси - Карс"), entry("other", "Открытие дороги"))
    assert found("БТК") == ["railway"]
    assert [text.text for text in build_acronyms([Text("Высший межгосударственный совет", "ru")])] == ["ВМС"]
    assert "ТМТМ" in {
        text.text
        for text in build_acronyms(
            [Text("Ассоциация «Транскаспийский международный транспортный маршрут»", "ru")]
        )
    }


def test_few_answers_are_followed_by_those_of_some_of_the_words() -> None:
    put(
        entry("all", "Буровая на море"),
        entry("some", "Буровая"),
        entry("common", "О море"),
        entry("sea", "Море"),
    )
    results = index.find("буровая море", language="ru")
    assert [hit.document.key for hit in results.hits] == ["all", "some"]
    assert (results.is_filled, results.is_relaxed) == (True, False)
    assert found('"буровая на море"') == ["all"]


@pytest.mark.parametrize("query", ["njrftd", "NJRFTD", "rfcgbq njrftd"])
def test_a_word_typed_in_the_wrong_layout_is_read_in_the_other(query: str) -> None:
    put(entry("visit", "Токаев и Каспий"), entry("other", "Встреча послов"))
    assert found(query) == ["visit"]
    assert index.find(query, language="ru").corrections[query].endswith("токаев")


def test_a_latin_word_typed_in_the_russian_layout_is_read_in_latin() -> None:
    put(entry("oil", "SOCAR"))
    assert found("ыщсфк") == ["oil"]


@pytest.mark.parametrize("query", ["ТМТМ", "АБР", "в МЭА"])
def test_a_known_word_is_never_read_in_the_other_layout(query: str) -> None:
    put(entry("short", "ТМТМ, АБР, МЭА"), entry("keys", "f,h"))
    assert found(query) == ["short"]


@pytest.mark.parametrize("query", ["среднийкоридор", "средний ко ридор", "средни й коридор"])
def test_words_run_together_or_apart_are_found(query: str) -> None:
    put(entry("corridor", "Средний коридор"), entry("other", "Встреча послов"))
    assert found(query) == ["corridor"]


def test_a_word_put_together_from_beginnings_is_found_by_its_whole_words() -> None:
    put(entry("ministry", "Министерство энергетики"), entry("other", "Министр"))
    assert found("Минэнерго") == ["ministry"]


@pytest.mark.parametrize("query", ["тегеранский саммит", "саммит в Тегеране", "тегеранского саммита"])
def test_an_adjective_made_from_a_place_finds_the_place(query: str) -> None:
    put(entry("tehran", "Саммит", keywords=[Text("Тегеран", "ru")]), entry("other", "Саммит"))
    assert found(query)[0] == "tehran"


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Запасы газа", "газовые запасы"),
        ("Доля солнца в выработке", "солнечная выработка"),
        ("Потенциал ветра", "ветряной потенциал"),
        ("Нефть и уголь", "угольный"),
        ("Ремонт дорог", "дорожный ремонт"),
    ],
)
def test_an_adjective_finds_the_noun_that_it_is_made_from(title: str, query: str) -> None:
    put(entry("it", title), entry("other", "Встреча послов"))
    assert found(query) == ["it"]


def test_the_adjective_itself_goes_before_the_noun_that_it_is_made_from() -> None:
    put(entry("noun", "Коридор для газа"), entry("adjective", "Газовый коридор"))
    assert found("газовый коридор") == ["adjective", "noun"]


def test_a_short_name_in_cyrillic_letters_keeps_its_last_vowel() -> None:
    put(entry("it", "Агентство", names=[Text("KOBIA", "en", is_name=True)]))
    assert found("КОБИА") == ["it"]


def test_a_word_is_never_taken_for_an_ending_of_the_word_before_it() -> None:
    put(entry("it", "Сианьдағы орталық", language="kk"), entry("other", "Абай орталығы", language="kk"))
    assert found("орталық Сиань", "kk")[0] == "it"


def test_what_has_a_rare_word_in_its_title_is_weighed_however_many_have_a_common_one() -> None:
    common = [entry(f"common-{number}", "Визит", weight=5) for number in range(MAX_WEIGHED + 1)]
    index.rebuild([*common, entry("rare", "Запасы газа", weight=1)])
    assert found("запасы визит метеорология")[0] == "rare"


def test_few_answers_are_followed_by_those_with_words_of_the_same_root() -> None:
    put(
        entry("text", "Предисловие", passages=[Passage("Декларация и дружба.")]),
        entry("title", "Декларация о дружественных отношениях"),
        *(entry(f"other-{number}", "Декларация") for number in range(3)),
    )
    assert "title" in found("декларация о дружбе")


@pytest.mark.parametrize("query", ["zelenaya", "zelenoi energii", "konventsii o zelenoy energii"])
def test_russian_in_latin_letters_is_found_in_any_form(query: str) -> None:
    put(entry("green", "Конвенция о зелёной энергии"), entry("other", "Железная дорога"))
    assert found(query) == ["green"]


@pytest.mark.parametrize(
    ("language", "query"), [("en", "China"), ("az", "Çin"), ("kk", "Қытай"), ("en", "GDP")]
)
def test_a_country_and_a_common_short_name_are_found_by_their_names_in_the_other_languages(
    language: str, query: str
) -> None:
    put(entry("china", "ВВП Китая"), entry("other", "ВНП Ирана"))
    assert found(query, language) == ["china"]


def test_a_question_word_puts_what_it_asks_for_first() -> None:
    put(
        entry("visit", "Визит президента Казахстана"),
        entry("tokaev", "Токаев", type="expert", keywords=[Text("Президент Казахстана", "ru")]),
    )
    assert found("президент Казахстана")[0] == "visit"
    assert found("кто президент Казахстана")[0] == "tokaev"


def test_the_little_word_before_a_name_tells_where_from_and_where_to() -> None:
    put(
        entry("from", "Экспорт Казахстана в Азербайджан"),
        entry("to", "Экспорт Азербайджана в Казахстан"),
    )
    assert found("экспорт в Казахстан")[0] == "to"
    assert found("экспорт в Азербайджан")[0] == "from"


def test_a_word_found_too_rarely_is_followed_by_words_of_its_root() -> None:
    put(entry("tourism", "Туризм"), entry("tourists", "Число туристов"), entry("other", "Транспорт"))
    assert found("турист") == ["tourists", "tourism"]


def test_a_word_of_the_dictionary_is_not_taken_for_a_slip() -> None:
    put(entry("visited", "Побывали в Баку"), entry("other", "Встреча"))
    assert found("добывали") == []
    assert found("побываали") == ["visited"]


def test_a_word_that_only_readers_of_another_language_find_is_corrected() -> None:
    put(
        entry("tokaev", "Визит Токаева"),
        entry("kazakh", "Ұлы Такаев", language="kk", available_in=["kk"]),
    )
    assert found("Такаев") == ["tokaev"]


@pytest.mark.parametrize(
    "query",
    [
        "11 марта 2024",
        "11 марта 2024 года",
        "11-го марта 2024 г.",
        "11 March 2024",
        "March 11th, 2024",
        "11 Mar 2024",
        "2024-03-11",
        "11.03.2024",
        "2024 жылғы 11 наурыз",
        "2024 ж. 11 наурызда",
        "2024 жылгы 11 наурыз",
        "11 mart 2024",
        "11 mart 2024-cü il",
        "2024-cü ilin 11 martında",
        "визит 11 марта 2024",
        "10–12 марта 2024",
    ],
)
def test_a_day_is_found_in_whatever_form_it_is_typed(query: str) -> None:
    put(
        entry("visit", "Визит в Баку", keywords=days_and_months(day("2024-03-11"), day("2024-03-12"))),
        entry("other", "Визит в Астану", keywords=days_and_months(day("2023-03-11"))),
        entry("text", "Статья", type="article", passages=[Passage("В 2024 году, а 11 мая и марта 3 раза.")]),
    )
    assert found(query)[0] == "visit"
    assert "text" not in found(query)


def test_each_day_of_a_period_finds_it_and_a_day_without_anything_its_month() -> None:
    put(entry("summit", "Саммит", keywords=days_and_months(day("2025-10-06"), day("2025-10-08"))))
    assert found("7 октября 2025") == ["summit"]
    results = index.find("19 октября 2025", language="ru")
    assert [hit.document.key for hit in results.hits] == ["summit"]
    assert results.is_relaxed
    assert found("19 октября 2024") == []


def test_a_day_that_a_text_writes_out_is_found_after_what_is_dated_so() -> None:
    put(
        entry("text", "Статья", passages=[Passage("Подписано 11 марта 2024 года в Баку.")], weight=7),
        entry("visit", "Визит", keywords=days_and_months(day("2024-03-11"))),
    )
    assert found("11 March 2024") == ["visit", "text"]


def test_a_date_in_quotes_stays_a_phrase() -> None:
    put(
        entry("text", "Статья", passages=[Passage("Подписано 11 марта 2024 года в Баку.")]),
        entry("visit", "Визит", keywords=days_and_months(day("2024-03-11"))),
    )
    assert found('"11 марта 2024"') == ["text"]


@pytest.mark.parametrize("query", ["2024-2025", "31 февраля 2024", "11 марта", "в мае 5 2024 лет"])
def test_what_is_no_day_is_read_as_words(query: str) -> None:
    assert find_dates(query) == []


def corridor_synonyms() -> None:
    SynonymGroup.objects.create(
        name="Corridor", words_ru="Средний коридор\nсрединный коридор\nТМТМ", words_az="Orta Dəhliz"
    )


@pytest.mark.parametrize(
    "query", ["срединный коридор", "ТМТМ", "среднего коридора", "orta dehliz", '"средний коридор"']
)
def test_synonyms_of_editors_are_found_for_each_other(query: str) -> None:
    put(
        entry("old", "Развитие срединного коридора"),
        entry("new", "Дорожная карта Среднего коридора"),
        entry("short", "Встреча ТМТМ"),
        entry("az", "Orta Dəhlizin inkişafı", language="az"),
        entry("other", "Южный газовый коридор"),
    )
    before = set(found(query))
    corridor_synonyms()
    assert set(found(query)) >= {"old", "new", "short", "az"} > before
    assert "other" not in found(query)


def test_words_of_a_phrase_with_synonyms_may_stand_apart_and_other_words_still_count() -> None:
    corridor_synonyms()
    put(entry("apart", "Срединный транспортный коридор"), entry("map", "Дорожная карта ТМТМ"))
    assert set(found("срединный коридор")) == {"apart", "map"}
    assert found("срединный коридор дорожная карта")[0] == "map"


def test_a_title_is_shown_in_the_language_of_the_page() -> None:
    put(entry("text", "Средние державы", titles={"en": "Middle powers", "ru": "Иначе"}))
    (hit,) = index.find("средние державы", language="en").hits
    assert (hit.document.title_in("en").text, hit.title_language) == ("Middle powers", "en")
    (hit,) = index.find("middle powers", language="az").hits or index.find("державы", language="az").hits
    assert (hit.document.title_in("az").text, hit.title_language) == ("Средние державы", "ru")
    assert [one.title for one in titles("средние", language="en")] == ["Middle powers"]
