"""Word files, OpenDocument and Rich Text, with real notes, tables and headings by style."""

import subprocess
from typing import Any

import pypandoc
import pytest

from editorial.manuscripts.cli_output import to_json
from editorial.manuscripts.parse import read_manuscript

SOURCE = """---
title: "Порты и реки: двадцать лет соседства"
author: "Пётр Кравцов, директор Института речного хозяйства"
---

# Введение

Речные порты ежегодно принимают сотни судов[^1]. Научно-технический совет расширил программу[^2].

## Транспортные связи

- первое;
- второе[^3]

Таблица 1. Грузы по годам

| Год  | Тонн   |
|------|--------|
| 2022 | 12[^4] |
| 2023 | 15     |

# Заключение

Выводы просты: **плыть** дальше.

[^1]: Иванов П. (2021) Реки. <https://reki.example/a-b/c>
[^2]: Ibid.
[^3]: Вторая заметка. [сайт](https://site.example/x)

    Второй абзац заметки.
[^4]: Заметка в ячейке.
"""
COLLECTION = """# Предисловие

Мария Лагутина, доцент кафедры педагогики

Сборник собрал две статьи.

# Порты и реки

Пётр Кравцов, директор Института речного хозяйства

## Введение

Порты растут[^1].

# Энергетика районов

Лейла Гусейнова, старший советник Фонда устойчивого развития

Ветер важнее нефти[^2].

[^1]: Первая.
[^2]: Вторая.
"""


def document(kind: str, source: str = SOURCE) -> bytes:
    command = [pypandoc.get_pandoc_path(), "-s", "-f", "markdown", "-t", kind, "-o", "-"]
    return subprocess.run(command, input=source.encode(), capture_output=True, check=True).stdout


def articles(data: bytes, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = to_json(read_manuscript(data, name))["articles"]
    return found


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_notes_headings_and_tables_are_all_there(kind: str) -> None:
    (found,) = articles(document(kind), f"порты.{kind}")
    assert found["title"] == "Порты и реки: двадцать лет соседства"
    assert found["authors"][0]["position"] == "директор Института речного хозяйства"
    assert found["headings"] == ["Введение", "Транспортные связи", "Заключение"]
    assert [note["text"] for note in found["footnotes"]] == [
        "Иванов П. (2021) Реки. https://reki.example/a-b/c",
        "Ibid.",
        "Вторая заметка. сайт Второй абзац заметки.",
        "Заметка в ячейке.",
    ]
    assert found["footnotes"][1]["urls"] == ["https://reki.example/a-b/c"]
    assert found["footnotes"][2]["urls"] == ["https://site.example/x"]
    assert [(each["number"], each["before"].split()[-1]) for each in found["markers"]] == [
        (1, "судов"),
        (2, "программу"),
        (3, "второе"),
        (4, "12"),
    ]
    assert found["tables"] == [
        {"title": "Грузы по годам", "rows": [["Год", "Тонн"], ["2022", "12"], ["2023", "15"]]}
    ]


def test_a_collection_is_split_at_its_highest_headings() -> None:
    found = articles(document("docx", COLLECTION), "сборник.docx")
    assert [each["title"] for each in found] == ["Предисловие", "Порты и реки", "Энергетика районов"]
    assert [each["authors"][0]["name"] for each in found] == [
        "Мария Лагутина",
        "Пётр Кравцов",
        "Лейла Гусейнова",
    ]
    assert [[note["number"] for note in each["footnotes"]] for each in found] == [[], [1], [2]]
    assert found[1]["headings"] == ["Введение"]


def test_rich_text_keeps_its_notes() -> None:
    data = rb"{\rtf1\ansi\deff0 \pard This is the first of the paragraphs{\super \chftn {\footnote \pard\plain {\super \chftn} Note one.}} goes on.\par}"
    (found,) = articles(data, "a.rtf")
    assert found["footnotes"][0]["text"] == "Note one."
    assert found["markers"] == [{"number": 1, "before": "is the first of the paragraphs"}]


def test_numbered_places_of_work_and_a_title_under_its_table_are_read() -> None:
    source = """**Кравцов П.И.^1^, Сеитова А.К.^2^**

^1^Институт речной политики, Тверь, Россия

^2^Академия портов, Актау, Казахстан

**РЕЧНАЯ ПОЛИТИКА: НОВЫЕ ВЫЗОВЫ**

# Введение

Порты растут второй год.

| Год  | Тонн |
|------|------|
| 2022 | 12   |

Таблица 1 – Грузы

| Год  | Судов |
|------|-------|
| 2022 | 3     |

Таблица 2 – Суда
"""
    (found,) = articles(document("docx", source), "реки.docx")
    assert found["title"] == "РЕЧНАЯ ПОЛИТИКА: НОВЫЕ ВЫЗОВЫ"
    assert [(who["name"], who["position"]) for who in found["authors"]] == [
        ("Кравцов П. И.", "Институт речной политики, Тверь, Россия"),
        ("Сеитова А. К.", "Академия портов, Актау, Казахстан"),
    ]
    assert [table["title"] for table in found["tables"]] == ["Грузы", "Суда"]
