"""JATS against the public DTD of version 1.1, read back with an XML reader."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from editorial.press.document import Document
from editorial.press.formats import jats
from tests.press.sample import HOSTILE, make_document, make_web_article

ARCHIVE = Path(__file__).with_name("jats-publishing-1.1.zip")
XLINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="session")
def dtd(tmp_path_factory: pytest.TempPathFactory) -> etree.DTD:
    """Return the DTD; its modules, in the public domain, lie unchanged in the archive."""
    folder = tmp_path_factory.mktemp("jats")
    with zipfile.ZipFile(ARCHIVE) as archive:
        archive.extractall(folder)
    return etree.DTD(str(folder / "JATS-journalpublishing1.dtd"))


def checked(document: Document, dtd: etree.DTD) -> etree._Element:
    root = etree.fromstring(jats.write(document))
    assert dtd.validate(root), dtd.error_log.filter_from_errors()
    return root


def test_an_article_of_a_collection_is_valid_and_complete(dtd: etree.DTD) -> None:
    root = checked(make_document(), dtd)
    assert root.findtext(".//article-title") == "Казахстан и Азербайджан: новые средние державы"
    assert root.xpath("//contrib/name/surname/text()") == ["Курмашев", "Тастенов"]
    assert root.xpath("//body//sec/title//text()") == ["Порты ", "и", " суда", "Сразу четвёртый уровень"]
    assert root.xpath(
        "//trans-abstract/@xml:lang", namespaces={"xml": "http://www.w3.org/XML/1998/namespace"}
    ) == ["kk", "en"]
    assert root.findtext(".//fpage") == "27"
    assert root.findtext(".//lpage") == "32"
    assert root.find(".//self-uri").get(XLINK) == "https://record.example/ru/articles/srednie-derzhavy/"


def test_each_marker_points_to_its_note(dtd: etree.DTD) -> None:
    root = checked(make_document(), dtd)
    notes = {note.get("id"): "".join(note.itertext()) for note in root.iter("fn")}
    assert [mark.get("rid") for mark in root.iter("xref")] == ["fn-1", "fn-2", "fn-1"]
    assert notes["fn-1"].startswith("1Отчёт, Журнал.")


@pytest.mark.parametrize("genre", ["news", "interview", "commentary", "foreword"])
def test_a_text_of_the_site_is_valid_whatever_its_genre(dtd: etree.DTD, genre: str) -> None:
    checked(make_web_article(genre=genre), dtd)


def test_an_empty_text_is_valid(dtd: etree.DTD) -> None:
    checked(Document(slug="a", title="А", issued="2024", site="Сайт"), dtd)


def test_hostile_characters_stay_characters(dtd: etree.DTD) -> None:
    root = checked(make_web_article(title=HOSTILE + "\x00\x01", abstracts={"ru": HOSTILE}), dtd)
    assert root.findtext(".//article-title") == HOSTILE
    assert root.findtext(".//abstract/p") == HOSTILE


BLOCKS = st.sampled_from(
    [
        "<p>а</p>", "<h2>б</h2>", "<h3>в</h3>", "<h4></h4>", "<ul><li>г</li></ul>", "<ul><li><h2>д</h2></li></ul>", "<hr>",
        "<blockquote><ul><li><table><tr><td><p>е</p><p>ж</p></td></tr></table></li></ul></blockquote>",
        "<table><tr><th>з</th></tr></table>", "<figure><img src='x' alt=''></figure>", "текст", "<blockquote></blockquote>",
        "<p><em><a href='https://e.org'>и<sup>2</sup><br></a></em></p>", "<ol start='x'><li></li></ol>",
    ]
)  # fmt: skip


@given(st.lists(BLOCKS, max_size=8).map("".join))
def test_any_order_of_blocks_is_valid(dtd: etree.DTD, body: str) -> None:
    checked(make_document(body=body), dtd)
