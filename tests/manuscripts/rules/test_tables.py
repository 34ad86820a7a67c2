"""Tables that fell apart."""

from typing import Any

from editorial.manuscripts.cli_output import to_json
from editorial.manuscripts.readers.plain_text import read_text

PROSE = (
    "Это длинный абзац о портах и реках, который нужен, чтобы мера полной строки была известна\n"
    "заранее, и чтобы таблица под ним не принималась за обычный текст. Он кончается точкой.\n"
)


def article(table: str) -> dict[str, Any]:
    found: dict[str, Any] = to_json(read_text(f"{PROSE}\n{table}\n\n{PROSE}".encode()))["articles"][0]
    return found


def test_rows_that_are_certain_are_rebuilt() -> None:
    found = article(
        "Показатели речных портов\n\nТверь Рыбинск\n\nПринято судов 120 шт 90 шт\n\nЗерно за год 15,5 млн т 7 млн т\n\nДлина причала 400 м 250 м\n\nИсточник: статистика"
    )
    (table,) = found["tables"]
    assert table["title"] == "Показатели речных портов"
    assert table["rows"][:3] == [
        ["", "Тверь", "Рыбинск"],
        ["Принято судов", "120 шт", "90 шт"],
        ["Зерно за год", "15,5 млн т", "7 млн т"],
    ]


def test_what_is_not_certain_stays_text_with_a_remark() -> None:
    found = article(
        "Показатели речных портов\n\nТверь Рыбинск\n\nПринято судов 120 шт\n\nЗерно 15,5 млн т 7 млн т\n\n2022 и 2023 годы\n\nДлина 400 м"
    )
    assert ["Принято судов 120 шт"] in found["tables"][0]["rows"]
    assert found["remarks"]


def test_a_word_set_upright_is_put_together() -> None:
    found = article(
        "Признаки речных портов\n\nЭк\nон\n\nом\nик\nа\n\n(1) мало судов\n\n(2) мало зерна\n\n(3) короткий причал"
    )
    assert ["Экономика"] in found["tables"][0]["rows"]


def test_a_list_is_no_table() -> None:
    found = article("Есть три пути:\n\n1. путь по реке;\n2. путь по морю;\n3. путь по дороге.")
    assert found["tables"] == []
