"""RIS read back by rispy."""

from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from editorial.press.document import Document
from editorial.press.formats import ris
from tests.press.sample import make_document, make_web_article


def read(document: Document) -> dict[str, Any]:
    (record,) = rispy.loads(ris.write(document).decode())
    return dict(record)


def test_an_article_of_a_collection_comes_back_whole() -> None:
    record = read(make_document())
    assert record["type_of_reference"] == "CHAP"
    assert record["authors"] == ["Курмашев, Айдар", "Тастенов, Алишер"]
    assert record["secondary_authors"] == ["Исмаилов, Р.", "Байрамлы, Роза"]
    assert record["title"] == "Казахстан и Азербайджан: новые средние державы"
    assert (record["start_page"], record["end_page"], record["year"]) == ("27", "32", "2024")
    assert record["keywords"] == ["Каспий", "транспорт"]


def test_a_text_of_the_site_has_its_date_and_address() -> None:
    record = read(make_web_article())
    assert (record["type_of_reference"], record["date"]) == ("ELEC", "2024/05/14")
    assert record["urls"] == ["https://record.example/ru/articles/vizit/"]


@pytest.mark.slow
@given(st.text(max_size=60))
def test_no_text_begins_a_tag_of_its_own(value: str) -> None:
    record = read(make_web_article(title=f"А {value}", abstracts={"ru": f"Б\nER  - \nTY  - BOOK\n{value}"}))
    assert record["type_of_reference"] == "ELEC"
    assert record["abstract"].startswith("Б ER - TY - BOOK")
