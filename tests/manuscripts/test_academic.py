"""An academic article: abstracts, keywords, numbered citations, narrow lines."""

from itertools import zip_longest
from typing import Any

import pytest

from editorial.manuscripts.cli_output import to_json
from editorial.manuscripts.readers.plain_text import read_text
from tests.manuscripts.laying_out import wrap

ABSTRACTS = {
    "ru": "В статье рассматриваются особенности речной политики трёх соседних областей после реформы 2020 года. Автор показывает, что торгово-экономическое взаимодействие опирается на старые договоры.",
    "kk": "Мақалада 2020 жылғы реформадан кейінгі көрші облыстардың өзен саясатының ерекшеліктері қарастырылады. Автор порттарды басқарудың жаңа үлгісін ұсынады.",
    "en": "The article deals with the river policy of three neighbouring regions after the reform of 2020. The author proposes a new model of port management.",
}
KEYWORDS = {
    "ru": ["речная политика", "порты", "торгово-экономическое сотрудничество", "Каспий"],
    "kk": ["өзен саясаты", "порттар", "қауіпсіздік", "Каспий"],
    "en": ["river policy", "ports", "trade cooperation", "Caspian Sea"],
}
LABELS = {
    "ru": ("Аннотация", "Ключевые слова"),
    "kk": ("Аңдатпа", "Түйін сөздер"),
    "en": ("Abstract", "Keywords"),
}
BODY = [
    ("Введение", "Речная политика давно стала предметом научных споров [1, с. 5]. Одни исследователи считают её продолжением торговой политики [2]."),
    ("Материалы и методы исследования", "В работе использованы статистические данные портовых управлений. Сравнительный анализ позволил выявить общие тенденции [3, p. 12-14]."),
    ("Выводы", "Таким образом, речная политика трёх областей развивается в сторону координации, и это видно по числу договоров."),
]  # fmt: skip
REFERENCES = [
    "Иванов П.А. Речные пути и политика // Вестник транспорта. – 2019. – № 3. – С. 5-17.",
    "Smith J. Rivers and Trade. London: Routledge, 2018. 240 p.",
]


def article(width: int, *, blank: bool, title: bool, references: bool) -> dict[str, Any]:
    gap = [""] if blank else []
    lines: list[str] = []
    if title:
        lines += [
            "УДК 327.7",
            "",
            "РЕЧНАЯ ПОЛИТИКА СОСЕДНИХ ОБЛАСТЕЙ:",
            "НОВЫЕ ВЫЗОВЫ",
            "",
            "Кравцов П.И.",
            "",
        ]
        lines += [
            "доктор политических наук, профессор Северного университета",
            "г. Тверь, e-mail: kravtsov@river.example",
            "",
        ]
    for language, (abstract, keywords) in LABELS.items():
        lines += wrap(f"{abstract}. {ABSTRACTS[language]}", width) + gap
        lines += wrap(f"{keywords}: {', '.join(KEYWORDS[language])}.", width) + gap
    for heading, text in BODY:
        lines += ["", heading, *gap, *wrap(text, width), *gap]
    if references:
        lines += ["", "Список литературы", ""]
        for number, text in enumerate(REFERENCES, 1):
            lines += wrap(f"{number}. {text}", width)
    found: dict[str, Any] = to_json(read_text("\n".join(lines).encode()))["articles"][0]
    return found


@pytest.mark.parametrize("width", [44, 52, 66, 90])
@pytest.mark.parametrize("blank", [True, False])
def test_abstracts_and_keywords_are_distinguished_by_language(width: int, blank: bool) -> None:
    found = article(width, blank=blank, title=False, references=False)
    assert found["abstracts"] == ABSTRACTS
    assert found["keywords"] == KEYWORDS
    assert found["genre"] == "research_article"
    assert found["headings"] == [heading for heading, _text in BODY]
    assert found["paragraphs"] == [text for _heading, text in BODY]


def test_the_head_gives_title_author_degree_and_place_of_work() -> None:
    found = article(70, blank=True, title=True, references=True)
    assert found["title"] == "РЕЧНАЯ ПОЛИТИКА СОСЕДНИХ ОБЛАСТЕЙ: НОВЫЕ ВЫЗОВЫ"
    assert found["authors"] == [
        {
            "name": "Кравцов П. И.",
            "position": "профессор Северного университета",
            "role": "author",
            "degree": "доктор политических наук",
        }
    ]


def test_citations_keep_their_pages_and_the_words_before_them() -> None:
    found = article(48, blank=True, title=False, references=False)
    assert [each["marker"] for each in found["citations"]] == ["[1, с. 5]", "[2]", "[3, p. 12-14]"]
    assert found["citations"][0]["before"].endswith("предметом научных споров")


def test_the_list_of_references_is_no_text_and_no_zone_of_notes() -> None:
    found = article(60, blank=True, title=True, references=True)
    assert found["footnotes"] == []
    assert not any("Routledge" in text for text in found["paragraphs"])


def test_a_citation_at_the_start_of_a_line_goes_on_with_its_sentence() -> None:
    text = "Введение\nПо мнению наблюдателей, ме-\nханизмы прошлых лет устарели\n[3, с. 14-15; 4]. Нужны новые\nформы работы.\n"
    read = to_json(read_text(text.encode()))["articles"][0]
    assert read["headings"] == ["Введение"]
    assert read["paragraphs"][0].startswith(
        "По мнению наблюдателей, механизмы прошлых лет устарели [3, с. 14-15; 4]."
    )


def test_numbers_at_the_names_say_who_works_where() -> None:
    head = [
        "МРНТИ 11.25.47",
        "",
        "П.И. Кравцов*1, А.К. Сеитова1,2",
        "1 Институт речной политики, Тверь, Россия",
        "2 Академия портов, Актау, Казахстан",
        "*E-mail: kravtsov@river.example",
        "",
        "РЕЧНАЯ ПОЛИТИКА: НОВЫЕ ВЫЗОВЫ",
        "",
    ]
    body = [line for heading, text in BODY for line in (heading, *wrap(text, 60), "")]
    found = to_json(read_text("\n".join(head + body).encode()))["articles"][0]
    assert [(author["name"], author["position"]) for author in found["authors"]] == [
        ("П. И. Кравцов", "Институт речной политики, Тверь, Россия"),
        ("А. К. Сеитова", "Институт речной политики, Тверь, Россия, Академия портов, Актау, Казахстан"),
    ]
    assert found["title"] == "РЕЧНАЯ ПОЛИТИКА: НОВЫЕ ВЫЗОВЫ"


def test_a_numbered_part_is_a_heading_and_no_note() -> None:
    lines = [
        *("П.И. Кравцов1", "1 Институт речной политики, Тверь, Россия", "", "Новые вызовы рек", ""),
        *("Обсуждение", "1. Правовая основа"),
        *wrap("Договор 2018 года закрепил правила судоходства, и суда ходят по ним доныне [5, p. 7].", 50),
        *("", "2. Грузы", *wrap("Грузы растут год от года, как показывают отчёты портов [2, с. 15].", 50)),
    ]
    found = to_json(read_text("\n".join(lines).encode()))["articles"][0]
    assert found["footnotes"] == []
    assert found["headings"] == ["Обсуждение", "1. Правовая основа", "2. Грузы"]
    assert len(found["citations"]) == 2


def test_rows_of_cells_right_under_a_title_are_a_table() -> None:
    lines = [
        *wrap("Перевозки растут второй год подряд, и порты едва справляются с ними.", 50),
        "",
        "Таблица 1 – Перевозки, тыс. т",
        "Год    Актау    Баку",
        "2021   3120     4410",
        "2022   3380     4725",
        "",
        *wrap("Рост объясняют новыми судами и тем, что порты открыты круглый год.", 50),
    ]
    found = to_json(read_text("\n".join(lines).encode()))["articles"][0]
    rows = [["Год", "Актау", "Баку"], ["2021", "3120", "4410"], ["2022", "3380", "4725"]]
    assert found["tables"] == [{"title": "Перевозки, тыс. т", "rows": rows}]
    assert len(found["paragraphs"]) == 2


def test_columns_left_side_by_side_are_read_one_after_the_other() -> None:
    left = wrap(BODY[0][1] + " " + BODY[1][1], 40)
    right = wrap(BODY[2][1] + " Порты работают круглый год, и грузов в них всё больше.", 40)
    rows = zip_longest(["Введение", *left], right, fillvalue="")
    lines = [
        " " * 20 + "РЕЧНАЯ ПОЛИТИКА СОСЕДНИХ ОБЛАСТЕЙ",
        "",
        *(f"{one:<44}{two}".rstrip() for one, two in rows),
        "",
        " " * 30 + "Список литературы",
        f"1. {REFERENCES[0]}",
    ]
    found = to_json(read_text("\n".join(lines).encode()))["articles"][0]
    assert found["headings"] == ["Введение"]
    assert " ".join(found["paragraphs"]) == " ".join(
        [BODY[0][1], BODY[1][1], BODY[2][1], "Порты работают круглый год, и грузов в них всё больше."]
    )
