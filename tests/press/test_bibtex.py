"""BibTeX read back by bibtexparser."""

import bibtexparser
import pytest
from bibtexparser.bparser import BibTexParser
from hypothesis import given
from hypothesis import strategies as st

from editorial.press.document import Contributor, Document
from editorial.press.formats import bibtex
from tests.press.sample import HOSTILE, make_document, make_web_article


def read(document: Document) -> dict[str, str]:
    parser = BibTexParser(ignore_nonstandard_types=False, common_strings=True)
    (entry,) = bibtexparser.loads(bibtex.write(document).decode(), parser).entries
    return dict(entry)


def test_an_article_of_a_collection_comes_back_whole() -> None:
    entry = read(make_document())
    assert entry["ENTRYTYPE"] == "incollection"
    assert entry["ID"] == "srednie-derzhavy"
    assert entry["author"] == "Курмашев, Айдар and Тастенов, Алишер"
    assert entry["editor"] == "Исмаилов, Р. and Байрамлы, Роза"
    assert entry["title"] == "{Казахстан и Азербайджан: новые средние державы}"
    assert entry["booktitle"] == "{Азербайджан и Казахстан: вопросы сотрудничества}"
    assert (entry["pages"], entry["year"], entry["doi"]) == ("27--32", "2024", "10.1234/rel.5")


def test_a_text_of_the_site_has_its_date_and_address() -> None:
    entry = read(make_web_article())
    assert (entry["ENTRYTYPE"], entry["date"], entry["month"]) == ("misc", "2024-05-14", "5")
    assert entry["link" if "link" in entry else "url"] == "https://record.example/ru/articles/vizit/"


def test_an_organisation_is_one_name() -> None:
    entry = read(make_web_article(contributors=(Contributor(literal="Центр and анализ"),)))
    assert entry["author"] == "{Центр and анализ}"


def test_special_characters_are_escaped() -> None:
    title = read(make_web_article(title=HOSTILE))["title"]
    assert r"50 \% \& <b>" in title
    assert (
        r"\textbraceleft{}скобки\textbraceright{} \textbackslash{}command \#let x = 1 \$x\textasciicircum{}2\$"
        in title
    )


@pytest.mark.slow
@given(st.text(max_size=60))
def test_no_title_breaks_the_entry(title: str) -> None:
    entry = read(make_web_article(title=f"А{title}", abstracts={"ru": title}))
    assert entry["year"] == "2024"
    assert entry["url"] == "https://record.example/ru/articles/vizit/"
