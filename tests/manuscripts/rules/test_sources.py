"""Works cited by a note, and the work behind an "Ibid."."""

import pytest

from editorial.manuscripts.draft import Footnote
from editorial.manuscripts.rules.references import (
    addresses,
    read_reference,
    resolve_repeats,
    separate_addresses,
)


@pytest.mark.parametrize(
    ("text", "author", "title", "outlet", "year"),
    [
        ("Волна.az (2023) Порты растут. https://volna.example/1", "", "Волна.az", "Порты растут", 2023),
        (
            "volna.example (2023) Порты растут быстрее всех. https://volna.example/1",
            "",
            "Порты растут быстрее всех",
            "volna.example",
            2023,
        ),
        (
            "Taylor, C. (1969) Rivers and ports of trade. London.",
            "Taylor, C",
            "Rivers and ports of trade. London",
            "",
            1969,
        ),
        ("Порты растут (2022) Волна. https://volna.example/2", "", "Порты растут", "Волна", 2022),
    ],
)
def test_a_source_is_read_in_its_parts(text: str, author: str, title: str, outlet: str, year: int) -> None:
    found = read_reference(text)
    assert (found.author, found.title, found.outlet, found.year) == (author, title, outlet, year)


def test_addresses_lose_the_punctuation_around_them() -> None:
    assert addresses("см. https://a.example/x_(y).") == ["https://a.example/x_(y)"]
    assert addresses("(https://a.example/x)") == ["https://a.example/x"]
    assert addresses("DOI: 10.1000/182-5") == ["https://doi.org/10.1000/182-5"]


def test_an_address_is_parted_from_a_word() -> None:
    assert separate_addresses("editionhttps://a.example") == "edition https://a.example"


def test_ibid_of_ibid_stands_for_the_first() -> None:
    notes = [
        Footnote(1, "Книга. https://a.example", ["https://a.example"]),
        Footnote(2, "Ibid."),
        Footnote(3, "Там же, с. 5"),
    ]
    resolve_repeats(notes)
    assert [note.same_as for note in notes] == [None, 1, 1]
    assert notes[2].urls == ["https://a.example"]
