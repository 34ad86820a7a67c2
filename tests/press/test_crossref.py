"""Deposits with Crossref: chapters of a book, reports of their own, nothing without a DOI."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from editorial.press.document import Contributor, Document
from editorial.press.formats.crossref import JATS, NAMESPACE, Deposit, write_books, write_reports
from tests.press.sample import COLLECTION, HOSTILE, make_book, make_document, make_web_article

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("crossref.rng")))
DEPOSIT = Deposit(
    "sbornik-1", datetime(2026, 11, 22, 10, 30, tzinfo=UTC), "Совет & партнёры", "doi@record.example", "Совет"
)


def read(written: bytes) -> Any:
    root = etree.fromstring(written)
    SCHEMA.assertValid(root)
    return root


def found(root: Any, path: str) -> list[str]:
    """Return the texts at a path; `c:` is Crossref's namespace."""
    nodes = root.xpath(path, namespaces={"c": NAMESPACE, "j": JATS})
    return [node if isinstance(node, str) else "".join(node.itertext()).strip() for node in nodes]


def test_a_collection_is_an_edited_book_with_its_texts_as_chapters() -> None:
    book = make_book(collection=replace(COLLECTION, doi="10.1234/book"))
    root = read(write_books([book], DEPOSIT))
    assert found(root, "c:head/c:timestamp") == ["20261122103000"]
    assert found(root, "//c:book_metadata/c:isbn") == ["978-9952-00-000-1"]
    assert found(root, "//c:book_metadata//c:surname") == ["Исмаилов", "Байрамлы"]
    assert found(root, "//c:book_metadata//c:person_name/@contributor_role") == ["editor", "editor"]
    assert found(root, "//c:book_metadata//j:p") == ["Первый абзац аннотации.", "Второй абзац."]
    assert found(root, "//c:book_metadata/c:publisher/*") == ["Центр анализа; Институт исследований", "Баку"]
    assert found(root, "//c:content_item[1]//c:pages/*") == ["27", "32"]
    assert found(root, "//c:content_item//c:doi_data/c:doi") == ["10.1234/rel.5", "10.1234/rel.5"]
    assert found(root, "//c:content_item[1]//c:surname") == ["Курмашев", "Тастенов"]
    assert found(root, "//c:content_item[1]//@sequence") == ["first", "additional"]
    assert found(root, "//c:content_item[1]/j:abstract/@xml:lang") == ["ru", "kk", "en"]
    # A DOI that Crossref would refuse together with the whole deposit is left to the text of the reference.
    assert found(root, "//c:content_item[1]//c:citation") == [
        "Иванов И. Книга. 2020.",
        "Petrov P. Article. Journal. 2021. 1–5.",
    ]


def test_a_text_of_its_own_is_a_report() -> None:
    root = read(write_reports([make_web_article(doi="10.1234/visit")], DEPOSIT))
    assert found(root, "//c:report-paper//c:title") == ["Визит: что изменилось?"]
    assert found(root, "//c:publication_date/*") == ["05", "14", "2024"]
    assert found(root, "//c:doi_data/*") == ["10.1234/visit", "https://record.example/ru/articles/vizit/"]


def test_chapters_without_a_doi_and_books_without_an_isbn() -> None:
    texts = (make_document(), make_document(slug="second", doi="", title="Вторая"))
    book = make_book(texts, collection=replace(COLLECTION, doi="10.1234/book", isbn=""))
    root = read(write_books([book], DEPOSIT))
    assert found(root, "//c:content_item//c:title") == ["Казахстан и Азербайджан: новые средние державы"]
    assert found(root, "//c:noisbn/@reason") == ["monograph"]


@pytest.mark.parametrize(
    "hostile",
    [
        {
            "title": HOSTILE,
            "subtitle": "\x00\x0b <&> ",
            "abstracts": {"kk": f"{HOSTILE}\n\n \nӘІҢҒҮҰҚӨҺ əğıİöşüç"},
        },
        {"contributors": (Contributor(literal="Центр «А & Б»"), Contributor(family="", given="Әсел"))},
        {"contributors": (Contributor(family="Ә" * 80, given="И" * 80, orcid="0000-0002-1825-0097"),)},
        {"contributors": (), "abstracts": {}, "references": (), "pages": "", "issued": "", "subtitle": ""},
        {"pages": "7", "issued": "2022-11"},
    ],
    ids=["signs", "bodies", "long names", "nothing", "one page"],
)
def test_whatever_a_text_holds_the_deposit_is_well_formed(hostile: dict[str, Any]) -> None:
    document: Document = make_document(**hostile)
    book = make_book((document,), collection=replace(COLLECTION, doi="10.1234/book"))
    root = read(write_books([book], DEPOSIT))
    if "title" in hostile:
        assert found(root, "//c:content_item//c:title") == [HOSTILE]
