"""Alphabetical order in the four languages."""

import pytest

from editorial.values.collation import alphabetical


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("ru", ["Ева", "Ёлкина", "Жуков"]),
        ("kk", ["Асан", "Әлия", "Болат", "Қанат", "Лаура", "Нұр", "Ңан"]),
        (
            "az",
            ["Cavid", "Çingiz", "Elçin", "Əli", "Fərid", "Hacı", "Xalid", "Iman", "İlham", "Qasım", "Leyla"],
        ),
        ("en", ["Aliyev", "Baker"]),
    ],
)
def test_names_stand_in_the_order_of_the_language(language: str, in_order: list[str]) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=lambda name: alphabetical(name, language)) == in_order
